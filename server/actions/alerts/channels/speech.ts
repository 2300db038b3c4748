import { z } from "zod";
import { presentStates } from "#server/store/house/present.ts";
import { atHome } from "./at-home.ts";
import type { Channel, Message, Way } from "./channel.ts";
import { oneLine } from "./plain-text.ts";

/** Half a minute of listening. */
const LONGEST = 400;

const SpeechTarget = z
  .strictObject({
    entity: z
      .string()
      .regex(/^(?:media_player|assist_satellite)\.[a-z0-9_]{1,200}$/, "must be a media player or a voice satellite"),
    voice: z
      .custom<`tts.${string}`>(
        (it) => typeof it === "string" && /^tts\.[a-z0-9_]{1,200}$/.test(it),
        "must be an entity or an action that speaks, as in tts.piper or tts.cloud_say",
      )
      .optional()
      .meta({ description: "what speaks on a media player; a satellite has a voice of its own" }),
  })
  .refine(({ entity, voice }) => entity.startsWith("assist_satellite.") || voice, "name the voice, as in tts.piper");

/** Said once, on a player or a satellite that somebody chose. */
export const speech: Channel<typeof SpeechTarget> = {
  kind: "speech",
  target: SpeechTarget,
  secrets: [],
  isLoud: true,
  hasKey: false,
  deliver(message, { entity, voice }, way) {
    const state = presentStates(way.world, way.home).get(entity)?.state;
    if (state === "unavailable")
      return Promise.resolve({ outcome: "refused", why: `${entity} is unavailable`, isWorthAnotherTry: true });
    return voice ? spoken({ said: saidOf(message), entity, voice }, way) : announced(saidOf(message), entity, way);
  },
};

const announced = (message: string, entity: string, way: Way) =>
  atHome(way, { action: "assist_satellite.announce", data: { message }, target: { entity_id: entity } });

/** Older voices are no entities: they have an action of their own. */
function spoken({ said: message, entity, voice }: { said: string; entity: string; voice: `tts.${string}` }, way: Way) {
  if (!presentStates(way.world, way.home).has(voice))
    return atHome(way, { action: voice, data: { entity_id: entity, message } });
  const data = { media_player_entity_id: entity, message };
  return atHome(way, { action: "tts.speak", data, target: { entity_id: voice } });
}

function saidOf({ title, text }: Message): string {
  const told = oneLine(text, LONGEST);
  return oneLine(told === "" ? title : `${title.replace(/[.!?\s]+$/, "")}. ${told}`, LONGEST);
}
