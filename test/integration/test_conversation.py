"""What is said to Assist: the past is answered, all else goes on to Home Assistant's own agent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from homeassistant.components import conversation
from homeassistant.const import Platform
from homeassistant.core import Context, HomeAssistant

from .askers import ANNA, GARAGE
from .conftest import Keeper

AGENT = "conversation.homeops_memory"

type Say = Callable[..., Awaitable[conversation.ConversationResult]]


@pytest.fixture
async def say(hass: HomeAssistant, entry: MockConfigEntry) -> Say:
    """Say something to the agent, as Anna or as nobody known."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    async def speak(
        text: str, user: str | None = ANNA, conversation_id: str | None = None, agent_id: str = AGENT
    ) -> conversation.ConversationResult:
        return await conversation.async_converse(
            hass, text, conversation_id, Context(user_id=user), language="en", agent_id=agent_id
        )

    return speak


def spoken(result: conversation.ConversationResult) -> str:
    """What is said aloud."""
    return str(result.response.as_dict()["speech"]["plain"]["speech"])


def kind(result: conversation.ConversationResult) -> str:
    """What sort of answer it is."""
    return str(result.response.as_dict()["response_type"])


async def test_is_named_after_the_home_also_where_it_is_added_first(
    hass: HomeAssistant, entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.homeops.PLATFORMS", [Platform.CONVERSATION])
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert hass.states.get(AGENT) is not None


async def test_answers_the_past_in_one_conversation(say: Say) -> None:
    first = await say(GARAGE)
    assert kind(first) == "query_answer"
    assert "garage door" in spoken(first).lower()
    assert not first.continue_conversation
    second = await say("and how often yesterday?", conversation_id=first.conversation_id)
    assert second.conversation_id == first.conversation_id
    assert kind(second) == "query_answer"
    assert "garage door" in spoken(second).lower()


async def test_tells_a_satellite_without_a_user_what_is_exposed_only(say: Say) -> None:
    question = "when did Anna last leave"
    assert spoken(await say(question)).startswith("Anna last left")
    assert "left" not in spoken(await say(question, user=None))


async def test_passes_on_what_is_not_about_the_past(hass: HomeAssistant, say: Say) -> None:
    hass.states.async_set("light.reading", "off", {"friendly_name": "Reading lamp"})
    calls = async_mock_service(hass, "light", "turn_on")
    result = await say("turn on the reading lamp")
    assert kind(result) == "action_done"
    await hass.async_block_till_done()  # Home Assistant waits a fifth of a second for what it calls
    assert [call.context.user_id for call in calls] == [ANNA]
    theirs = await say("turn on the reading lamp", agent_id=conversation.HOME_ASSISTANT_AGENT)
    assert result.response.as_dict() == theirs.response.as_dict()
    assert kind(await say("x" * 501)) == "error"


async def test_does_what_the_memory_is_told(say: Say) -> None:
    paused = await say("stop remembering for an hour")
    assert kind(paused) == "action_done"
    assert spoken(paused).startswith("I remember nothing until")
    assert spoken(await say("remember again", user=None)) == "I remember again."
    asked = await say("forget the last ten minutes")
    assert asked.continue_conversation
    assert spoken(await say("no", conversation_id=asked.conversation_id)) == "Then I forget nothing."


async def test_says_why_the_memory_does_not_do_what_it_is_told(say: Say) -> None:
    assert spoken(await say("stop remembering until tomorrow")).startswith("I remember nothing until")
    assert "more than an hour" in spoken(await say("remember again", user=None))
    assert kind(await say("remember again")) == "action_done"


async def test_speaks_of_what_it_does_not_know_only_where_nobody_else_does(say: Say) -> None:
    assert "unicorn" in spoken(await say("when did the unicorn last sing"))


async def test_goes_on_without_the_memory(hass: HomeAssistant, say: Say, keeper: Keeper) -> None:
    hass.states.async_set("light.reading", "off", {"friendly_name": "Reading lamp"})
    calls = async_mock_service(hass, "light", "turn_on")
    await keeper("kill")
    try:
        assert kind(await say("turn on the reading lamp")) == "action_done"
        assert kind(await say(GARAGE)) == "error"
    finally:
        await keeper("start")
    await hass.async_block_till_done()
    assert len(calls) == 1
