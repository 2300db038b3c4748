"""A conversation agent that answers questions about the past and passes on all the rest."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final, Literal

from homeassistant.components import conversation
from homeassistant.const import MATCH_ALL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .asking import ask_home, asker_of
from .const import DOMAIN
from .data import HomeOpsConfigEntry
from .errors import HomeOpsError

_LOGGER = logging.getLogger(__name__)

PARALLEL_UPDATES = 0

_NOT_OF_THE_PAST: Final = frozenset({"not ours", "unclear", "future"})
"""What a question is about that the server leaves to others, see `understood.intent` of its answer."""
_LONGEST_QUESTION: Final = 500
_PATIENCE_SECONDS: Final = 5
"""Nobody waits longer for a lamp because the memory is slow."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeOpsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the agent of this home."""
    async_add_entities([HomeOpsAgent(entry)])


class HomeOpsAgent(conversation.ConversationEntity):
    """Asks the memory first; what is not about the past is Home Assistant's own, unchanged."""

    _attr_has_entity_name = True
    _attr_translation_key = "memory"
    _attr_supported_features = conversation.ConversationEntityFeature.CONTROL

    def __init__(self, entry: HomeOpsConfigEntry) -> None:
        """Take the home that it speaks of."""
        self._entry = entry
        key = entry.unique_id or entry.entry_id
        self._attr_unique_id = f"{key}_conversation"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, key)})

    @property
    def supported_languages(self) -> list[str] | Literal["*"]:
        """Be there in every language: what is not understood is passed on."""
        return MATCH_ALL

    async def _async_handle_message(
        self,
        user_input: conversation.ConversationInput,
        chat_log: conversation.ChatLog,
    ) -> conversation.ConversationResult:
        answer = await self._answer(user_input, chat_log.conversation_id)
        if answer is None or _is_about_nothing(answer):
            passed_on = await self._pass_on(user_input, chat_log.conversation_id)
            if answer is None or passed_on.response.response_type is not intent.IntentResponseType.ERROR:
                return passed_on
        chat_log.async_add_assistant_content_without_tools(
            conversation.AssistantContent(agent_id=user_input.agent_id, content=answer["speech"])
        )
        response = intent.IntentResponse(language=user_input.language)
        response.response_type = intent.IntentResponseType.QUERY_ANSWER
        response.async_set_speech(answer["speech"])
        return conversation.ConversationResult(
            response=response,
            conversation_id=chat_log.conversation_id,
            continue_conversation=answer["result"]["kind"] == "question",
        )

    async def _answer(
        self, user_input: conversation.ConversationInput, conversation_id: str
    ) -> dict[str, Any] | None:
        """Ask the memory; None where it has nothing to do with it, or does not answer."""
        if len(user_input.text) > _LONGEST_QUESTION or not user_input.text.strip():
            return None
        question = {"question": user_input.text, "conversation": conversation_id}
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                answer = await ask_home(
                    self._entry, "ask/question", question, asker=asker_of(user_input.context)
                )
        except (HomeOpsError, TimeoutError) as error:
            _LOGGER.debug("The memory did not answer, Home Assistant is asked alone: %s", error)
            return None
        return None if answer["understood"]["intent"] in _NOT_OF_THE_PAST else answer

    async def _pass_on(
        self, user_input: conversation.ConversationInput, conversation_id: str
    ) -> conversation.ConversationResult:
        """Let Home Assistant's own agent hear the same words from the same person."""
        return await conversation.async_converse(
            self.hass,
            user_input.text,
            conversation_id,
            user_input.context,
            language=user_input.language,
            agent_id=conversation.HOME_ASSISTANT_AGENT,
            device_id=user_input.device_id,
            satellite_id=user_input.satellite_id,
            extra_system_prompt=user_input.extra_system_prompt,
        )


def _is_about_nothing(answer: dict[str, Any]) -> bool:
    """Tell whether it names nothing that the memory knows: "good night" may be somebody's own sentence."""
    return answer["result"]["kind"] == "none" and not answer["understood"]["entities"]
