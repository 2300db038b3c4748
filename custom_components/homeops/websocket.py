"""Websocket commands `homeops/*`: what the server can be asked, carried for the user who asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components import websocket_api
from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from .asking import about_home, ask_home, entry_for
from .const import DOMAIN
from .contract import COMMANDS, FEEDS
from .data import HomeOpsConfigEntry
from .errors import HomeOpsError
from .shared_socket import async_follow

if TYPE_CHECKING:
    import probatio as vol
else:
    import voluptuous as vol  # Core gives the other one under this name since 2026.9

_OWN: Final = frozenset({"id", "type", "input", ATTR_CONFIG_ENTRY_ID})

_BASE: Final[dict[Any, Any]] = {
    vol.Required("id"): vol.All(int, vol.Range(min=1)),
    vol.Required("type"): str,
    vol.Optional(ATTR_CONFIG_ENTRY_ID): str,
    vol.Optional("input"): dict,
}
_SUBSCRIBE: Final = vol.Schema({**_BASE, vol.Required("feed"): vol.In(FEEDS)})
_COMMAND: Final = vol.Schema(_BASE, extra=vol.ALLOW_EXTRA)


@callback
def async_setup_websocket(hass: HomeAssistant) -> None:
    """Register each command of the contract by its name, and one that follows a feed."""
    for name in COMMANDS:
        websocket_api.async_register_command(hass, f"{DOMAIN}/{name}", _command, _COMMAND)
    websocket_api.async_register_command(hass, f"{DOMAIN}/subscribe", _subscribe, _SUBSCRIBE)


@websocket_api.async_response
async def _command(
    hass: HomeAssistant, connection: websocket_api.ActiveConnection, msg: dict[str, Any]
) -> None:
    """Carry a command's input, given beside its type or under `input`, and its answer."""
    name = msg["type"].removeprefix(f"{DOMAIN}/")
    data = msg.get("input") or {key: value for key, value in msg.items() if key not in _OWN}
    entry = _entry(hass, connection, msg)
    if entry is None:
        return
    try:
        answer = await ask_home(entry, name, data, asker=connection.user.id)
    except HomeOpsError as error:
        connection.send_error(msg["id"], error.code, error.message)
    else:
        connection.send_result(msg["id"], answer)


@callback
def _subscribe(hass: HomeAssistant, connection: websocket_api.ActiveConnection, msg: dict[str, Any]) -> None:
    """Follow a feed until the subscription ends."""
    entry = _entry(hass, connection, msg)
    if entry is None:
        return
    feed = _Followed(connection, msg, about_home(entry, msg.get("input") or {}))
    connection.subscriptions[msg["id"]] = async_follow(hass, entry, connection.user.id, feed)


class _Followed:
    """One subscription: what it is told, and when it began."""

    def __init__(
        self, connection: websocket_api.ActiveConnection, msg: dict[str, Any], data: dict[str, Any]
    ) -> None:
        self.name: str = msg["feed"]
        self.data: Mapping[str, Any] = data
        self._connection = connection
        self._id: int = msg["id"]
        self._is_told = False  # that it has begun
        self._is_lost = False

    def heard(self, items: list[dict[str, Any]], is_snapshot: bool) -> None:
        """Tell a snapshot, or what has changed since."""
        self._begin()
        self._is_lost = False
        self._send({"kind": "snapshot" if is_snapshot else "delta", "items": items})

    def lose(self) -> None:
        """Say once that nothing comes at the moment; the next snapshot ends it."""
        self._begin()
        if not self._is_lost:
            self._send({"kind": "lost"})
        self._is_lost = True

    def refuse(self, error: HomeOpsError) -> None:
        """Say why nothing will come any more."""
        if not self._is_told:
            self._connection.send_error(self._id, error.code, error.message)
        else:
            self._send({"kind": "ended", "code": error.code, "message": error.message})
        self._connection.subscriptions.pop(self._id, None)

    def _begin(self) -> None:
        if not self._is_told:
            self._connection.send_result(self._id)
        self._is_told = True

    def _send(self, event: dict[str, Any]) -> None:
        self._connection.send_message(websocket_api.event_message(self._id, event))


def _entry(
    hass: HomeAssistant, connection: websocket_api.ActiveConnection, msg: dict[str, Any]
) -> HomeOpsConfigEntry | None:
    """Find the home that is meant, or answer why there is none."""
    try:
        return entry_for(hass, msg.get(ATTR_CONFIG_ENTRY_ID))
    except HomeAssistantError as error:
        connection.send_error(msg["id"], error.translation_key or "not_loaded", str(error))
        return None
