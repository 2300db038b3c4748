"""All feeds that somebody follows come over one socket, and nobody else's."""

from __future__ import annotations

import asyncio
import re

from aiohttp import ClientSession
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.homeops.shared_socket import _SOCKETS
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .askers import ANNA, BEN, token_of
from .conftest import TOKEN, URL, Keeper, ask
from .looking import Dashboard
from .odd_server import entry_of, odd_server
from .waiting import until

TIMELINE = ("memory/timeline", {"limit": 3})
FINDINGS = ("findings/list", {})
STATUS = ("system/status", {})


@pytest.fixture(autouse=True)
def _hurried_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Come back and go at once."""
    monkeypatch.setattr("custom_components.homeops.shared_socket._FIRST_PAUSE", 0.05)
    monkeypatch.setattr("custom_components.homeops.shared_socket._LONGEST_PAUSE", 0.2)
    monkeypatch.setattr("custom_components.homeops.shared_socket._IDLE_SECONDS", 0.2)


@pytest.fixture
async def anna(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> Dashboard:
    assert await async_setup_component(hass, "websocket_api", {})
    return Dashboard(await hass_ws_client(hass, await token_of(hass, ANNA, is_owner=True)))


@pytest.fixture
async def ben(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> Dashboard:
    assert await async_setup_component(hass, "websocket_api", {})
    return Dashboard(await hass_ws_client(hass, await token_of(hass, BEN)))


async def sockets() -> int:
    """Count those that the server has open, the entities' own one among them."""
    async with (
        ClientSession(headers={"Authorization": f"Bearer {TOKEN}"}) as session,
        session.get(f"{URL}/metrics") as response,
    ):
        found = re.search(r"^homeops_live_sockets (\d+)", await response.text(), re.MULTILINE)
    assert found
    return int(found[1])


async def until_sockets(count: int) -> None:
    for _ in range(1_000):
        if await sockets() == count:
            return
        await asyncio.sleep(0.05)
    pytest.fail(f"There are {await sockets()} sockets, not {count}")


async def until_nothing_is_left(hass: HomeAssistant) -> None:
    def is_left() -> bool:
        names = [task.get_name() for task in asyncio.all_tasks()]
        return any(name.startswith(("homeops shared", "homeops feed")) for name in names)

    await until(hass, lambda: not is_left())
    assert not hass.data[_SOCKETS]


async def test_one_socket_carries_what_one_user_follows(
    hass: HomeAssistant, loaded: MockConfigEntry, anna: Dashboard, hass_ws_client: WebSocketGenerator
) -> None:
    [token] = next(
        user for user in await hass.auth.async_get_users() if user.id == ANNA
    ).refresh_tokens.values()
    elsewhere = Dashboard(await hass_ws_client(hass, hass.auth.async_create_access_token(token)))
    await until_sockets(1)
    feeds = [await anna.follow(*feed) for feed in (TIMELINE, FINDINGS, STATUS, TIMELINE)]
    for feed in feeds:
        await anna.until(feed, "snapshot")
    another = await elsewhere.follow(*TIMELINE)
    await elsewhere.until(another, "snapshot")
    assert await sockets() == 2
    await anna.leave(*feeds[:3])
    await ask("memory/remember", {"text": "one for all of hers"})
    for dashboard, feed in ((anna, feeds[3]), (elsewhere, another)):
        while "one for all of hers" not in str(await dashboard.until(feed, "delta")):
            pass
    await anna.leave(feeds[3])
    await elsewhere.leave(another)
    await until_sockets(1)
    await until_nothing_is_left(hass)


async def test_a_socket_is_kept_for_who_comes_back_at_once(
    hass: HomeAssistant, anna: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.homeops.shared_socket._IDLE_SECONDS", 60)
    async with odd_server() as odd:
        assert await hass.config_entries.async_setup(entry_of(hass, odd).entry_id)
        for _ in range(3):
            feed = await anna.follow(*TIMELINE)
            await anna.until(feed, "snapshot")
            await anna.leave(feed)
        assert odd.arrived == [None, ANNA]
        await odd.hang_up()
        await until_nothing_is_left(hass)  # nobody looks: it is not opened again
        assert odd.arrived.count(ANNA) == 1


async def test_users_share_none(loaded: MockConfigEntry, anna: Dashboard, ben: Dashboard) -> None:
    await until_sockets(1)
    for dashboard, may_change in ((anna, True), (ben, False)):
        status = await dashboard.until(await dashboard.follow(*STATUS), "snapshot")
        assert status["items"][-1]["you"]["may_change"] is may_change
    assert await sockets() == 3


async def test_a_feed_that_is_refused_ends_alone(
    hass: HomeAssistant, loaded: MockConfigEntry, anna: Dashboard
) -> None:
    good = await anna.follow(*TIMELINE)
    bad = await anna.follow("memory/timeline", {"limit": 0})
    assert (await anna.next(bad))["error"]["code"] == "bad_input"
    await anna.until(good, "snapshot")
    await ask("memory/remember", {"text": "after a refusal"})
    while "after a refusal" not in str(await anna.until(good, "delta")):
        pass
    await anna.leave(good)
    bad = await anna.follow("memory/timeline", {"limit": 0})
    assert (await anna.next(bad))["error"]["code"] == "bad_input"
    await until_nothing_is_left(hass)  # a refused feed keeps no socket open


async def test_a_feed_may_be_refused_when_it_comes_back(hass: HomeAssistant, anna: Dashboard) -> None:
    async with odd_server() as odd:
        assert await hass.config_entries.async_setup(entry_of(hass, odd).entry_id)
        timeline, findings = [await anna.follow(*feed) for feed in (TIMELINE, FINDINGS)]
        for feed in (timeline, findings):
            await anna.until(feed, "snapshot")
        odd.refuses = "findings/list"
        await odd.hang_up()
        for feed in (timeline, findings):
            await anna.until(feed, "lost")
        assert (await anna.until(findings, "ended"))["code"] == "forbidden"
        await anna.until(timeline, "snapshot")
        assert odd.open_for_users == 1


async def test_all_are_told_of_a_loss_and_come_back_over_one_socket(
    loaded: MockConfigEntry, anna: Dashboard, keeper: Keeper
) -> None:
    feeds = [await anna.follow(*feed) for feed in (TIMELINE, FINDINGS, STATUS)]
    for feed in feeds:
        await anna.until(feed, "snapshot")
    await keeper("kill")
    try:
        for feed in feeds:
            await anna.until(feed, "lost")
        feeds.append(await anna.follow(*TIMELINE))
        await anna.until(feeds[-1], "lost")
    finally:
        await keeper("start")
    for feed in feeds:
        await anna.until(feed, "snapshot")
    await until_sockets(2)
    loaded.runtime_data.client._headers = {"Authorization": "Bearer none"}
    await keeper("kill")
    await keeper("start")
    for feed in feeds:
        await anna.until(feed, "lost")
        assert (await anna.until(feed, "ended"))["code"] == "unauthorized"


async def test_who_begins_to_look_does_not_wait_for_the_next_attempt(
    loaded: MockConfigEntry, anna: Dashboard, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pause in ("_FIRST_PAUSE", "_LONGEST_PAUSE"):
        monkeypatch.setattr(f"custom_components.homeops.shared_socket.{pause}", 86_400)
    await keeper("kill")
    try:
        waiting = await anna.follow(*TIMELINE)
        await anna.until(waiting, "lost")
    finally:
        await keeper("start")
    await anna.until(await anna.follow(*FINDINGS), "snapshot")
    await anna.until(waiting, "snapshot")


async def test_nothing_is_left_of_what_ends_before_it_has_begun(hass: HomeAssistant, anna: Dashboard) -> None:
    async with odd_server(holds_greeting=True, leaves_open="system/status") as odd:
        assert await hass.config_entries.async_setup(entry_of(hass, odd).entry_id)
        feeds = [await anna.follow(*feed) for feed in (TIMELINE, FINDINGS)]
        await until(hass, lambda: ANNA in odd.arrived)
        await anna.leave(*feeds)
        await until_nothing_is_left(hass)
        await until(hass, lambda: odd.open_for_users == 0)
        assert odd.said == []
        ended, stays = [await anna.follow(*feed) for feed in (TIMELINE, FINDINGS)]
        await until(hass, lambda: odd.arrived.count(ANNA) == 2)
        await anna.leave(ended)
        odd.holds_greeting = False
        await anna.until(stays, "snapshot")
        assert [said["feed"] for said in odd.said] == ["findings/list"]
        unanswered = await anna.follow(*STATUS)
        await until(hass, lambda: len(odd.said) == 2)
        await anna.leave(unanswered)
        await until(hass, lambda: len(odd.said) == 3)
        assert odd.said[2]["type"] == "unsubscribe"
        assert odd.said[2]["subscription"] == odd.said[1]["id"]


async def test_more_than_fit_on_a_socket_are_carried_by_another(
    hass: HomeAssistant, loaded: MockConfigEntry, anna: Dashboard
) -> None:
    await until_sockets(1)
    feeds = [await anna.follow("memory/timeline", {"limit": 500}) for _ in range(65)]
    for feed in feeds:
        await anna.until(feed, "snapshot")
    assert await sockets() == 3
    await anna.leave(*feeds)
    await until_sockets(1)
    await until_nothing_is_left(hass)


async def test_all_follow_on_over_a_reload_and_end_with_their_entry(
    hass: HomeAssistant, loaded: MockConfigEntry, anna: Dashboard
) -> None:
    feeds = [await anna.follow(*feed) for feed in (TIMELINE, FINDINGS)]
    for feed in feeds:
        await anna.until(feed, "snapshot")
    assert await hass.config_entries.async_reload(loaded.entry_id)
    for feed in feeds:
        await anna.until(feed, "lost")
        await anna.until(feed, "snapshot")
    await hass.config_entries.async_remove(loaded.entry_id)
    for feed in feeds:
        await anna.until(feed, "lost")
        assert (await anna.until(feed, "ended"))["code"] == "unknown_entry"
    await until_nothing_is_left(hass)
    await until_sockets(0)
