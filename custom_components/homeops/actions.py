"""Actions: what automations and people ask of the memory, and what they tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util

from .asking import ask_home, asker_of, entry_for, translated
from .const import DOMAIN, VERBS
from .errors import HomeOpsError

if TYPE_CHECKING:
    import probatio as vol
else:
    import voluptuous as vol  # Core gives the other one under this name since 2026.9


def _instant(value: Any) -> str:
    """Read a time; without an offset it is meant as Home Assistant's clock shows it."""
    moment: datetime = cv.datetime(value)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt_util.get_default_time_zone())
    return moment.isoformat()


_SPAN: Final[dict[Any, Any]] = {
    vol.Optional("from"): _instant,
    vol.Optional("to"): _instant,
    vol.Optional("entities"): cv.entity_ids,
    vol.Optional("areas"): vol.All(cv.ensure_list, [cv.string]),
}


@dataclass(frozen=True, slots=True)
class _Action:
    """An action of Home Assistant and the command of the server that it carries."""

    name: str
    command: str
    fields: Mapping[Any, Any]
    response: SupportsResponse = SupportsResponse.ONLY
    then: str | None = None
    """A list of the server that completes the answer."""


ACTIONS: Final = (
    _Action(
        "search",
        "memory/search",
        {
            vol.Required("query"): cv.string,
            **_SPAN,
            vol.Optional("limit"): vol.All(vol.Coerce(int), vol.Range(1, 100)),
        },
    ),
    _Action(
        "ask",
        "ask/question",
        {vol.Required("question"): cv.string, vol.Optional("conversation"): cv.string},
    ),
    _Action(
        "explain",
        "memory/explain",
        {
            vol.Exclusive("entity_id", "what"): cv.entity_id,
            vol.Exclusive("event", "what"): cv.string,
            vol.Optional("at"): _instant,
        },
    ),
    _Action(
        "timeline",
        "memory/timeline",
        {**_SPAN, vol.Optional("limit"): vol.All(vol.Coerce(int), vol.Range(1, 500))},
    ),
    _Action(
        "remember",
        "memory/remember",
        {
            vol.Required("text"): cv.string,
            vol.Optional("entity_id"): cv.entity_id,
            vol.Optional("kind"): cv.string,
        },
        SupportsResponse.OPTIONAL,
    ),
    _Action("run_diagnostics", "health/run", {}, SupportsResponse.OPTIONAL, then="findings/list"),
    _Action(
        "act_on_finding",
        "findings/act",
        {
            vol.Required("finding"): vol.All(vol.Coerce(int), vol.Range(min=1)),
            vol.Required("verb"): vol.In(VERBS),
            vol.Optional("until"): _instant,
        },
        SupportsResponse.OPTIONAL,
    ),
    _Action(
        "maintenance",
        "health/maintenance",
        {
            vol.Required("until"): _instant,
            vol.Optional("from"): _instant,
            vol.Exclusive("area", "where"): cv.string,
            vol.Exclusive("device", "where"): cv.string,
            vol.Exclusive("holiday", "where"): cv.boolean,
            vol.Optional("why"): cv.string,
        },
        SupportsResponse.OPTIONAL,
    ),
)


@callback
def async_setup_actions(hass: HomeAssistant) -> None:
    """Register every action, once for all homes."""
    for action in ACTIONS:
        hass.services.async_register(
            DOMAIN,
            action.name,
            _carrier(hass, action),
            schema=vol.Schema({**action.fields, vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string}),
            supports_response=action.response,
        )


def _carrier(hass: HomeAssistant, action: _Action) -> Any:
    """Make what carries a call to the server and its answer back."""

    async def carry(call: ServiceCall) -> ServiceResponse:
        data = dict(call.data)
        entry = entry_for(hass, data.pop(ATTR_CONFIG_ENTRY_ID, None))
        try:
            asker = asker_of(call.context)
            answer = await ask_home(entry, action.command, data, asker=asker)
            if action.then is not None and call.return_response:
                language = "de" if hass.config.language.startswith("de") else "en"
                answer |= await ask_home(entry, action.then, {"language": language}, asker=asker)
        except HomeOpsError as error:
            raise translated(error) from error
        return answer if call.return_response else None

    return carry
