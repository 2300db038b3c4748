import { domainOf } from "#server/domain-of.ts";
import { callOf, reaches } from "./call.ts";
import { isState } from "./fact.ts";
import type { Explainer } from "./link.ts";
import { canEndIn } from "./outcome.ts";

/** After five seconds Home Assistant forgets which call a device still works on. Source: helpers/entity.py, CONTEXT_RECENT_TIME_SECONDS */
const SLOW_MS = 30_000;
const VERY_SLOW_MS = 180_000;
const VERY_SLOW = new Set(["cover", "valve", "vacuum", "lawn_mower", "climate", "water_heater", "media_player"]);
const OBEDIENT = new Set([
  ...VERY_SLOW,
  "light",
  "switch",
  "fan",
  "lock",
  "humidifier",
  "siren",
  "alarm_control_panel",
  "update",
]);

/** A slow device that did what it was asked to: by then its change has a context of its own. */
export const late: Explainer = (node, { lately, house }) => {
  const { entity, at, state } = node;
  if (!isState(node) || !entity || state === null || !OBEDIENT.has(domainOf(entity))) return undefined;
  const patience = VERY_SLOW.has(domainOf(entity)) ? VERY_SLOW_MS : SLOW_MS;
  const calls = lately
    .flatMap((fact) => callOf(fact) ?? [])
    .filter((call) => call.at <= at && reaches(call, entity, house));
  const call = calls.at(-1);
  if (!call?.fact || Date.parse(at) - Date.parse(call.at) > patience || !canEndIn(call, state)) return undefined;
  return { causes: [], next: { fact: call.fact }, isGuess: true };
};
