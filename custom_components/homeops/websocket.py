"""Websocket commands `homeops/*`: what the server can be asked, carried for the user who asks."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components import websocket_api
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from .asking import about_home, ask_home, entry_for
from .const import DOMAIN
from .contract import COMMANDS, FEEDS
from .data import HomeOpsConfigEntry
from .errors import HomeOpsError, HomeOpsUnreachable

if TYPE_CHECKING:
    import probatio as vol
else:
    import voluptuous as vol  # Core gives the other one under this name since 2026.9

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 60.0
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
    following = _Following(hass, entry, connection, msg)
    task = hass.async_create_background_task(following.follow(), f"{DOMAIN} feed {msg['feed']}")
    connection.subscriptions[msg["id"]] = lambda: _cancel(task)


def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()


class _Following:
    """One subscription: a socket of its own, opened again whenever it is lost."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: HomeOpsConfigEntry,
        connection: websocket_api.ActiveConnection,
        msg: dict[str, Any],
    ) -> None:
        self._hass = hass
        self._entry = entry
        self._connection = connection
        self._id: int = msg["id"]
        self._feed: str = msg["feed"]
        self._input: dict[str, Any] = about_home(entry, msg.get("input") or {})
        self._is_told = False  # that it has begun
        self._is_lost = False

    async def follow(self) -> None:
        """Tell what comes; a refusal ends it, a lost server does not."""
        pause = _FIRST_PAUSE
        while True:
            try:
                await self._until_unloaded()
            except HomeOpsUnreachable:
                pause = _FIRST_PAUSE if self._is_told and not self._is_lost else pause * 2
                self._lose()
            except HomeOpsError as error:
                self._refuse(error)
                return
            await asyncio.sleep(min(pause, _LONGEST_PAUSE) * random.uniform(0.5, 1.0))  # noqa: S311

    async def _until_unloaded(self) -> None:
        """Talk while the entry is loaded; a reloaded one is talked to again."""
        if self._hass.config_entries.async_get_entry(self._entry.entry_id) is None:
            raise HomeOpsError("unknown_entry", "This home was taken out of Home Assistant")
        if self._entry.state is not ConfigEntryState.LOADED:
            raise HomeOpsUnreachable("not_loaded", "This home is not loaded")
        talking = self._entry.async_create_background_task(self._hass, self._talk(), f"{DOMAIN} feed")
        try:
            await talking
        except asyncio.CancelledError:
            talking.cancel()
            if (following := asyncio.current_task()) and following.cancelling():
                raise
            raise HomeOpsUnreachable("not_loaded", "This home was unloaded") from None

    async def _talk(self) -> None:
        client = self._entry.runtime_data.client
        async with client.live(user_id=self._connection.user.id) as socket:
            listening = asyncio.ensure_future(socket.listen())
            try:
                await socket.subscribe(self._feed, self._input, self._heard)
                await listening
            finally:
                listening.cancel()

    def _heard(self, items: list[dict[str, Any]], is_snapshot: bool) -> None:
        if not self._is_told:
            self._connection.send_result(self._id)
        self._is_told, self._is_lost = True, False
        self._send({"kind": "snapshot" if is_snapshot else "delta", "items": items})

    def _lose(self) -> None:
        """Say once that nothing comes at the moment; the next snapshot ends it."""
        if not self._is_told:
            self._connection.send_result(self._id)
            self._is_told = True
        if not self._is_lost:
            self._send({"kind": "lost"})
        self._is_lost = True

    def _refuse(self, error: HomeOpsError) -> None:
        if not self._is_told:
            self._connection.send_error(self._id, error.code, error.message)
        else:
            self._send({"kind": "ended", "code": error.code, "message": error.message})
        self._connection.subscriptions.pop(self._id, None)

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
