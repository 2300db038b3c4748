"""Who asks, of which home, and what a refusal is to Home Assistant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .data import HomeOpsConfigEntry
from .errors import HomeOpsError, HomeOpsTokenRefused, HomeOpsUnreachable

SPEAKER: Final = "speaker"
"""Asks where nobody is known to: a voice satellite, or an automation that no person started."""

_NOT_THE_ASKERS_FAULT: Final = frozenset(
    {
        "internal",
        "database_away",
        "upgrading",
        "disk_full",
        "too_slow",
        "too_busy",
        "not_started",
        "not_homeops",
    }
)


def asker_of(context: Context | None) -> str:
    """Name the user of Home Assistant that the server is to answer, by its law."""
    return (context.user_id if context else None) or SPEAKER


@callback
def entry_for(hass: HomeAssistant, entry_id: str | None) -> HomeOpsConfigEntry:
    """Find the home that is meant: the named one, else the only one.

    Raises ServiceValidationError.
    """
    entries: list[HomeOpsConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    if entry_id is None:
        loaded = [entry for entry in entries if entry.state is ConfigEntryState.LOADED]
        if len(loaded) > 1:
            raise _invalid("which_entry")
        entry = loaded[0] if loaded else None
    else:
        entry = next((entry for entry in entries if entry.entry_id == entry_id), None)
        if entry is None:
            raise _invalid("unknown_entry")
    if entry is None or entry.state is not ConfigEntryState.LOADED:
        raise _invalid("not_loaded")
    return entry


async def ask_home(
    entry: HomeOpsConfigEntry, name: str, data: Mapping[str, Any], *, asker: str
) -> dict[str, Any]:
    """Run a command for somebody, about the entry's home.

    Raises HomeOpsError, or one of its kinds.
    """
    return await entry.runtime_data.client.ask(name, about_home(entry, data), user_id=asker)


def about_home(entry: HomeOpsConfigEntry, data: Mapping[str, Any]) -> dict[str, Any]:
    """Say of which home something is asked, whatever was said before."""
    return {**data, "home": entry.runtime_data.coordinator.home}


def translated(error: HomeOpsError) -> HomeAssistantError:
    """Tell an error of the server in Home Assistant's way."""
    if isinstance(error, HomeOpsUnreachable):
        return _failed("unreachable", {})
    if isinstance(error, HomeOpsTokenRefused):
        return _failed("unauthorized", {})
    told = _failed if error.code in _NOT_THE_ASKERS_FAULT else _invalid
    return told("refused", {"reason": error.message})


def _failed(key: str, placeholders: dict[str, str]) -> HomeAssistantError:
    return HomeAssistantError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders
    )


def _invalid(key: str, placeholders: dict[str, str] | None = None) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders
    )
