"""One line a home for the page that says how Home Assistant is."""

from __future__ import annotations

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .data import HomeOpsConfigEntry


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Register what is said."""
    register.async_register_info(_system_health)


async def _system_health(hass: HomeAssistant) -> dict[str, Any]:
    entries: list[HomeOpsConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    connected = [one.runtime_data.coordinator for one in entries]
    versions = {one.data["version"] for one in connected}
    return {
        "homes": len(connected),
        "connected": sum(one.last_update_success for one in connected),
        "server_version": ", ".join(sorted(versions)),
    }
