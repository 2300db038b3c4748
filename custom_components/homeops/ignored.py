"""What somebody ignores among Repairs is muted in HomeOps, and unmuted when they want to see it again."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .errors import HomeOpsError, HomeOpsUnreachable
from .findings import FINDING, ignored, is_of_finding

if TYPE_CHECKING:
    from .data import HomeOpsConfigEntry

_LOGGER = logging.getLogger(__name__)


class IgnoredRepairs:
    """Tells the server of each Repair once; Home Assistant does not say who pressed the button."""

    def __init__(self, hass: HomeAssistant, entry: HomeOpsConfigEntry) -> None:
        """Follow nothing yet."""
        self._hass = hass
        self._entry = entry
        self._ignored = ignored(hass, entry)
        self._untold: dict[int, bool] = {}
        """By finding: whether it is ignored now."""
        self._is_telling = False

    @callback
    def async_follow(self) -> None:
        """Hear of Repairs until the entry is unloaded, and try again what the server was not there for."""
        heard = self._hass.bus.async_listen(ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, self._heard)
        self._entry.async_on_unload(heard)
        self._entry.async_on_unload(self._entry.runtime_data.coordinator.async_add_listener(self._tell_soon))

    @callback
    def _heard(self, event: Event[Any]) -> None:
        issue_id: str = event.data["issue_id"]
        if event.data["domain"] != DOMAIN or not is_of_finding(self._entry, issue_id):
            return
        issue = ir.async_get(self._hass).async_get_issue(DOMAIN, issue_id)
        is_ignored = issue is not None and issue.dismissed_version is not None
        if issue is None or (issue_id in self._ignored) == is_ignored:
            return
        self._ignored ^= {issue_id}
        if issue.data and isinstance(finding := issue.data.get(FINDING), int):
            self._untold[finding] = is_ignored
            self._tell_soon()

    @callback
    def _tell_soon(self) -> None:
        if self._untold and not self._is_telling:
            self._is_telling = True
            self._entry.async_create_background_task(self._hass, self._tell(), f"{DOMAIN} ignored repairs")

    async def _tell(self) -> None:
        coordinator = self._entry.runtime_data.coordinator
        try:
            while self._untold:
                finding, is_ignored = next(iter(self._untold.items()))
                verb = "mute_subject" if is_ignored else "unmute"
                about = {"home": coordinator.home, "finding": finding, "verb": verb, "via": "repairs"}
                try:
                    await coordinator.client.ask("findings/act", about)
                except HomeOpsUnreachable:
                    return  # the next that is heard of the server asks again
                except HomeOpsError as error:
                    _LOGGER.debug("Finding %s could not be changed: %s", finding, error)
                if self._untold.get(finding) == is_ignored:
                    del self._untold[finding]
        finally:
            self._is_telling = False
