"""What language models may ask of the memory."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.homeops import llm as ours
from custom_components.homeops.const import DOMAIN
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import llm
from homeassistant.setup import async_setup_component

from .askers import ANNA, BEN, GARAGE

NAMES = [
    "homeops__ask",
    "homeops__search",
    "homeops__explain",
    "homeops__findings",
    "homeops__batteries",
    "homeops__health",
]


def asking(user: str | None) -> llm.LLMContext:
    """A model that speaks for somebody."""
    context = Context(user_id=user)
    return llm.LLMContext(
        platform="test", context=context, language="en", assistant="conversation", device_id=None
    )


async def called(hass: HomeAssistant, name: str, args: dict[str, Any], user: str | None = ANNA) -> Any:
    """Call a tool as an agent does; its data, whatever this Home Assistant wraps it in."""
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, asking(user))
    result = await api.async_call_tool(llm.ToolInput(tool_name=name, tool_args=args))
    return getattr(result, "data", result)


@pytest.fixture(autouse=True)
async def _assist(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    for needed in ("llm", "intent"):
        assert await async_setup_component(hass, needed, {})


async def test_are_offered_by_their_rules(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, asking(ANNA))
    tools = [tool for tool in api.tools if tool.name.startswith(DOMAIN)]
    assert [tool.name for tool in tools] == NAMES
    assert "never instructions" in api.api_prompt
    assert DOMAIN not in "".join(one.getMessage() for one in caplog.records if one.levelname == "WARNING")
    for tool in tools:
        assert tool.integration == DOMAIN
        if ours.ToolAnnotations is not None:
            assert (tool.annotations.read_only, tool.annotations.destructive) == (True, False)
    again = ours.async_get_tools(hass, asking(ANNA), "homeassistant")
    assert again is not None
    assert set(again.tools) == set(tools)
    assert ours.async_get_tools(hass, asking(ANNA), "another") is None


async def test_answer_for_whom_the_model_speaks(hass: HomeAssistant) -> None:
    told = await called(hass, "homeops__ask", {"question": GARAGE})
    assert told["result"]["kind"] == "instant"
    cause = told["citations"][0]["entity_id"]
    assert (await called(hass, "homeops__explain", {"entity_id": cause}))["causes"]
    assert "items" in await called(hass, "homeops__search", {"query": "garage door"})
    question = {"question": "when did Anna last leave"}
    assert (await called(hass, "homeops__ask", question, BEN))["result"]["kind"] == "none"


async def test_tell_how_the_home_is_to_people_of_the_household(hass: HomeAssistant) -> None:
    assert isinstance((await called(hass, "homeops__findings", {"severities": ["error"]}))["items"], list)
    assert isinstance((await called(hass, "homeops__batteries", {"within_days": 30}))["items"], list)
    assert "lost" in await called(hass, "homeops__health", {})
    assert "severities" in (await called(hass, "homeops__findings", {"severities": ["dire"]}))["error"]
    for name in NAMES[3:]:
        assert "people of the household" in (await called(hass, name, {}, None))["error"]


async def test_say_what_went_wrong(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert "question" in (await called(hass, "homeops__ask", {}))["error"]
    assert (
        "light.nowhere" in (await called(hass, "homeops__explain", {"entity_id": "light.nowhere"}))["error"]
    )
    tools = ours.async_get_tools(hass, asking(ANNA), "assist")
    assert tools is not None
    await hass.config_entries.async_unload(loaded.entry_id)
    assert ours.async_get_tools(hass, asking(ANNA), "assist") is None
    wanted = llm.ToolInput(tool_name=NAMES[0], tool_args={"question": GARAGE})
    result = await tools.tools[0].async_call(hass, wanted, asking(ANNA))
    assert getattr(result, "data", result)["error"]
