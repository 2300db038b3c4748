"""Compiles five-minute statistics with the installed Core's own compile_statistics, for cases read as JSON; only its database is stood in for."""

import datetime as dt
import json
import sys
from types import SimpleNamespace
from unittest.mock import patch

from homeassistant.components.recorder.statistics import weighted_circular_mean
from homeassistant.components.sensor import recorder
from homeassistant.core import State

START = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)
SLOT = dt.timedelta(minutes=5)
ENTITY = "sensor.x"


def state_of(case, told):
    at = START + dt.timedelta(microseconds=told["at"])
    attributes = {"state_class": case["state_class"], "unit_of_measurement": "x", "last_reset": told["last_reset"]}
    return State(ENTITY, told["state"], attributes, last_changed=at, last_reported=at, last_updated=at)


def history_of(states):
    """What the recorder answers: the state before, and those within; of measurements only those that changed the state."""

    def read(_hass, _session, start, end, entity_ids, significant_changes_only=True):
        before = [state for state in states if state.last_updated < start][-1:]
        within = [
            state
            for index, state in enumerate(states)
            if start < state.last_updated < end
            and not (significant_changes_only and index and states[index - 1].state == state.state)
        ]
        return {ENTITY: before + within} if before or within else {}

    return read


def compile_case(case):
    states = [state_of(case, told) for told in case["told"]]
    latest, slots = {}, []
    hass = SimpleNamespace(data={}, states=SimpleNamespace(all=lambda _domain: states[-1:]))
    with (
        patch.object(recorder, "get_instance", lambda _hass: SimpleNamespace(entity_filter=None)),
        patch.object(recorder, "warn_dip", lambda *_: None),
        patch.object(recorder, "warn_negative", lambda *_: None),
        patch.object(recorder.history, "get_full_significant_states_with_session", history_of(states)),
        patch.object(recorder.statistics, "get_metadata_with_session", lambda *_, **__: {}),
        patch.object(recorder.statistics, "get_latest_short_term_statistics_with_session", lambda *_, **__: latest),
    ):
        for index in range(case["slots"]):
            start = START + index * SLOT
            known = [state for state in states if state.last_updated < start + SLOT]
            compiled = recorder.compile_statistics(hass, None, start, start + SLOT, {}).platform_stats if known else []
            stat = compiled[0]["stat"] if compiled else None
            if stat and "sum" in stat:
                reset = stat.get("last_reset")
                latest[ENTITY] = [{"state": stat["state"], "sum": stat["sum"], "last_reset": reset and reset.timestamp()}]
            slots.append(stat and {name: value for name, value in stat.items() if name not in ("start", "last_reset")})
    return {"slots": slots, "hours": [hour_of(slots[start : start + 12]) for start in range(0, len(slots), 12)]}


def hour_of(slots):
    """As _compile_hourly_statistics has it in SQL."""
    known = [slot for slot in slots if slot]
    means = [slot["mean"] for slot in known if "mean" in slot]
    if not means:
        return None
    if "mean_weight" in known[0]:
        mean, weight = weighted_circular_mean((slot["mean"], slot["mean_weight"]) for slot in known)
        return {"mean": mean, "mean_weight": weight}
    return {
        "mean": sum(means) / len(means),
        "min": min(slot["min"] for slot in known),
        "max": max(slot["max"] for slot in known),
    }


print(json.dumps([compile_case(case) for case in json.load(sys.stdin)]))
