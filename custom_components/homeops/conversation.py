"""A conversation agent that answers questions about the past and passes on all the rest."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
import logging
from typing import Any, Final, Literal

from homeassistant.components import conversation
from homeassistant.const import MATCH_ALL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .asking import ask_home, asker_of
from .contract import COMMANDS
from .data import HomeOpsConfigEntry
from .entity import key_of, service_of
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


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the memory says to a sentence."""

    speech: str
    is_question: bool = False
    """Somebody is to answer."""
    is_about_nothing: bool = False
    """It names nothing that the memory knows: "good night" may be somebody's own sentence."""
    kind: intent.IntentResponseType = intent.IntentResponseType.QUERY_ANSWER


class HomeOpsAgent(conversation.ConversationEntity):
    """Asks the memory first; what is not about the past is Home Assistant's own, unchanged."""

    _attr_has_entity_name = True
    _attr_translation_key = "memory"
    _attr_supported_features = conversation.ConversationEntityFeature.CONTROL

    def __init__(self, entry: HomeOpsConfigEntry) -> None:
        """Take the home that it speaks of."""
        self._entry = entry
        self._attr_unique_id = f"{key_of(entry)}_conversation"
        self._attr_device_info = service_of(entry.runtime_data.coordinator)

    @property
    def supported_languages(self) -> list[str] | Literal["*"]:
        """Be there in every language: what is not understood is passed on."""
        return MATCH_ALL

    async def _async_handle_message(
        self,
        user_input: conversation.ConversationInput,
        chat_log: conversation.ChatLog,
    ) -> conversation.ConversationResult:
        heard = await self._heard(user_input, chat_log.conversation_id)
        if heard is None or heard.is_about_nothing:
            passed_on = await self._pass_on(user_input, chat_log.conversation_id)
            if heard is None or passed_on.response.response_type is not intent.IntentResponseType.ERROR:
                return passed_on
        chat_log.async_add_assistant_content_without_tools(
            conversation.AssistantContent(agent_id=user_input.agent_id, content=heard.speech)
        )
        response = intent.IntentResponse(language=user_input.language)
        response.response_type = heard.kind
        response.async_set_speech(heard.speech)
        return conversation.ConversationResult(
            response=response,
            conversation_id=chat_log.conversation_id,
            continue_conversation=heard.is_question,
        )

    async def _heard(self, user_input: conversation.ConversationInput, conversation_id: str) -> _Heard | None:
        """Ask the memory; None where it has nothing to do with it, or does not answer."""
        text = user_input.text
        if len(text) > _LONGEST_QUESTION or not text.strip():
            return None
        asker = asker_of(user_input.context)
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                told = {"text": text, "conversation": conversation_id}
                order = await ask_home(self._entry, "ask/order", told, asker=asker)
                if order["understood"] is not None:
                    return await self._obeyed(order, asker)
                asked = {"question": text, "conversation": conversation_id}
                return _answered(await ask_home(self._entry, "ask/question", asked, asker=asker))
        except (HomeOpsError, TimeoutError) as error:
            _LOGGER.debug("The memory did not answer, Home Assistant is asked alone: %s", error)
            return None

    async def _obeyed(self, order: dict[str, Any], asker: str) -> _Heard:
        """Ask for what the memory was told to do, as who said it; a refusal is what is said."""
        heard = _Heard(order["speech"], is_question=order["is_question"])
        if (wish := order["order"]) is None:
            return heard
        if wish["command"] not in COMMANDS:
            raise HomeOpsError("unknown_command", "The server wants what this version does not know")
        try:
            await ask_home(self._entry, wish["command"], wish["input"], asker=asker)
        except HomeOpsError as error:
            return _Heard(error.message)
        return _Heard(order["speech"], kind=intent.IntentResponseType.ACTION_DONE)

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


def _answered(answer: dict[str, Any]) -> _Heard | None:
    """Take an answer of the memory; None where it was asked of something else."""
    if answer["understood"]["intent"] in _NOT_OF_THE_PAST:
        return None
    kind = answer["result"]["kind"]
    return _Heard(
        answer["speech"],
        is_question=kind == "question",
        is_about_nothing=kind == "none" and not answer["understood"]["entities"],
    )
