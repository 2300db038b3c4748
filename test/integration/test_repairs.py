"""Repairs about HomeOps itself come and go by themselves."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.homeops.const import DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.translation import async_get_translations

from .conftest import Keeper
from .odd_server import entry_of, odd_server
from .waiting import shows, until


def raised(hass: HomeAssistant) -> list[str | None]:
    return sorted(
        str(one.translation_key) for one in ir.async_get(hass).issues.values() if one.domain == DOMAIN
    )


async def in_words(hass: HomeAssistant, code: str) -> str:
    """Tell an issue as a German reads it; raises KeyError where a placeholder is missing."""
    [issue] = [one for one in ir.async_get(hass).issues.values() if one.translation_key == code]
    texts = await async_get_translations(hass, "de", "issues", {DOMAIN})
    said = texts[f"component.{DOMAIN}.issues.{code}.description"]
    return said.format(**(issue.translation_placeholders or {}))


@pytest.mark.parametrize(("schema", "issue"), [((0, 0), "server_too_old"), ((2, 3), "server_too_new")])
async def test_versions_that_do_not_fit(hass: HomeAssistant, schema: tuple[int, int], issue: str) -> None:
    async with odd_server(schema=schema) as odd:
        entry = entry_of(hass, odd)
        assert not await hass.config_entries.async_setup(entry.entry_id)
        assert entry.state is ConfigEntryState.SETUP_RETRY
        assert raised(hass) == [issue]
        odd.schema = (1, 1)
        await hass.config_entries.async_reload(entry.entry_id)
        assert entry.state is ConfigEntryState.LOADED
        assert raised(hass) == []
        odd.schema = schema  # updated while it runs
        await odd.hang_up()
        await until(hass, lambda: raised(hass) == [issue])
        await shows(hass, "sensor.homeops_connection", "unavailable")
        odd.schema = (0, 5)
        await until(hass, lambda: raised(hass) == [])
        await shows(hass, "sensor.homeops_connection", "live")
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_what_the_server_says_of_itself(hass: HomeAssistant) -> None:
    codes = ["database_away", "disk_full", "gaps", "size_limit", "token_refused"]
    span = {"from": "2026-11-21T05:30:00+00:00", "to": "2026-11-21T06:00:00+00:00"}
    troubles: list[dict[str, Any]] = [
        {"code": one, "sentence": "So.", **(span if one == "gaps" else {"from": None, "to": None})}
        for one in codes
    ]
    async with odd_server(troubles=troubles) as odd:
        entry = entry_of(hass, odd)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        assert raised(hass) == codes
        told = {one: await in_words(hass, one) for one in codes}
        assert all(said for said in told.values())
        assert not any("So." in said for said in told.values())  # the server speaks English alone
        assert "2026-11-20 21:30" in told["gaps"]  # the home's time
        await shows(hass, "binary_sensor.homeops_trouble", "on")
        odd.troubles = troubles[:1]
        await odd.hang_up()
        await until(hass, lambda: raised(hass) == ["database_away"])
        assert await hass.config_entries.async_unload(entry.entry_id)
        assert raised(hass) == []


async def test_a_token_that_is_refused_while_it_runs_is_asked_for(hass: HomeAssistant) -> None:
    async with odd_server() as odd:
        entry = entry_of(hass, odd)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        odd.live_status = 401
        await odd.hang_up()
        await until(hass, lambda: len(hass.config_entries.flow.async_progress()) == 1)
        [flow] = hass.config_entries.flow.async_progress()
        assert flow["context"]["source"] == "reauth"
        await shows(hass, "sensor.homeops_connection", "unavailable")
        assert await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize(
    "wishes",
    [
        {"live_status": 503},
        {"live_status": 404},
        {"hello": {"type": "hello"}},
        {"hello": [1]},
        {"refuses": "integration/state"},
        {"says": "{"},
        {"says": '{"id": 1, "type": "snapshot"}'},
    ],
)
async def test_waits_for_a_server_that_is_not_ready(hass: HomeAssistant, wishes: dict[str, Any]) -> None:
    async with odd_server(**wishes) as odd:
        entry = entry_of(hass, odd)
        assert not await hass.config_entries.async_setup(entry.entry_id)
        assert entry.state is ConfigEntryState.SETUP_RETRY


async def test_waits_for_one_that_is_not_there(
    hass: HomeAssistant, entry: MockConfigEntry, keeper: Keeper
) -> None:
    await keeper("kill")
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    await keeper("start")
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED


async def test_goes_on_where_only_what_happens_is_refused(
    hass: HomeAssistant, all_enabled: None, caplog: pytest.LogCaptureFixture
) -> None:
    async with odd_server(refuses="integration/told") as odd:
        entry = entry_of(hass, odd)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await until(hass, lambda: "does not tell what happens" in caplog.text)
        await shows(hass, "sensor.homeops_connection", "live")
        assert await hass.config_entries.async_unload(entry.entry_id)
