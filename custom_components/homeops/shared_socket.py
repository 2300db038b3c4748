"""One live socket for each user who looks at a home, however many of its feeds they follow."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
import random
from typing import Any, Final, Protocol

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .data import HomeOpsConfigEntry
from .errors import HomeOpsError, HomeOpsUnreachable
from .live import Heard, LiveSocket

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 60.0
_IDLE_SECONDS: Final = 10.0
"""Long enough for another view, or for the same page to be loaded again."""
_MOST_FEEDS: Final = 60
"""The server allows 64 on a socket; those that have just ended may still count there."""


class Feed(Protocol):
    """What somebody follows, and how they are told of it."""

    name: str
    data: Mapping[str, Any]

    def heard(self, items: list[dict[str, Any]], is_snapshot: bool) -> None:
        """Tell what has come."""

    def lose(self) -> None:
        """Tell that nothing comes at the moment; the next snapshot ends it."""

    def refuse(self, error: HomeOpsError) -> None:
        """Tell that nothing will come any more."""


_SOCKETS: HassKey[dict[tuple[str, str], list[SharedSocket]]] = HassKey(f"{DOMAIN}_sockets")
"""By config entry and user: what one may see, another may not."""


@callback
def async_follow(hass: HomeAssistant, entry: HomeOpsConfigEntry, user_id: str, feed: Feed) -> CALLBACK_TYPE:
    """Follow a feed for a user until the answer is called or the feed is refused."""
    sockets = hass.data.setdefault(_SOCKETS, {})
    theirs = sockets.setdefault((entry.entry_id, user_id), [])

    def forget(ended: SharedSocket) -> None:
        if ended in theirs:
            theirs.remove(ended)
        if not theirs and sockets.get((entry.entry_id, user_id)) is theirs:
            del sockets[entry.entry_id, user_id]

    shared = next((socket for socket in theirs if socket.has_room), None)
    if shared is None:
        shared = SharedSocket(hass, entry, user_id, forget)
        theirs.append(shared)
    shared.add(feed)
    return lambda: shared.remove(feed)


class SharedSocket:
    """Opens with its first feed and again whenever it is lost, until nobody has looked for a while."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: HomeOpsConfigEntry,
        user_id: str,
        forget: Callable[[SharedSocket], None],
    ) -> None:
        """Open nothing yet; `forget` is called once it takes no more feeds."""
        self._hass = hass
        self._entry = entry
        self._user_id = user_id
        self._forget = forget
        self._feeds: dict[Feed, asyncio.Task[None] | None] = {}  # with what carries each on an open socket
        self._keeping: asyncio.Task[None] | None = None
        self._socket: LiveSocket | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._is_wanted = asyncio.Event()
        self._has_heard = False  # since it was opened last

    @property
    def has_room(self) -> bool:
        """Whether one more feed may be added."""
        return len(self._feeds) < _MOST_FEEDS

    @callback
    def add(self, feed: Feed) -> None:
        """Follow one more; where the server is away, it is tried at once."""
        self._be_busy()
        self._feeds[feed] = None
        self._is_wanted.set()
        if self._socket is not None:
            self._begin(feed, self._socket)
        if self._keeping is None:
            self._keeping = self._hass.async_create_background_task(
                self._keep_open(), f"{DOMAIN} shared socket", eager_start=False
            )

    @callback
    def remove(self, feed: Feed) -> None:
        """Follow one less, if it has not ended by itself."""
        if feed not in self._feeds:
            return
        if carrying := self._feeds.pop(feed):
            carrying.cancel()
        self._be_idle()

    async def _keep_open(self) -> None:
        """Try again while somebody looks; a refusal ends all of it, a lost server does not."""
        pause = _FIRST_PAUSE
        try:
            while self._feeds:
                try:
                    await self._until_unloaded()
                except HomeOpsUnreachable:
                    pause = _FIRST_PAUSE if self._has_heard else min(pause * 2, _LONGEST_PAUSE)
                    for feed in list(self._feeds):
                        feed.lose()
                await self._wait(pause * random.uniform(0.5, 1.0))  # noqa: S311 - only spreads who comes back
        except HomeOpsError as error:
            self._end()
            for feed in list(self._feeds):
                self._refuse(feed, error)
        finally:
            self._end()

    async def _wait(self, seconds: float) -> None:
        """Until it is time to try again, or somebody more wants to look."""
        self._is_wanted.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._is_wanted.wait()

    async def _until_unloaded(self) -> None:
        """Talk while the entry is loaded; a reloaded one is talked to again."""
        self._has_heard = False
        if self._hass.config_entries.async_get_entry(self._entry.entry_id) is None:
            raise HomeOpsError("unknown_entry", "This home was taken out of Home Assistant")
        if self._entry.state is not ConfigEntryState.LOADED:
            raise HomeOpsUnreachable("not_loaded", "This home is not loaded")
        talking = self._entry.async_create_background_task(self._hass, self._talk(), f"{DOMAIN} feeds")
        try:
            await talking
        except asyncio.CancelledError:
            talking.cancel()
            if (keeping := asyncio.current_task()) and keeping.cancelling():
                raise
            raise HomeOpsUnreachable("not_loaded", "This home was unloaded") from None

    async def _talk(self) -> None:
        async with self._entry.runtime_data.client.live(user_id=self._user_id) as socket:
            self._socket = socket
            try:
                for feed in self._feeds:
                    self._begin(feed, socket)
                await socket.listen()
            finally:
                self._socket = None
                for carrying in self._feeds.values():
                    if carrying is not None:
                        carrying.cancel()

    def _begin(self, feed: Feed, socket: LiveSocket) -> None:
        self._feeds[feed] = self._hass.async_create_background_task(
            self._carry(feed, socket), f"{DOMAIN} feed {feed.name}", eager_start=False
        )

    async def _carry(self, feed: Feed, socket: LiveSocket) -> None:
        """Follow one feed; what it is refused ends it alone."""
        try:
            await socket.follow(feed.name, feed.data, self._heard_by(feed))
        except HomeOpsUnreachable:
            return  # the socket has ended, and the next one carries it again
        except HomeOpsError as error:
            self._refuse(feed, error)
            self._be_idle()

    def _heard_by(self, feed: Feed) -> Heard:
        def heard(items: list[dict[str, Any]], is_snapshot: bool) -> None:
            if feed in self._feeds:
                self._has_heard = True
                feed.heard(items, is_snapshot)

        return heard

    def _refuse(self, feed: Feed, error: HomeOpsError) -> None:
        self._feeds.pop(feed, None)
        feed.refuse(error)

    def _be_busy(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _be_idle(self) -> None:
        if not self._feeds and self._keeping is not None and not self._keeping.done():
            self._be_busy()
            self._idle = self._hass.loop.call_later(_IDLE_SECONDS, self._close)

    def _close(self) -> None:
        self._end()
        if self._keeping is not None:
            self._keeping.cancel()

    def _end(self) -> None:
        """Take no more feeds; whoever comes next opens another socket."""
        self._be_busy()
        self._forget(self)
