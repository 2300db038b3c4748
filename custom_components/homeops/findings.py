"""What is wrong in the home as Repairs: a few by name, the rest as one."""

from __future__ import annotations

from collections.abc import Mapping
import re
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN

if TYPE_CHECKING:
    from .data import HomeOpsConfigEntry

_NAMED: Final = 3
"""So many Repairs at most, and one more that counts the rest."""
_PREFIX: Final = "finding"
_MORE: Final = "findings_more"
_SEVERITIES: Final = {"critical": ir.IssueSeverity.CRITICAL, "error": ir.IssueSeverity.ERROR}


@callback
def settle_findings(hass: HomeAssistant, entry: HomeOpsConfigEntry, health: Mapping[str, Any]) -> None:
    """Raise what is broken, and take back what no longer is; nothing changes while nothing can be said."""
    if health["held_back"]:
        return
    ignored = _ignored(hass, entry)
    wanted = [one for one in health["repairs"] if _id(entry, one["key"]) not in ignored]
    still = {_id(entry, one["key"]) for one in health["repairs"]}
    named = wanted[:_NAMED]
    rest = health["broken"] - len(named) - len(ignored & still)
    raised = {_id(entry, one["key"]) for one in named}
    for issue_id in _raised(hass, entry) - raised - ignored:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
    for one in named:
        about = {key: one[key] for key in ("title", "name")}  # a title is plain, what is below it is not
        told = {key: _escaped(one[key]) for key in ("sentence", "advice")}
        severity = one["severity"]
        _raise(
            hass,
            _id(entry, one["key"]),
            _SEVERITIES[severity],
            f"finding_{severity}",
            {**about, **told, "home": entry.title},
        )
    if rest > 0:
        _raise(hass, _more(entry), ir.IssueSeverity.WARNING, _MORE, {"count": str(rest), "home": entry.title})
    elif not _is_ignored(hass, _more(entry)):
        ir.async_delete_issue(hass, DOMAIN, _more(entry))


@callback
def forget_findings(hass: HomeAssistant, entry: HomeOpsConfigEntry) -> None:
    """Take everything back: the entry is unloaded. What somebody ignores is remembered by Home Assistant."""
    for issue_id in _raised(hass, entry) - _ignored(hass, entry):
        ir.async_delete_issue(hass, DOMAIN, issue_id)
    if not _is_ignored(hass, _more(entry)):
        ir.async_delete_issue(hass, DOMAIN, _more(entry))


def _raise(
    hass: HomeAssistant, issue_id: str, severity: ir.IssueSeverity, key: str, about: dict[str, str]
) -> None:
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        is_fixable=False,
        severity=severity,
        translation_key=key,
        translation_placeholders=about,
    )


def _raised(hass: HomeAssistant, entry: HomeOpsConfigEntry) -> set[str]:
    """Find what was raised before, ignored or not."""
    start, end = f"{_PREFIX}_", f"_{entry.entry_id}"
    return {
        one.issue_id
        for one in ir.async_get(hass).issues.values()
        if one.domain == DOMAIN and one.issue_id.startswith(start) and one.issue_id.endswith(end)
    }


def _ignored(hass: HomeAssistant, entry: HomeOpsConfigEntry) -> set[str]:
    """Find what somebody ignores. It is left there, so that the same stays ignored when it comes back."""
    return {one for one in _raised(hass, entry) if _is_ignored(hass, one)}


def _is_ignored(hass: HomeAssistant, issue_id: str) -> bool:
    known = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    return known is not None and known.dismissed_version is not None


def _escaped(text: str) -> str:
    """Keep names that devices gave themselves from being read as Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def _more(entry: HomeOpsConfigEntry) -> str:
    return f"{_MORE}_{entry.entry_id}"


def _id(entry: HomeOpsConfigEntry, key: str) -> str:
    return f"{_PREFIX}_{key}_{entry.entry_id}"
