"""A Repair that can be mended shows the plan, has it done for whoever says yes, and says what came of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.homeops.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.translation import async_get_translations
from homeassistant.setup import async_setup_component

from .askers import ANNA, token_of
from .odd_server import OddServer, entry_of, odd_server
from .waiting import until

BROKEN = {
    "finding": 7,
    "check": "integration-failed",
    "title": "Integration failed",
    "name": "Hue [bridge]",
    "severity": "error",
    "sentence": "Hue *bridge* could not be set up",
    "advice": "Reload it",
    "key": "k7",
    "can_mend": True,
}
PLAN = {
    "remedy": "reload-integration",
    "title": "Reload the integration",
    "plan": 12,
    "hash": "a" * 64,
    "told": {"touches": "All its entities", "needs": "A token", "undo": "Nothing to take back"},
    "risks": "They are gone for a moment",
    "proof": "It is loaded",
    "touches": ["light.a"],
    "steps": [{"action": "homeassistant.reload_config_entry", "pause_seconds": 0}],
    "why_not": None,
}
LATER = {**PLAN, "plan": None, "why_not": {"code": "stopped", "sentence": "All mending is stopped"}}
WORDS = f"component.{DOMAIN}.issues.finding_to_mend"


def judged(verdict: str | None) -> dict[str, Any]:
    return {"items": [{"attempt": 3, "verdict": verdict}], "cursor": None}


@pytest.fixture
async def odd() -> AsyncIterator[OddServer]:
    """A server that can mend one thing."""
    answers = {
        "healing/plan": {"items": [LATER, PLAN], "cursor": None},
        "healing/approve": {"attempt": 3, "verdict": None},
        "healing/history": [judged(None), judged("fixed")],
    }
    async with odd_server(health=[{"repairs": [BROKEN], "broken": 1}], answers=answers) as odd:
        yield odd


@pytest.fixture
async def entry(hass: HomeAssistant, odd: OddServer) -> AsyncIterator[MockConfigEntry]:
    """Its entry, set up, with the Repair there."""
    assert await async_setup_component(hass, "repairs", {})
    entry = entry_of(hass, odd)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(hass, lambda: issue(hass, entry) is not None)
    yield entry
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.fixture
async def anna(
    hass: HomeAssistant, entry: MockConfigEntry, hass_client: ClientSessionGenerator
) -> TestClient[Any, Any]:
    """Her browser."""
    return await hass_client(await token_of(hass, ANNA, is_owner=True))


def issue(hass: HomeAssistant, entry: MockConfigEntry) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(DOMAIN, f"finding_k7_{entry.entry_id}")


async def press(
    client: TestClient[Any, Any], entry: MockConfigEntry, flow: str | None = None
) -> dict[str, Any]:
    """Press Fix, or Submit of what it shows."""
    about = {"handler": DOMAIN, "issue_id": f"finding_k7_{entry.entry_id}"}
    path = f"/api/repairs/issues/fix/{flow}" if flow else "/api/repairs/issues/fix"
    response = await client.post(path, json={} if flow else about)
    told: dict[str, Any] = await response.json()
    assert response.status == 200, told
    return told


async def done(hass: HomeAssistant, client: TestClient[Any, Any], flow: str) -> dict[str, Any]:
    """Look until it is no longer under way."""
    for _ in range(400):
        response = await client.get(f"/api/repairs/issues/fix/{flow}")
        told: dict[str, Any] = await response.json()
        if told["type"] != "progress":
            return told
        await hass.async_block_till_done()
    raise AssertionError("it never ended")


async def in_words(hass: HomeAssistant, part: str, placeholders: dict[str, str]) -> str:
    """Tell a text as a German reads it; raises KeyError where a placeholder is missing."""
    texts = await async_get_translations(hass, "de", "issues", {DOMAIN})
    return texts[f"{WORDS}.{part}"].format(**placeholders)


async def test_shows_the_plan_and_has_just_that_done(
    hass: HomeAssistant, odd: OddServer, entry: MockConfigEntry, anna: TestClient[Any, Any]
) -> None:
    raised = issue(hass, entry)
    assert raised is not None
    assert (raised.is_fixable, raised.translation_key) == (True, "finding_to_mend")
    form = await press(anna, entry)
    assert (form["type"], form["step_id"]) == ("form", "confirm")
    said = await in_words(hass, "fix_flow.step.confirm.description", form["description_placeholders"])
    for part in ("Hue \\*bridge\\* could", "Reload the integration", "light.a", r"reload\_config\_entry"):
        assert part in said
    under_way = await press(anna, entry, form["flow_id"])
    assert (under_way["type"], under_way["progress_action"]) == ("progress", "mend")
    assert await in_words(hass, "fix_flow.progress.mend", under_way["description_placeholders"])
    told = await done(hass, anna, form["flow_id"])
    assert told["type"] == "create_entry"
    assert issue(hass, entry) is None
    assert {user for _, user, _ in odd.mended} == {ANNA}
    approved = [body for command, _, body in odd.mended if command == "healing/approve"]
    assert [(one["plan"], one["hash"], one["home"]) for one in approved] == [(12, "a" * 64, 1)]


async def test_leaves_the_repair_where_it_did_not_help(
    hass: HomeAssistant, odd: OddServer, entry: MockConfigEntry, anna: TestClient[Any, Any]
) -> None:
    odd.answers["healing/history"] = judged("not_fixed")
    form = await press(anna, entry)
    await press(anna, entry, form["flow_id"])
    told = await done(hass, anna, form["flow_id"])
    assert (told["type"], told["reason"]) == ("abort", "not_fixed")
    assert issue(hass, entry) is not None


async def test_says_that_nobody_can_tell_where_nobody_can(
    hass: HomeAssistant,
    odd: OddServer,
    entry: MockConfigEntry,
    anna: TestClient[Any, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("custom_components.homeops.repairs._LOOKS", 2)
    odd.answers["healing/history"] = {"error": {"code": "too_busy", "message": "Later"}}
    form = await press(anna, entry)
    await press(anna, entry, form["flow_id"])
    assert (await done(hass, anna, form["flow_id"]))["reason"] == "unknown"


@pytest.mark.parametrize(
    "case",
    [
        ({"items": [LATER], "cursor": None}, "cannot", "All mending is stopped"),
        ({"items": [], "cursor": None}, "cannot", ": -."),
        ({"error": {"code": "forbidden", "message": "Only owners"}}, "refused", "Only owners"),
    ],
)
async def test_says_why_nothing_can_be_done(
    hass: HomeAssistant,
    odd: OddServer,
    entry: MockConfigEntry,
    anna: TestClient[Any, Any],
    case: tuple[dict[str, Any], str, str],
) -> None:
    answer, reason, because = case
    odd.answers["healing/plan"] = answer
    told = await press(anna, entry)
    assert (told["type"], told["reason"]) == ("abort", reason)
    said = await in_words(hass, f"fix_flow.abort.{reason}", told["description_placeholders"])
    assert because in said
    assert issue(hass, entry) is not None


async def test_takes_no_yes_that_the_server_refuses(
    hass: HomeAssistant, odd: OddServer, entry: MockConfigEntry, anna: TestClient[Any, Any]
) -> None:
    odd.answers["healing/approve"] = {"error": {"code": "plan_changed", "message": "Look at the new plan"}}
    form = await press(anna, entry)
    told = await press(anna, entry, form["flow_id"])
    assert (told["reason"], told["description_placeholders"]["reason"]) == ("refused", "Look at the new plan")
    await hass.config_entries.async_unload(entry.entry_id)
