"""What somebody who helps needs to know of one home; nothing that happened in it."""

from __future__ import annotations

from typing import Any, Final

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant

from .client import HomeOpsError
from .const import CONF_FINGERPRINT
from .data import HomeOpsConfigEntry

_SECRET: Final = {CONF_TOKEN, CONF_URL, CONF_FINGERPRINT, "title", "unique_id"}
_PRIVATE: Final = {"sentence", "last_event_at"}


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: HomeOpsConfigEntry
) -> dict[str, Any]:
    """Gather the entry, the last state, and whether the server answers now."""
    coordinator = entry.runtime_data.coordinator
    try:
        greeting = await entry.runtime_data.client.ask("integration/greet")
        answers: dict[str, Any] = {"version": greeting["version"], "schema": greeting["schema"]}
    except HomeOpsError as error:
        answers = {"error": error.code}
    return {
        "entry": async_redact_data(entry.as_dict(), _SECRET),
        "is_connected": coordinator.last_update_success,
        "state": async_redact_data(coordinator.data, _PRIVATE),
        "server": answers,
    }
