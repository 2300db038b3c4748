"""The dashboard cards, given to every dashboard where they were built into this folder."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import add_extra_js_url
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integration

from .const import DOMAIN

_FOLDER: Final = Path(__file__).parent / "frontend"
_ADDRESS: Final = "/homeops_static"
_FIRST: Final = "homeops-cards.js"
"""Names the pieces that it loads later by their contents, so that these have another address, too."""


async def async_setup_cards(hass: HomeAssistant) -> None:
    """Load the cards with the frontend, by an address that is another one for other contents."""
    if "frontend" not in hass.config.components:
        return
    digest = await hass.async_add_executor_job(_digest)
    if digest is None:
        return
    integration = await async_get_integration(hass, DOMAIN)
    await hass.http.async_register_static_paths(
        [StaticPathConfig(_ADDRESS, str(_FOLDER), cache_headers=True)]
    )
    add_extra_js_url(hass, f"{_ADDRESS}/{_FIRST}?v={integration.version}-{digest}")


def _digest() -> str | None:
    """Tell the contents of the bundle apart; none was built in a fresh copy of the sources."""
    try:
        return hashlib.sha256((_FOLDER / _FIRST).read_bytes()).hexdigest()[:8]
    except FileNotFoundError:
        return None
