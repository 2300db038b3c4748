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

_BUNDLE: Final = Path(__file__).parent / "frontend" / "homeops-cards.js"
_ADDRESS: Final = "/homeops_static/homeops-cards.js"


async def async_setup_cards(hass: HomeAssistant) -> None:
    """Load the cards with the frontend, by an address that is another one for other contents."""
    if "frontend" not in hass.config.components:
        return
    digest = await hass.async_add_executor_job(_digest)
    if digest is None:
        return
    integration = await async_get_integration(hass, DOMAIN)
    await hass.http.async_register_static_paths(
        [StaticPathConfig(_ADDRESS, str(_BUNDLE), cache_headers=True)]
    )
    add_extra_js_url(hass, f"{_ADDRESS}?v={integration.version}-{digest}")


def _digest() -> str | None:
    """Tell the contents of the bundle apart; none was built in a fresh copy of the sources."""
    try:
        return hashlib.sha256(_BUNDLE.read_bytes()).hexdigest()[:8]
    except FileNotFoundError:
        return None
