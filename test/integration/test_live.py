"""The live socket by itself."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from custom_components.homeops.client import HomeOpsClient, HomeOpsError, HomeOpsUnreachable
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .conftest import TOKEN, URL


async def test_feeds_begin_with_a_snapshot_and_end_when_asked(hass: HomeAssistant) -> None:
    client = HomeOpsClient(async_get_clientsession(hass), URL, TOKEN)
    heard: list[tuple[Any, bool]] = []
    async with client.live() as socket:
        listening = asyncio.create_task(socket.listen())
        number = await socket.subscribe("integration/state", None, lambda *said: heard.append(said))
        assert [is_snapshot for _, is_snapshot in heard] == [True]
        await socket.unsubscribe(number)
        with pytest.raises(HomeOpsError) as refused:
            await socket.subscribe("integration/nothing", {}, lambda *said: heard.append(said))
        assert refused.value.code == "unknown_command"
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
    with pytest.raises(HomeOpsUnreachable):
        await socket.subscribe("integration/state", None, lambda *_: None)


async def test_a_command_says_why_it_is_refused_and_for_whom_it_is_asked(hass: HomeAssistant) -> None:
    client = HomeOpsClient(async_get_clientsession(hass), URL, TOKEN)
    with pytest.raises(HomeOpsError) as refused:
        await client.ask("memory/explain", {})
    assert refused.value.code == "bad_input"
    assert refused.value.message in str(refused.value)
    assert (await client.ask("memory/search", {"query": "door", "limit": 1}))["items"] is not None
