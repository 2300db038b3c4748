"""What automations and people ask of the memory by actions."""

from __future__ import annotations

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.homeops.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceNotFound, ServiceValidationError

from .askers import ANNA, BEN, GARAGE, act
from .conftest import Keeper
from .waiting import until


async def test_answer_with_what_the_server_says(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    told = await act(hass, "ask", {"question": GARAGE})
    assert told["result"]["kind"] == "instant"
    assert "garage door" in told["answer"].lower()
    cause = told["citations"][0]
    assert (await act(hass, "explain", {"event": cause["event"]}))["event"]["entity_id"] == cause["entity_id"]
    span = {"from": "2020-01-01 00:00:00", "to": "2100-01-01T00:00:00+02:00"}
    page = await act(hass, "timeline", {**span, "entities": cause["entity_id"], "limit": 2})
    assert [one["entity_id"] for one in page["items"]] == [cause["entity_id"]] * 2
    found = await act(hass, "search", {**span, "query": "garage door", "areas": ["garage"], "limit": 1})
    assert len(found["items"]) <= 1


async def test_remember_for_people_and_automations(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    note = await act(hass, "remember", {"text": "The plumber was here", "kind": "maintenance"})
    assert note["sentence"] == "Noted by Anna: “The plumber was here” (maintenance)"
    unseen = await act(hass, "remember", {"text": "Watered the garden"}, user=None)
    assert unseen["sentence"] is None
    await hass.services.async_call(DOMAIN, "remember", {"text": "Nobody waits"}, blocking=True)
    page = await act(hass, "timeline", {"limit": 50})
    sentences = [one["sentence"] for one in page["items"]]
    assert "Noted: “Watered the garden”" in sentences
    assert "Noted: “Nobody waits”" in sentences


async def test_tell_each_user_what_is_theirs(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    question = {"question": "when did Anna last leave"}
    assert (await act(hass, "ask", question, user=ANNA))["result"]["kind"] == "instant"
    for user in (BEN, None):
        assert (await act(hass, "ask", question, user=user))["result"]["kind"] == "none"
    with pytest.raises(ServiceValidationError, match="does not know this user"):
        await act(hass, "ask", question, user="c" * 32)


async def test_say_what_was_asked_wrongly(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    with pytest.raises(ServiceValidationError, match=r"light\.nowhere") as refused:
        await act(hass, "explain", {"entity_id": "light.nowhere"})
    assert refused.value.translation_key == "refused"
    with pytest.raises(ServiceValidationError, match="not understood"):
        await act(hass, "explain", {})
    for wrong in ({"query": "x", "limit": 0}, {"query": "x", "from": "yesterday"}, {}):
        with pytest.raises(vol.Invalid):
            await act(hass, "search", wrong)


async def test_say_which_home_is_meant(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    with pytest.raises(ServiceNotFound):
        await act(hass, "ask", {"question": GARAGE})
    assert await hass.config_entries.async_setup(entry.entry_id)
    another = MockConfigEntry(domain=DOMAIN, title="Cabin", unique_id="another", data=dict(entry.data))
    another.add_to_hass(hass)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "ask", {"question": GARAGE, "config_entry_id": another.entry_id})
    assert refused.value.translation_key == "not_loaded"
    assert await act(hass, "ask", {"question": GARAGE})
    assert await hass.config_entries.async_setup(another.entry_id)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "ask", {"question": GARAGE})
    assert refused.value.translation_key == "which_entry"
    assert await act(hass, "ask", {"question": GARAGE, "config_entry_id": another.entry_id})
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "ask", {"question": GARAGE, "config_entry_id": "none"})
    assert refused.value.translation_key == "unknown_entry"


async def test_say_that_the_server_is_away(
    hass: HomeAssistant, loaded: MockConfigEntry, keeper: Keeper
) -> None:
    await keeper("kill")
    try:
        with pytest.raises(HomeAssistantError) as failed:
            await act(hass, "ask", {"question": GARAGE})
    finally:
        await keeper("start")
    assert failed.value.translation_key == "unreachable"
    coordinator = loaded.runtime_data.coordinator
    await until(hass, lambda: coordinator.last_update_success)
    coordinator.client._headers = {"Authorization": "Bearer none"}
    with pytest.raises(HomeAssistantError) as failed:
        await act(hass, "ask", {"question": GARAGE})
    assert failed.value.translation_key == "unauthorized"
