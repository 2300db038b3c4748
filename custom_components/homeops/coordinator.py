"""Keeps one live socket open and tells the entities what it says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
import contextlib
import logging
import random
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryNotReady
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .client import (
    HomeOpsCertificateUnknown,
    HomeOpsClient,
    HomeOpsError,
    HomeOpsTokenRefused,
    HomeOpsUnreachable,
)
from .const import CONF_HOME, CONF_KINDS, DOMAIN
from .findings import settle_findings
from .issues import settle_state, settle_version
from .live import LiveSocket

if TYPE_CHECKING:
    from .data import HomeOpsConfigEntry

_LOGGER = logging.getLogger(__name__)

STATE_FEED: Final = "integration/state"
TOLD_FEED: Final = "integration/told"
HEALTH_FEED: Final = "integration/health"
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 60.0
_SETUP_SECONDS: Final = 10

_FOR_A_PERSON: Final = (HomeOpsTokenRefused, HomeOpsCertificateUnknown)
"""Trying again mends neither."""

type Teller = Callable[[dict[str, Any]], None]


class HomeOpsCoordinator(DataUpdateCoordinator[dict[str, Any]]):
    """What the server says of this home, pushed by it."""

    config_entry: HomeOpsConfigEntry

    def __init__(self, hass: HomeAssistant, entry: HomeOpsConfigEntry, client: HomeOpsClient) -> None:
        """Open nothing yet."""
        super().__init__(hass, _LOGGER, config_entry=entry, name=entry.title)
        self.client = client
        self.home: int = entry.data[CONF_HOME]
        self.health: dict[str, Any] | None = None
        """What is wrong in the home; None where the server has not said."""
        self._tellers: list[Teller] = []
        self._news_tellers: list[Teller] = []
        self._socket: LiveSocket | None = None
        self._first: asyncio.Future[None] = hass.loop.create_future()

    async def async_begin(self) -> None:
        """Open the socket, keep it open from now on, and wait for the first state."""
        self.config_entry.async_create_background_task(self.hass, self._keep_open(), f"{DOMAIN} live socket")
        try:
            async with asyncio.timeout(_SETUP_SECONDS):
                await self._first
        except _FOR_A_PERSON as error:
            raise ConfigEntryAuthFailed(translation_domain=DOMAIN, translation_key=error.code) from error
        except (HomeOpsError, TimeoutError) as error:
            raise ConfigEntryNotReady(
                translation_domain=DOMAIN,
                translation_key="cannot_connect",
                translation_placeholders={"url": self.client.url, "reason": str(error)},
            ) from error

    @callback
    def async_on_told(self, teller: Teller) -> CALLBACK_TYPE:
        """Hear what is worth telling, until the answer is called."""
        self._tellers.append(teller)
        if self._socket is not None and len(self._tellers) == 1:
            self.config_entry.async_create_background_task(
                self.hass, self._follow_told(self._socket), f"{DOMAIN} told"
            )
        return lambda: self._tellers.remove(teller)

    @callback
    def async_on_news(self, teller: Teller) -> CALLBACK_TYPE:
        """Hear what becomes of findings, until the answer is called."""
        self._news_tellers.append(teller)
        return lambda: self._news_tellers.remove(teller)

    async def _keep_open(self) -> None:
        """Try again for ever, ever more slowly while nothing answers."""
        pause = _FIRST_PAUSE
        while True:
            try:
                await self._talk()
            except _FOR_A_PERSON as error:
                self._lost(error)
                self.config_entry.async_start_reauth(self.hass)
                return
            except HomeOpsError as error:
                was_up = self.last_update_success and self.data is not None
                self._lost(error)
                pause = _FIRST_PAUSE if was_up else min(pause * 2, _LONGEST_PAUSE)
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - only spreads those who come back at once

    async def _talk(self) -> None:
        async with self.client.live() as socket:
            settle_version(self.hass, self.config_entry, socket.greeting)
            listening = asyncio.create_task(socket.listen())
            try:
                await socket.subscribe(STATE_FEED, {"home": self.home}, self._heard_state)
                await self._follow_health(socket)
                self._socket = socket
                if self._tellers:
                    await self._follow_told(socket)
                await listening
            finally:
                self._socket = None
                listening.cancel()
                with contextlib.suppress(asyncio.CancelledError, HomeOpsError):
                    await listening

    async def _follow_told(self, socket: LiveSocket) -> None:
        """As a voice satellite: everybody who looks at the entity sees what it says."""
        kinds = self.config_entry.options.get(CONF_KINDS)
        wanted: dict[str, Any] = {"home": self.home, "as": {"speaker": True}}
        try:
            await socket.subscribe(
                TOLD_FEED, {**wanted, "kinds": kinds} if kinds else wanted, self._heard_told
            )
        except HomeOpsUnreachable:
            return  # the socket has ended, and the next one follows again
        except HomeOpsError as error:
            _LOGGER.warning("%s does not tell what happens: %s", self.name, error)

    async def _follow_health(self, socket: LiveSocket) -> None:
        """In the language of this Home Assistant, as far as the server speaks it."""
        language = "de" if self.hass.config.language.startswith("de") else "en"
        try:
            await socket.subscribe(HEALTH_FEED, {"home": self.home, "language": language}, self._heard_health)
        except HomeOpsUnreachable:
            raise
        except HomeOpsError as error:
            self.health = None
            _LOGGER.warning("%s does not tell how healthy the home is: %s", self.name, error)

    @callback
    def _heard_state(self, items: list[dict[str, Any]], _: bool) -> None:
        if self.data is not None and not self.last_update_success:
            _LOGGER.info("%s answers again", self.name)
        state = items[-1]
        settle_state(self.hass, self.config_entry, state)
        self.async_set_updated_data(state)
        if not self._first.done():
            self._first.set_result(None)

    @callback
    def _heard_health(self, items: list[dict[str, Any]], _: bool) -> None:
        self.health = items[-1]
        settle_findings(self.hass, self.config_entry, self.health)
        for one in items:
            for news in one["news"]:
                for teller in self._news_tellers:
                    teller(news)
        self.async_update_listeners()

    @callback
    def _heard_told(self, items: list[dict[str, Any]], _: bool) -> None:
        for item in items:
            for teller in self._tellers:
                teller(item)

    @callback
    def _lost(self, error: HomeOpsError) -> None:
        """Entities become unavailable; said once, until it answers again."""
        if not self._first.done():
            self._first.set_exception(error)
            return
        if self.last_update_success:
            _LOGGER.info("%s does not answer: %s", self.name, error)
        self.last_exception = error
        if self.last_update_success:
            self.last_update_success = False
            self.async_update_listeners()
