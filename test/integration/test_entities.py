"""What the entities show, and when they do not."""

from __future__ import annotations

from collections.abc import Mapping
import logging
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.homeops.const import CONF_HOME, CONF_KINDS, DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .conftest import Keeper, ask
from .odd_server import odd_server
from .waiting import shows, until

NAMED = {
    "binary_sensor.homeops_remembering",
    "binary_sensor.homeops_trouble",
    "button.homeops_fill_gaps_now",
    "button.homeops_test_the_connection",
    "conversation.homeops_memory",
    "event.homeops_finding",
    "event.homeops_told",
    "sensor.homeops_connection",
    "sensor.homeops_critical_findings",
    "sensor.homeops_errors_found",
    "sensor.homeops_hints_found",
    "sensor.homeops_home_health",
    "sensor.homeops_next_predicted_failure",
    "sensor.homeops_warnings_found",
    "sensor.homeops_coverage_of_the_last_day",
    "sensor.homeops_events_a_minute",
    "sensor.homeops_import_of_the_past",
    "sensor.homeops_lag",
    "sensor.homeops_last_backup_of_the_memory",
    "sensor.homeops_last_remembered_event",
    "sensor.homeops_memory_size",
}
NOISY = {
    "event.homeops_told",
    "sensor.homeops_hints_found",
    "sensor.homeops_events_a_minute",
    "sensor.homeops_lag",
    "sensor.homeops_last_remembered_event",
}


async def test_are_named_keyed_and_belong_to_one_service(
    hass: HomeAssistant, loaded: MockConfigEntry, home: dict[str, str]
) -> None:
    found = er.async_entries_for_config_entry(er.async_get(hass), loaded.entry_id)
    assert {one.entity_id for one in found} == NAMED
    assert {one.entity_id for one in found if one.disabled_by} == NOISY
    assert all(one.unique_id.startswith(f"{home['key']}_") for one in found)
    assert {one.entity_category for one in found} == {EntityCategory.DIAGNOSTIC, None}
    device = dr.async_entries_for_config_entry(dr.async_get(hass), loaded.entry_id)
    assert [(one.entry_type, one.identifiers) for one in device] == [
        (dr.DeviceEntryType.SERVICE, {(DOMAIN, home["key"])})
    ]


async def test_show_what_the_server_says(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await shows(hass, "sensor.homeops_connection", "live")
    said = await ask("integration/state")
    assert said["connection"] == "live"
    await shows(hass, "binary_sensor.homeops_remembering", "on")
    size = hass.states.get("sensor.homeops_memory_size")
    assert size is not None
    assert size.attributes["unit_of_measurement"] == "MB"


async def test_all_have_a_value_or_say_that_it_is_unknown(
    hass: HomeAssistant, entry: MockConfigEntry, all_enabled: None
) -> None:
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await shows(hass, "sensor.homeops_connection", "live")
    assert {one.entity_id for one in hass.states.async_all()} >= NAMED
    assert "unavailable" not in {hass.states.get(one).state for one in NAMED}  # type: ignore[union-attr]


async def test_are_unavailable_while_the_server_is_away_and_that_is_said_once_each_way(
    hass: HomeAssistant, loaded: MockConfigEntry, keeper: Keeper, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "custom_components.homeops")
    await keeper("kill")
    await shows(hass, "sensor.homeops_connection", "unavailable")
    await keeper("start")
    await shows(hass, "sensor.homeops_connection", "live")
    said = [record.message for record in caplog.records if record.name.endswith("homeops.coordinator")]
    assert len([one for one in said if "does not answer" in one]) == 1
    assert len([one for one in said if "answers again" in one]) == 1


async def test_the_event_entity_tells_what_a_speaker_may_tell_of_the_kinds_that_were_chosen(
    hass: HomeAssistant, all_enabled: None
) -> None:
    told = {"event": "e1", "at": "2026-11-27T00:00:00+00:00", "kind": "automation", "area": None}
    item = {**told, "sentence": "Good night ran", "entity_id": "automation.good_night"}
    async with odd_server(told=[item]) as odd:
        entry = MockConfigEntry(
            domain=DOMAIN,
            title="HomeOps",
            unique_id="k" * 32,
            data={"url": odd.url, "token": "any", CONF_HOME: 1},
            options={CONF_KINDS: ["automation"]},
        )
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await until(hass, lambda: heard(hass).get("sentence") == "Good night ran")
        assert heard(hass)["event_type"] == "automation"
        assert heard(hass)["entity_id"] == "automation.good_night"
        assert odd.followed == [{"home": 1, "as": {"speaker": True}, "kinds": ["automation"]}]
        await odd.hang_up()  # and again on the next socket
        await until(hass, lambda: len(odd.followed) == 2)
        assert await hass.config_entries.async_unload(entry.entry_id)


def heard(hass: HomeAssistant) -> Mapping[str, Any]:
    now = hass.states.get("event.homeops_told")
    return now.attributes if now else {}


@pytest.mark.parametrize("button", ["test_the_connection", "fill_gaps_now"])
async def test_a_button_says_why_where_the_server_refuses(
    hass: HomeAssistant, loaded: MockConfigEntry, keeper: Keeper, button: str
) -> None:
    press = {"entity_id": f"button.homeops_{button}"}
    await hass.services.async_call("button", "press", press, blocking=True)
    loaded.runtime_data.coordinator.home = 4711
    with pytest.raises(HomeAssistantError) as refused:
        await hass.services.async_call("button", "press", press, blocking=True)
    assert refused.value.translation_key == "refused"
    assert "4711" in str(refused.value)


async def test_go_with_the_entry(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert await hass.config_entries.async_unload(loaded.entry_id)
    assert loaded.state is ConfigEntryState.NOT_LOADED
    now = hass.states.get("sensor.homeops_connection")
    assert now is not None
    assert now.state == "unavailable"
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await shows(hass, "sensor.homeops_connection", "live")
