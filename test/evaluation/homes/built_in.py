"""The built-in home and its past."""

import json
import pathlib

from timeline import Timeline

BUILT_IN = pathlib.Path(__file__).parents[3] / "demo" / "homes" / "terraced-house.json"


def built_in() -> Timeline:
    t = Timeline("Europe/Amsterdam", "2026-11-26T14:30")
    scenario = json.loads(BUILT_IN.read_text())
    t.first_states = {e["entity_id"]: e["state"] for e in scenario["entities"]}
    t.first_states |= {p["entity_id"]: "home" for p in scenario["people"]}
    for entry in scenario["timeline"]:
        if "state" in entry:
            t.facts.setdefault(entry["entity_id"], []).append((t.instant(entry["at"]), entry["state"], entry["at"]))
    return t
