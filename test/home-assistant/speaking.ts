import type { HomeAssistant } from "../world/home-assistant.ts";
import { installComponent } from "./component.ts";

const FLOW = `
from homeassistant.config_entries import ConfigFlow


class SpeakingFlow(ConfigFlow, domain="speaking"):
    async def async_step_user(self, user_input=None):
        return self.async_create_entry(title="Speaking", data={})
`;

const SETUP = `
async def async_setup_entry(hass, entry):
    await hass.config_entries.async_forward_entry_setups(entry, ["tts", "assist_satellite"])
    return True
`;

const VOICE = `
from homeassistant.components.tts import TextToSpeechEntity


async def async_setup_entry(hass, entry, async_add_entities):
    async_add_entities([Voice()])


class Voice(TextToSpeechEntity):
    _attr_name = "Speaking voice"
    _attr_unique_id = "speaking_voice"
    _attr_default_language = "en"
    _attr_supported_languages = ["en", "de"]

    async def async_speak(self, media_player_entity_id, message, cache, language=None, options=None):
        self._attr_extra_state_attributes = {"said": message, "on": media_player_entity_id}
        self.async_write_ha_state()
        await super().async_speak(media_player_entity_id, message, cache, language, options)

    def get_tts_audio(self, message, language, options):
        return ("mp3", bytes([255, 251] * 200))
`;

const SATELLITE = `
from homeassistant.components.assist_satellite import (
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature,
)
from homeassistant.core import callback


async def async_setup_entry(hass, entry, async_add_entities):
    async_add_entities([Satellite()])


class Satellite(AssistSatelliteEntity):
    _attr_name = "Hall satellite"
    _attr_unique_id = "hall_satellite"
    _attr_supported_features = AssistSatelliteEntityFeature.ANNOUNCE

    @callback
    def async_get_configuration(self):
        return AssistSatelliteConfiguration([], [], 0)

    async def async_set_configuration(self, config):
        pass

    def on_pipeline_event(self, event):
        pass

    async def async_announce(self, announcement):
        self._attr_extra_state_attributes = {"said": announcement.message, "played": announcement.media_id}
        self.async_write_ha_state()
`;

const VOICE_ENTITY = "tts.speaking_voice";

/** For tests: a voice that is an entity, and a satellite; both tell in their attributes what was said. */
export const installSpeaking = (configDirectory: string): Promise<void> =>
  installComponent(configDirectory, {
    ...{ domain: "speaking", name: "Speaking", config_flow: true },
    files: { "__init__.py": SETUP, "config_flow.py": FLOW, "tts.py": VOICE, "assist_satellite.py": SATELLITE },
  });

/** Adds both, and has satellites speak with that voice. */
export async function addSpeaking({ client }: HomeAssistant) {
  await client.rest("POST", "/api/config/config_entries/flow", { handler: "speaking" });
  const { id } = await client.call<{ id: string }>({
    type: "assist_pipeline/pipeline/create",
    ...{ name: "Speaking", language: "en", conversation_engine: "conversation.home_assistant" },
    ...{ conversation_language: "en", stt_engine: null, stt_language: null, wake_word_entity: null },
    ...{ tts_engine: VOICE_ENTITY, tts_language: "en", tts_voice: null, wake_word_id: null },
  });
  await client.call({ type: "assist_pipeline/pipeline/set_preferred", pipeline_id: id });
  return { voice: VOICE_ENTITY, satellite: "assist_satellite.hall_satellite" };
}
