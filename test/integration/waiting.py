"""Waits for what comes over a real socket, which no clock of a test can hurry."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
import time

from homeassistant.core import HomeAssistant


async def until(hass: HomeAssistant, holds: Callable[[], bool], seconds: float = 60) -> None:
    """Look again and again."""
    by = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < by, "it did not come in time"
        await asyncio.sleep(0.05)
        await hass.async_block_till_done()


async def shows(hass: HomeAssistant, entity_id: str, state: str) -> None:
    """Wait until an entity shows a state."""

    def holds() -> bool:
        now = hass.states.get(entity_id)
        return now is not None and now.state == state

    await until(hass, holds)
