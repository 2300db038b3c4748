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
FINDING: Final = "finding"
"""What a Repair knows of its finding: its number."""
ENTRY: Final = "entry_id"
"""And by which config entry it is asked for."""
_PREFIX: Final = "finding"
_MORE: Final = "findings_more"
_SEVERITIES: Final = {"critical": ir.IssueSeverity.CRITICAL, "error": ir.IssueSeverity.ERROR}


@callback
def settle_findings(hass: HomeAssistant, entry: HomeOpsConfigEntry, health: Mapping[str, Any]) -> None:
    """Raise what is broken, and take back what no longer is; nothing changes while nothing can be said."""
    if health["held_back"]:
        return
    unwanted = ignored(hass, entry)
    wanted = [one for one in health["repairs"] if _id(entry, one["key"]) not in unwanted]
    still = {_id(entry, one["key"]) for one in health["repairs"]}
    named = wanted[:_NAMED]
    rest = health["broken"] - len(named) - len(unwanted & still)
    raised = {_id(entry, one["key"]) for one in named}
    for issue_id in _raised(hass, entry) - raised - unwanted:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
    for one in named:
        about = {key: one[key] for key in ("title", "name")}  # a title is plain, what is below it is not
        told = {key: escaped(one[key]) for key in ("sentence", "advice")}
        severity = one["severity"]
        can_mend = bool(one.get("can_mend"))  # a server that is older does not say
        ir.async_create_issue(
            hass,
            DOMAIN,
            _id(entry, one["key"]),
            data={FINDING: one["finding"], ENTRY: entry.entry_id},
            is_fixable=can_mend,
            severity=_SEVERITIES[severity],
            translation_key="finding_to_mend" if can_mend else f"finding_{severity}",
            translation_placeholders={**about, **told, "home": entry.title},
        )
    if rest > 0:
        ir.async_create_issue(
            hass,
            DOMAIN,
            _more(entry),
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=_MORE,
            translation_placeholders={"count": str(rest), "home": entry.title},
        )
    elif not _is_ignored(hass, _more(entry)):
        ir.async_delete_issue(hass, DOMAIN, _more(entry))


@callback
def forget_findings(hass: HomeAssistant, entry: HomeOpsConfigEntry) -> None:
    """Take everything back: the entry is unloaded. What somebody ignores is remembered by Home Assistant."""
    for issue_id in _raised(hass, entry) - ignored(hass, entry):
        ir.async_delete_issue(hass, DOMAIN, issue_id)
    if not _is_ignored(hass, _more(entry)):
        ir.async_delete_issue(hass, DOMAIN, _more(entry))


def is_of_finding(entry: HomeOpsConfigEntry, issue_id: str) -> bool:
    """Say whether a Repair of HomeOps is about one finding of this home."""
    return issue_id.startswith(f"{_PREFIX}_") and issue_id.endswith(f"_{entry.entry_id}")


def _raised(hass: HomeAssistant, entry: HomeOpsConfigEntry) -> set[str]:
    """Find what was raised before, ignored or not."""
    return {
        one.issue_id
        for one in ir.async_get(hass).issues.values()
        if one.domain == DOMAIN and is_of_finding(entry, one.issue_id)
    }


def ignored(hass: HomeAssistant, entry: HomeOpsConfigEntry) -> set[str]:
    """Find what somebody ignores. It is left there, so that the same stays ignored when it comes back."""
    return {one for one in _raised(hass, entry) if _is_ignored(hass, one)}


def _is_ignored(hass: HomeAssistant, issue_id: str) -> bool:
    known = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    return known is not None and known.dismissed_version is not None


def escaped(text: str) -> str:
    """Keep names that devices gave themselves from being read as Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def _more(entry: HomeOpsConfigEntry) -> str:
    return f"{_MORE}_{entry.entry_id}"


def _id(entry: HomeOpsConfigEntry, key: str) -> str:
    return f"{_PREFIX}_{key}_{entry.entry_id}"
