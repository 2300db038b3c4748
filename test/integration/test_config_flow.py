"""How a home is added, and what may be changed of it."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.homeops.const import CONF_HOME, CONF_KINDS, DOMAIN
from homeassistant.config_entries import SOURCE_HASSIO, SOURCE_USER, ConfigEntryState
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.service_info.hassio import HassioServiceInfo

from .conftest import TOKEN, URL
from .odd_server import odd_server

RIGHT = {CONF_URL: URL, CONF_TOKEN: TOKEN}


async def begin(hass: HomeAssistant, source: str = SOURCE_USER, data: Any = None) -> Any:
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": source}, data=data)


async def step(hass: HomeAssistant, result: Any, said: dict[str, Any]) -> Any:
    return await hass.config_entries.flow.async_configure(result["flow_id"], said)


def found(url: str = URL, token: str = TOKEN) -> HassioServiceInfo:
    address = url.removeprefix("http://").split(":")
    config = {"host": address[0], "port": int(address[1]), "auth_token": token}
    return HassioServiceInfo(config=config, name="HomeOps", slug="0a1b_homeops", uuid="of-the-message")


async def test_is_added_by_address_and_token(hass: HomeAssistant, home: dict[str, Any]) -> None:
    result = await begin(hass)
    assert result["step_id"] == "user"
    result = await step(hass, result, {CONF_URL: f" {URL}/ ", CONF_TOKEN: TOKEN})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "HomeOps"
    assert result["data"] == {**RIGHT, CONF_HOME: home["home"]}
    assert result["result"].unique_id == home["key"]
    await hass.async_block_till_done()
    assert result["result"].state is ConfigEntryState.LOADED


async def test_is_added_once(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    result = await step(hass, await begin(hass), RIGHT)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


@pytest.mark.parametrize(
    ("wishes", "error"),
    [
        ({"schema": (0, 0)}, "server_too_old"),
        ({"schema": (2, 3)}, "server_too_new"),
        ({"homes": []}, "no_home"),
        ({"greeting": "<html>"}, "not_homeops"),
        ({"greeting": [1]}, "not_homeops"),
        ({"greeting": {"hello": "world"}}, "not_homeops"),
        ({"greeting": {"error": "no"}, "status": 404}, "not_homeops"),
        (
            {"greeting": {"error": {"code": "unknown_command", "message": "?"}}, "status": 404},
            "server_too_old",
        ),
        ({"greeting": {"error": {"code": "unauthorized", "message": "?"}}, "status": 401}, "unauthorized"),
        (
            {"greeting": {"error": {"code": "plain_http_refused", "message": "?"}}, "status": 403},
            "plain_http_refused",
        ),
        ({"greeting": {"error": {"code": "database_away", "message": "Wait"}}, "status": 503}, "refused"),
    ],
)
async def test_says_what_is_wrong_and_takes_what_is_right_then(
    hass: HomeAssistant, wishes: dict[str, Any], error: str
) -> None:
    result = await begin(hass)
    async with odd_server(**wishes) as odd:
        result = await step(hass, result, {CONF_URL: odd.url, CONF_TOKEN: "any"})
        assert result["errors"] == {"base": error}
    result = await step(hass, result, {CONF_URL: odd.url, CONF_TOKEN: "any"})
    assert result["errors"] == {"base": "unreachable"}
    result = await step(hass, result, RIGHT)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_asks_which_home_where_there_are_several(hass: HomeAssistant) -> None:
    homes = [{"home": n, "key": f"key{n}", "name": f"House {n}"} for n in (1, 2)]
    async with odd_server(homes=homes) as odd:
        result = await step(hass, await begin(hass), {CONF_URL: odd.url, CONF_TOKEN: "any"})
        assert result["step_id"] == "home"
        result = await step(hass, result, {CONF_HOME: "key2"})
        assert result["title"] == "HomeOps House 2"
        assert result["data"][CONF_HOME] == 2
        assert await hass.config_entries.async_unload(result["result"].entry_id)


async def test_is_found_by_the_supervisor_and_waits_for_a_yes(
    hass: HomeAssistant, home: dict[str, Any]
) -> None:
    result = await begin(hass, SOURCE_HASSIO, found())
    assert result["step_id"] == "hassio_confirm"
    result = await step(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].unique_id == home["key"]
    await hass.async_block_till_done()
    [device] = dr.async_entries_for_config_entry(dr.async_get(hass), result["result"].entry_id)
    assert device.configuration_url == "homeassistant://app/0a1b_homeops"


async def test_the_supervisor_may_find_it_before_it_answers(hass: HomeAssistant) -> None:
    async with odd_server() as odd:
        pass
    result = await begin(hass, SOURCE_HASSIO, found(odd.url))
    assert result["step_id"] == "hassio_confirm"
    result = await step(hass, result, {})
    assert result["errors"] == {"base": "unreachable"}


async def test_a_new_address_from_the_supervisor_is_taken_over(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_URL: "http://127.0.0.1:1"})
    result = await begin(hass, SOURCE_HASSIO, found())
    assert result["reason"] == "already_configured"
    assert entry.data[CONF_URL] == URL
    assert (await begin(hass, SOURCE_HASSIO, found()))["reason"] == "already_configured"


async def test_a_refused_token_is_asked_for_again(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_TOKEN: "old"})
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    [flow] = hass.config_entries.flow.async_progress()
    assert flow["step_id"] == "reauth_confirm"
    result = await step(hass, flow, {CONF_TOKEN: "wrong"})
    assert result["errors"] == {"base": "unauthorized"}
    result = await step(hass, flow, {CONF_TOKEN: TOKEN})
    assert result["reason"] == "reauth_successful"
    await hass.async_block_till_done()
    assert entry.data[CONF_TOKEN] == TOKEN


async def test_moves_to_another_address_but_not_to_another_home(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    result = await entry.start_reconfigure_flow(hass)
    assert result["step_id"] == "reconfigure"
    async with odd_server() as odd:
        result = await step(hass, result, {CONF_URL: odd.url, CONF_TOKEN: "any"})
    assert result["reason"] == "another_home"
    result = await step(hass, await entry.start_reconfigure_flow(hass), RIGHT)
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()


async def test_what_is_worth_telling_may_be_chosen(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    result: Any = await hass.config_entries.options.async_init(loaded.entry_id)
    assert result["step_id"] == "init"
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {CONF_KINDS: ["automation"]}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert loaded.options == {CONF_KINDS: ["automation"]}
    await hass.async_block_till_done()
