"""What cards ask of the memory, for whom they are shown to."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.homeops.contract import COMMANDS
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .askers import ANNA, BEN, GARAGE, token_of
from .conftest import Keeper, ask

FOLLOW = {"type": "homeops/subscribe", "feed": "memory/timeline", "input": {"limit": 3}}


@pytest.fixture(autouse=True)
def _hurried_feeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Come back at once."""
    monkeypatch.setattr("custom_components.homeops.shared_socket._FIRST_PAUSE", 0.05)
    monkeypatch.setattr("custom_components.homeops.shared_socket._LONGEST_PAUSE", 0.2)


@pytest.fixture
async def anna(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> MockHAClientWebSocket:
    """Her socket."""
    assert await async_setup_component(hass, "websocket_api", {})
    return await hass_ws_client(hass, await token_of(hass, ANNA, is_owner=True))


async def said(client: MockHAClientWebSocket, message: dict[str, Any]) -> dict[str, Any]:
    """Say something and hear the answer."""
    await client.send_json_auto_id(message)
    answer: dict[str, Any] = await client.receive_json()
    return answer


async def test_carries_commands_for_the_user_who_asks(
    hass: HomeAssistant, anna: MockHAClientWebSocket, hass_ws_client: WebSocketGenerator
) -> None:
    for beside in ({"question": GARAGE}, {"input": {"question": GARAGE}}):
        answer = await said(anna, {"type": "homeops/ask/question", **beside})
        assert answer["result"]["result"]["kind"] == "instant"
    ben = await hass_ws_client(hass, await token_of(hass, BEN))
    for client, may_change, minutes in ((anna, True, 7 * 24 * 60), (ben, False, 60)):
        status = await said(client, {"type": "homeops/system/status"})
        assert status["result"]["you"] == {
            "may_change": may_change,
            "may_pause_minutes": minutes,
            "is_guest": False,
        }
    refused = await said(ben, {"type": "homeops/memory/cap", "gigabytes": 1})
    assert refused["error"]["code"] == "forbidden"
    assert refused["error"]["message"].startswith("Only an owner or an admin")


async def test_knows_the_contract_and_nothing_else(
    anna: MockHAClientWebSocket, loaded: MockConfigEntry
) -> None:
    assert (await said(anna, {"type": "homeops/memory/invented"}))["error"]["code"] == "unknown_command"
    for name in COMMANDS:
        answer = await said(anna, {"type": f"homeops/{name}", "input": {"nothing_such": 1}})
        assert answer["error"]["code"] in {"bad_input", "forbidden"}, name
    elsewhere = {"type": "homeops/system/status", "config_entry_id": "none"}
    assert (await said(anna, elsewhere))["error"]["code"] == "unknown_entry"
    assert (await said(anna, {**FOLLOW, "config_entry_id": "none"}))["error"]["code"] == "unknown_entry"
    assert (await said(anna, {**FOLLOW, "feed": "none"}))["error"]["code"] == "invalid_format"
    assert (await said(anna, {**FOLLOW, "input": {"limit": 0}}))["error"]["code"] == "bad_input"


async def test_follows_a_feed_until_it_is_told_to_stop(anna: MockHAClientWebSocket) -> None:
    begun = await said(anna, FOLLOW)
    assert begun["success"]
    snapshot = (await anna.receive_json())["event"]
    assert (snapshot["kind"], len(snapshot["items"])) == ("snapshot", 3)
    await ask("memory/remember", {"text": "while she looks"})
    delta: dict[str, Any] = {}
    while "while she looks" not in str(delta):
        delta = (await anna.receive_json())["event"]
        assert delta["kind"] == "delta"
    await anna.send_json_auto_id({"type": "unsubscribe_events", "subscription": begun["id"]})
    ended: dict[str, Any] = {}
    while ended.get("type") != "result":
        ended = await anna.receive_json()
    assert ended["success"]


async def test_says_when_a_feed_is_lost_and_begins_it_again(
    anna: MockHAClientWebSocket, loaded: MockConfigEntry, keeper: Keeper
) -> None:
    async def until_kind(kind: str) -> dict[str, Any]:
        while True:
            event: dict[str, Any] = (await anna.receive_json())["event"]
            if event["kind"] != "delta":
                assert event["kind"] == kind
                return event

    assert (await said(anna, FOLLOW))["success"]
    await until_kind("snapshot")
    await keeper("kill")
    try:
        await until_kind("lost")
        away = await said(anna, {"type": "homeops/system/status"})
        assert away["error"]["code"] == "unreachable"
    finally:
        await keeper("start")
    await until_kind("snapshot")
    await keeper("kill")
    await until_kind("lost")
    loaded.runtime_data.client._headers = {"Authorization": "Bearer none"}
    await keeper("start")
    assert (await until_kind("ended"))["code"] == "unauthorized"


async def test_waits_for_a_server_that_is_away_at_first(anna: MockHAClientWebSocket, keeper: Keeper) -> None:
    await keeper("kill")
    try:
        assert (await said(anna, FOLLOW))["success"]
        assert (await anna.receive_json())["event"] == {"kind": "lost"}
    finally:
        await keeper("start")
    assert (await anna.receive_json())["event"]["kind"] == "snapshot"


async def test_follows_on_over_a_reload_and_ends_with_its_entry(
    hass: HomeAssistant, anna: MockHAClientWebSocket, loaded: MockConfigEntry
) -> None:
    assert (await said(anna, FOLLOW))["success"]
    kinds = [(await anna.receive_json())["event"]["kind"]]
    assert await hass.config_entries.async_reload(loaded.entry_id)
    while kinds[-2:] != ["lost", "snapshot"]:
        kinds.append((await anna.receive_json())["event"]["kind"])
    await hass.config_entries.async_remove(loaded.entry_id)
    event: dict[str, Any] = {"kind": ""}
    while event["kind"] != "ended":
        event = (await anna.receive_json())["event"]
    assert event["code"] == "unknown_entry"
