"""One open live socket: what is said on it, and to whom what comes belongs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp

from .errors import HomeOpsError, HomeOpsUnreachable, not_homeops, unreachable

type Heard = Callable[[list[dict[str, Any]], bool], None]
"""Gets items, and whether they are the snapshot that begins a feed."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a server says of itself to whoever connects."""

    version: str
    oldest_schema: int
    newest_schema: int


class LiveSocket:
    """Feeds of one socket, each with its own listener, until the socket ends."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, greeting: Mapping[str, Any]) -> None:
        """Take a socket that has just been greeted; raises KeyError or TypeError for odd greetings."""
        schema = greeting["schema"]
        self.greeting = Greeting(str(greeting["version"]), int(schema["min"]), int(schema["max"]))
        self._socket = socket
        self._last_id = 0
        self._heard: dict[int, Heard] = {}
        self._opening: dict[int, asyncio.Future[None]] = {}

    async def subscribe(self, feed: str, data: Mapping[str, Any] | None, heard: Heard) -> int:
        """Open a feed; it is open once its snapshot has been heard. Needs listen() beside it.

        Raises HomeOpsError, and HomeOpsUnreachable once the socket has ended.
        """
        self._last_id += 1
        number = self._last_id
        opened = asyncio.get_running_loop().create_future()
        self._heard[number] = heard
        self._opening[number] = opened
        try:
            await self._say({"id": number, "type": "subscribe", "feed": feed, "input": dict(data or {})})
            await opened
        except asyncio.CancelledError:
            await self._leave(number)
            raise
        finally:
            self._opening.pop(number, None)
        return number

    async def follow(self, feed: str, data: Mapping[str, Any] | None, heard: Heard) -> None:
        """Follow a feed until this is cancelled, which closes it; once the socket has ended, nothing comes.

        Raises as subscribe().
        """
        number = await self.subscribe(feed, data, heard)
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            await self._leave(number)

    async def unsubscribe(self, number: int) -> None:
        """Close a feed."""
        self._heard.pop(number, None)
        self._last_id += 1
        await self._say({"id": self._last_id, "type": "unsubscribe", "subscription": number})

    async def _leave(self, number: int) -> None:
        """Close a feed, if it is not closed with its socket."""
        with suppress(HomeOpsUnreachable):
            await self.unsubscribe(number)

    async def _say(self, message: Mapping[str, Any]) -> None:
        try:
            await self._socket.send_json(message)
        except (aiohttp.ClientError, ConnectionError) as error:
            raise unreachable(error) from error

    async def listen(self) -> None:
        """Hand out what comes until the socket ends, which raises HomeOpsUnreachable."""
        try:
            async for message in self._socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._take(message.json())
        except (KeyError, TypeError, ValueError) as error:
            raise not_homeops() from error
        finally:
            for opened in self._opening.values():
                if not opened.done():
                    opened.set_exception(self._ended())
        raise self._ended()

    def _ended(self) -> HomeOpsUnreachable:
        return HomeOpsUnreachable("socket_ended", f"the live socket ended ({self._socket.close_code})")

    def _take(self, message: dict[str, Any]) -> None:
        number = message.get("id")
        heard = self._heard.get(number) if isinstance(number, int) else None
        if heard is None or number is None:
            return
        kind = message.get("type")
        if kind == "result":
            self._refused(number, message.get("error") or {})
        elif kind in ("snapshot", "delta"):
            heard(message["result"], kind == "snapshot")
            self._settle(number, None)

    def _refused(self, number: int, error: Mapping[str, Any]) -> None:
        del self._heard[number]
        self._settle(number, HomeOpsError(str(error.get("code")), str(error.get("message"))))

    def _settle(self, number: int, error: Exception | None) -> None:
        opened = self._opening.get(number)
        if opened is None or opened.done():
            return
        if error is None:
            opened.set_result(None)
        else:
            opened.set_exception(error)
