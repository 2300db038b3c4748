"""HomeOps, the memory of a home, inside Home Assistant: it carries what the server thinks."""

from __future__ import annotations

from typing import Final

from homeassistant.const import CONF_TOKEN, CONF_URL, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.typing import ConfigType

from .actions import async_setup_actions
from .cards import async_setup_cards
from .client import HomeOpsClient
from .const import CONF_FINGERPRINT, DOMAIN
from .coordinator import HomeOpsCoordinator
from .data import HomeOpsConfigEntry, HomeOpsData
from .findings import forget_findings
from .ignored import IgnoredRepairs
from .issues import forget
from .websocket import async_setup_websocket

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

PLATFORMS: Final = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CONVERSATION,
    Platform.EVENT,
    Platform.SENSOR,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Set up what does not belong to one home."""
    async_setup_actions(hass)
    async_setup_websocket(hass)
    await async_setup_cards(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: HomeOpsConfigEntry) -> bool:
    """Connect to one home's server; entities follow once it has said how it is."""
    client = HomeOpsClient(
        async_get_clientsession(hass),
        entry.data[CONF_URL],
        entry.data[CONF_TOKEN],
        entry.data.get(CONF_FINGERPRINT),
    )
    coordinator = HomeOpsCoordinator(hass, entry, client)
    await coordinator.async_begin()
    entry.runtime_data = HomeOpsData(client, coordinator)
    IgnoredRepairs(hass, entry).async_follow()
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: HomeOpsConfigEntry) -> bool:
    """Close the socket with the entities; what it had to say is said no longer."""
    unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    if unloaded:
        forget(hass, entry)
        forget_findings(hass, entry)
    return unloaded
