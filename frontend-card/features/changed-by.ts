import type { HassWithStates } from "../cards/hass.ts";
import type { Commands } from "../data/commands.ts";
import type { IconName } from "../page/look/icons.ts";
import { native } from "../page/words/words.ts";

type Cause = Commands["memory/explain"]["output"]["causes"][number];

/** Who or what did it, in a few words: the nearest cause, by the name that Home Assistant has for it now. */
export function changedBy(causes: readonly Cause[], states: HassWithStates["states"]): string {
  const { by } = native.lastChanged;
  const [cause] = causes;
  if (!cause) return by.unknown;
  const name = cause.entity_id && (states[cause.entity_id]?.attributes.friendly_name ?? cause.entity_id);
  switch (cause.kind) {
    case "person":
      return by.person(cause.person ?? by.unknown);
    case "automation":
    case "script":
    case "scene":
    case "group":
      return by[cause.kind](name || "");
    case "device":
      return name ? by.device(name) : by.byHand;
    case "home assistant start":
      return by.start;
    default:
      return by[cause.kind];
  }
}

const ICONS: Record<Cause["kind"], IconName> = {
  person: "person",
  automation: "automation",
  script: "script",
  scene: "sun",
  group: "device",
  device: "button",
  integration: "puzzle",
  sun: "sun",
  time: "clock",
  "home assistant start": "home",
  unknown: "question",
};

export const iconOfCause = (causes: readonly Cause[]): IconName => ICONS[causes[0]?.kind ?? "unknown"];
