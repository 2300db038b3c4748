"""What is wrong in the home, as entities, Repairs and actions."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.homeops.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import issue_registry as ir

from .askers import ANNA, BEN, act
from .odd_server import NONE, entry_of, odd_server
from .waiting import shows, until

FAILURE = {
    "kind": "battery-empty",
    "entity_id": "sensor.door_battery",
    "name": "Front door battery",
    "expected_on": "2026-12-05",
    "earliest_on": "2026-12-01",
    "latest_on": "2026-12-10",
}

NEWS = {
    "finding": 7,
    "check": "battery-low",
    "title": "Battery at 9 %",
    "severity": "warning",
    "name": "Front door battery",
    "entity_id": "sensor.door_battery",
    "at": "2026-11-27T00:00:00+00:00",
}


def broken(number: int, severity: str = "error") -> dict[str, Any]:
    told = {"finding": number, "check": "integration-failed", "title": "Integration failed"}
    said = {"sentence": f"Thing {number} [is](http://x) down", "advice": "Reload it"}
    return {**told, **said, "name": f"Thing {number}", "severity": severity, "key": f"k{number}"}


def repairs(*numbers: int) -> dict[str, Any]:
    return {"repairs": [broken(one) for one in numbers][:10], "broken": len(numbers)}


def raised(hass: HomeAssistant) -> list[str]:
    """Find what Repairs shows: by the name of the thing, or how many more there are."""
    return sorted(
        placeholders.get("name", placeholders.get("count", ""))
        for one in ir.async_get(hass).issues.values()
        if one.domain == DOMAIN and one.active and not one.dismissed_version
        for placeholders in [one.translation_placeholders or {}]
    )


async def test_are_counted_and_named_by_entities(hass: HomeAssistant) -> None:
    first = {"title": "Battery at 9 %", "name": "Front door battery"}
    news = {
        **NEWS,
        "what": "opened",
    }
    found = {
        "score": 93,
        "lost": [{**first, "points": 3.5}],
        "open": {"info": NONE, "error": NONE, "critical": NONE, "warning": {"count": 1, "first": [first]}},
        "next_failure": FAILURE,
        "news": [news],
    }
    async with odd_server(health=[{"score": None}, found]) as odd:
        entry = entry_of(hass, odd)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await shows(hass, "sensor.homeops_home_health", "93")
        await shows(hass, "sensor.homeops_warnings_found", "1")
        await shows(hass, "sensor.homeops_errors_found", "0")
        health = hass.states.get("sensor.homeops_home_health")
        warnings = hass.states.get("sensor.homeops_warnings_found")
        failure = hass.states.get("sensor.homeops_next_predicted_failure")
        assert health and warnings and failure
        assert health.attributes["lost"] == ["3.5: Battery at 9 %: Front door battery"]
        assert warnings.attributes["findings"] == ["Battery at 9 %: Front door battery"]
        assert failure.state == "2026-12-05T08:00:00+00:00"  # as the day begins where this home is
        assert failure.attributes["entity_id"] == "sensor.door_battery"
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_become_events_as_they_open_and_close(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await shows(hass, "event.homeops_finding", "unknown")
    news = {
        **NEWS,
        "what": "closed",
    }
    coordinator = loaded.runtime_data.coordinator
    await until(hass, lambda: coordinator.health is not None)
    coordinator._heard_health([{**coordinator.health, "news": [news]}], False)
    await hass.async_block_till_done()
    event = hass.states.get("event.homeops_finding")
    assert event is not None
    assert event.attributes["event_type"] == "closed"
    assert (event.attributes["finding"], event.attributes["name"]) == (7, "Front door battery")


async def test_are_a_few_repairs_however_many_there_are(hass: HomeAssistant) -> None:
    async with odd_server(health=[repairs(*range(1, 41))]) as odd:
        entry = entry_of(hass, odd)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await until(hass, lambda: raised(hass) == ["37", "Thing 1", "Thing 2", "Thing 3"])
        heard = entry.runtime_data.coordinator._heard_health
        told = {**entry.runtime_data.coordinator.health}
        [one] = [it for it in ir.async_get(hass).issues.values() if "k1_" in it.issue_id]
        assert one.severity is ir.IssueSeverity.ERROR
        assert (one.translation_placeholders or {})["sentence"] == r"Thing 1 \[is\](http://x) down"
        heard([{**told, **repairs(2, 3)}], False)
        assert raised(hass) == ["Thing 2", "Thing 3"]
        heard([{**told, **repairs(), "held_back": "Home Assistant is starting"}], False)
        assert raised(hass) == ["Thing 2", "Thing 3"]
        heard([{**told, **repairs(2), "repairs": [broken(2, "critical")]}], False)
        [two] = [it for it in ir.async_get(hass).issues.values() if "k2_" in it.issue_id]
        assert two.severity is ir.IssueSeverity.CRITICAL
        assert await hass.config_entries.async_unload(entry.entry_id)
        assert raised(hass) == []


async def test_stay_ignored_where_somebody_ignores_them(hass: HomeAssistant) -> None:
    async with odd_server(health=[repairs(1, 2, 3, 4, 5)]) as odd:
        entry = entry_of(hass, odd)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await until(hass, lambda: raised(hass) == ["2", "Thing 1", "Thing 2", "Thing 3"])
        heard = entry.runtime_data.coordinator._heard_health
        told = {**entry.runtime_data.coordinator.health}
        ir.async_ignore_issue(hass, DOMAIN, f"finding_k1_{entry.entry_id}", True)
        ir.async_ignore_issue(hass, DOMAIN, f"findings_more_{entry.entry_id}", True)
        heard([told], False)
        assert raised(hass) == ["Thing 2", "Thing 3", "Thing 4"]
        heard([{**told, **repairs()}], False)
        assert raised(hass) == []
        heard([{**told, **repairs(1, 2, 3, 4, 5)}], False)
        assert raised(hass) == ["Thing 2", "Thing 3", "Thing 4"]
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_are_muted_where_somebody_ignores_their_repairs(hass: HomeAssistant) -> None:
    async with odd_server(health=[repairs(1, 2, 3, 4)]) as odd:
        entry = entry_of(hass, odd)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await until(hass, lambda: raised(hass) == ["1", "Thing 1", "Thing 2", "Thing 3"])

        def press(number: int, ignore: bool) -> None:
            ir.async_ignore_issue(hass, DOMAIN, f"finding_k{number}_{entry.entry_id}", ignore)

        def asked() -> list[tuple[int, str]]:
            return [(one["finding"], one["verb"]) for one in odd.asked]

        ir.async_ignore_issue(hass, DOMAIN, f"findings_more_{entry.entry_id}", True)
        press(1, True)
        press(2, True)
        muted = [(1, "mute_subject"), (2, "mute_subject")]
        await until(hass, lambda: asked() == muted)
        assert {(one["home"], one["via"]) for one in odd.asked} == {(1, "repairs")}
        heard = entry.runtime_data.coordinator._heard_health
        for _ in range(3):
            heard([{**entry.runtime_data.coordinator.health, **repairs(3, 4)}], False)
        await hass.async_block_till_done()
        assert asked() == muted
        press(1, False)
        await until(hass, lambda: asked() == [*muted, (1, "unmute")])
        odd.status = 503
        odd.greeting = {"error": {"code": "upgrading", "message": "Wait"}}
        press(3, True)
        await until(hass, lambda: asked()[-1] == (3, "mute_subject"))
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_are_muted_once_the_server_is_there_again(hass: HomeAssistant) -> None:
    async with odd_server(health=[repairs(1)]) as odd:
        entry = entry_of(hass, odd)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await until(hass, lambda: raised(hass) == ["Thing 1"])
        client = entry.runtime_data.coordinator.client
        client.url, there = "http://127.0.0.1:1", client.url
        issue_id = f"finding_k1_{entry.entry_id}"
        ir.async_ignore_issue(hass, DOMAIN, issue_id, True)
        await hass.async_block_till_done(wait_background_tasks=False)
        ir.async_ignore_issue(hass, DOMAIN, issue_id, False)
        ir.async_ignore_issue(hass, DOMAIN, issue_id, True)
        client.url = there

        def told() -> bool:
            entry.runtime_data.coordinator.async_update_listeners()
            return [one["verb"] for one in odd.asked] == ["mute_subject"]

        await until(hass, told)
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_are_left_out_where_the_server_does_not_tell_them(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    async with odd_server(refuses="integration/health") as odd:
        entry = entry_of(hass, odd)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await shows(hass, "sensor.homeops_connection", "live")
        await until(hass, lambda: "does not tell how healthy" in caplog.text)
        await shows(hass, "sensor.homeops_home_health", "unknown")
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_are_looked_for_by_administrators(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    ran = await act(hass, "run_diagnostics", {})
    assert ran["by_whom"] == "person"
    assert isinstance(ran["items"], list)
    for user in (BEN, None):
        with pytest.raises(ServiceValidationError) as refused:
            await act(hass, "run_diagnostics", {}, user=user)
        assert refused.value.translation_key == "refused"


async def test_are_acted_on_by_administrators(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    with pytest.raises(ServiceValidationError, match="no finding 4711"):
        await act(hass, "act_on_finding", {"finding": 4711, "verb": "fixed"}, user=ANNA)
    with pytest.raises(ServiceValidationError, match="until when"):
        await act(hass, "act_on_finding", {"finding": 4711, "verb": "snooze"})
    with pytest.raises(ServiceValidationError):
        await act(hass, "act_on_finding", {"finding": 4711, "verb": "fixed"}, user=BEN)
    for wrong in ({"finding": 1, "verb": "burn"}, {"finding": 0, "verb": "fixed"}, {"verb": "fixed"}):
        with pytest.raises(vol.Invalid):
            await act(hass, "act_on_finding", wrong)


async def test_are_held_back_while_somebody_works(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    until = "2027-01-01T00:00:00+00:00"
    told = await act(hass, "maintenance", {"until": until, "holiday": True, "why": "Sun"})
    assert ("holiday", "Sun") in [(one["kind"], one["why"]) for one in told["items"]]
    with pytest.raises(ServiceValidationError, match="no area moon"):
        await act(hass, "maintenance", {"until": until, "area": "moon"})
    with pytest.raises(ServiceValidationError):
        await act(hass, "maintenance", {"until": until}, user=BEN)
    with pytest.raises(vol.Invalid):
        await act(hass, "maintenance", {"until": until, "area": "hall", "device": "d"})
