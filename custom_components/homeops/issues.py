"""Repairs about HomeOps itself: raised while something is so, and gone by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from .client import HomeOpsError
from .const import DOMAIN, SCHEMA
from .live import Greeting

if TYPE_CHECKING:
    from .data import HomeOpsConfigEntry

_VERSIONS: Final = ("server_too_old", "server_too_new")
_TROUBLES: Final = ("database_away", "disk_full", "size_limit", "token_refused", "gaps")
_LEARN_MORE: Final = "https://github.com/homeops/homeops/blob/main/DOCS.md"


def mismatch(greeting: Greeting) -> str | None:
    """Say whether the server is too old or too new for this integration."""
    if greeting.newest_schema < SCHEMA:
        return "server_too_old"
    return "server_too_new" if greeting.oldest_schema > SCHEMA else None


@callback
def settle_version(hass: HomeAssistant, entry: HomeOpsConfigEntry, greeting: Greeting) -> None:
    """Raise what is wrong between the two versions, and take back what no longer is.

    Raises HomeOpsError where they do not understand each other.
    """
    wrong = mismatch(greeting)
    for code in _VERSIONS:
        _settle(hass, entry, code, {"version": greeting.version} if code == wrong else None)
    if wrong:
        raise HomeOpsError(wrong, f"HomeOps {greeting.version} speaks another contract")


@callback
def settle_state(hass: HomeAssistant, entry: HomeOpsConfigEntry, state: Mapping[str, Any]) -> None:
    """Raise what the server says is wrong, and take back what no longer is."""
    told = {trouble["code"]: trouble for trouble in state["troubles"]}
    for code in _TROUBLES:
        trouble = told.get(code)
        _settle(
            hass,
            entry,
            code,
            trouble and {key: _local(trouble[key]) for key in ("from", "to")},
        )


@callback
def forget(hass: HomeAssistant, entry: HomeOpsConfigEntry) -> None:
    """Take everything back: the entry is unloaded."""
    for code in (*_VERSIONS, *_TROUBLES):
        ir.async_delete_issue(hass, DOMAIN, _id(entry, code))


def _settle(
    hass: HomeAssistant, entry: HomeOpsConfigEntry, code: str, about: Mapping[str, str] | None
) -> None:
    if about is None:
        ir.async_delete_issue(hass, DOMAIN, _id(entry, code))
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        _id(entry, code),
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING if code == "gaps" else ir.IssueSeverity.ERROR,
        translation_key=code,
        translation_placeholders={"home": entry.title, **about},
        learn_more_url=_LEARN_MORE,
    )


def _local(instant: str | None) -> str:
    """Write an instant as it is in this home's time, to the minute."""
    moment = dt_util.parse_datetime(instant) if instant else None
    return dt_util.as_local(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


def _id(entry: HomeOpsConfigEntry, code: str) -> str:
    return f"{code}_{entry.entry_id}"
