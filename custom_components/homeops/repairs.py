"""A Repair that HomeOps can mend: it shows the plan, has it done on a yes, and waits for what comes of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.http import KEY_HASS_USER
from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.http import current_request

from .asking import SPEAKER, ask_home
from .const import DOMAIN
from .errors import HomeOpsError
from .findings import ENTRY, FINDING, escaped

if TYPE_CHECKING:
    from .data import HomeOpsConfigEntry

_LOOK_SECONDS: Final = 2.0
_LOOKS: Final = 75
"""Whatever a remedy does is judged within two minutes."""


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Begin to mend what a Repair is about."""
    return MendFlow(data or {})


class MendFlow(RepairsFlow):
    """Shows what would be done about one finding. The server decides what may be, and for whom."""

    def __init__(self, about: dict[str, str | int | float | None]) -> None:
        """Ask nothing yet."""
        self._finding = about.get(FINDING)
        self._entry_id = str(about.get(ENTRY))
        self._user = SPEAKER
        self._plan: dict[str, Any] = {}
        self._attempt = 0
        self._judging: asyncio.Task[str] | None = None

    async def async_step_init(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Read the plans for whoever pressed the button."""
        self._user = _who()
        try:
            told = await self._ask("healing/plan", {"finding": self._finding, "language": self._language})
        except HomeOpsError as error:
            return self._end("refused", {"reason": error.message})
        plan = next((one for one in told["items"] if one["plan"] is not None), None)
        if plan is None:
            reasons = [one["why_not"]["sentence"] for one in told["items"] if one["why_not"]]
            return self._end("cannot", {"why": "; ".join(reasons) or "-"})
        self._plan = plan
        return await self.async_step_confirm()

    async def async_step_confirm(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Show exactly what would be done, and take the yes for just that."""
        if user_input is None:
            return self.async_show_form(step_id="confirm", description_placeholders=self._told())
        wish = {"plan": self._plan["plan"], "hash": self._plan["hash"], "language": self._language}
        try:
            self._attempt = (await self._ask("healing/approve", wish))["attempt"]
        except HomeOpsError as error:
            return self._end("refused", {"reason": error.message})
        return await self.async_step_mend()

    async def async_step_mend(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Wait until a fresh look has proven whether it helped."""
        if self._judging is None:
            self._judging = self.hass.async_create_background_task(self._judge(), f"{DOMAIN} mending")
        if not self._judging.done():
            return self.async_show_progress(
                step_id="mend",
                progress_action="mend",
                description_placeholders=self._told(),
                progress_task=self._judging,
            )
        return self.async_show_progress_done(next_step_id="done")

    async def async_step_done(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Say what came of it; only what helped takes the Repair away."""
        verdict = self._judging.result() if self._judging else "unknown"
        if verdict == "fixed":
            return self.async_create_entry(data={})
        return self._end(verdict, {})

    async def _judge(self) -> str:
        for _ in range(_LOOKS):
            try:
                told = await self._ask("healing/history", {"attempts": [self._attempt]})
            except HomeOpsError:
                told = {"items": []}  # it is judged without us
            for one in told["items"]:
                if one["verdict"] is not None:
                    return str(one["verdict"])
            await asyncio.sleep(_LOOK_SECONDS)
        return "unknown"

    async def _ask(self, name: str, data: dict[str, Any]) -> dict[str, Any]:
        entry: HomeOpsConfigEntry | None = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            raise HomeOpsError("not_loaded", "HomeOps is not connected")
        return await ask_home(entry, name, data, asker=self._user)

    @property
    def _language(self) -> str:
        return "de" if self.hass.config.language.startswith("de") else "en"

    def _told(self) -> dict[str, str]:
        """Say what it is about, and the plan in words and to the letter."""
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        about = (issue.translation_placeholders if issue else None) or {}
        plan = self._plan
        if not plan:
            return {**about}
        told = {
            "remedy": plan["title"],
            "touches": plan["told"]["touches"],
            "risks": plan["risks"],
            "proof": plan["proof"],
            "undo": plan["told"]["undo"],
            "entities": ", ".join(plan["touches"]) or "-",
            "steps": ", ".join(step["action"] for step in plan["steps"]),
        }
        return {**about, **{key: escaped(text) for key, text in told.items()}}

    def _end(self, reason: str, more: dict[str, str]) -> RepairsFlowResult:
        return self.async_abort(
            reason=reason,
            description_placeholders={**self._told(), **{key: escaped(text) for key, text in more.items()}},
        )


def _who() -> str:
    """Name the user of Home Assistant who pressed the button."""
    request = current_request.get()
    user = request.get(KEY_HASS_USER) if request is not None else None
    return str(user.id) if user is not None else SPEAKER
