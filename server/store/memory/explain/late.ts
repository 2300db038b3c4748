import { type Call, callOf, reaches } from "./call.ts";
import { isState } from "./fact.ts";
import { domainOf } from "./house.ts";
import type { Explainer } from "./link.ts";

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

/** What a call ends in; others, such as `set_temperature`, may end in anything. */
const ENDS: Record<string, RegExp> = {
  turn_on: /^(?!off$)/,
  turn_off: /^(?:off|idle|standby)$/,
  open_cover: /^open/,
  close_cover: /^clos/,
  open_valve: /^open/,
  close_valve: /^clos/,
  lock: /^lock/,
  unlock: /^unlock/,
  start: /^(?:cleaning|mowing)$/,
  return_to_base: /^(?:docked|returning)$/,
  dock: /^(?:docked|returning)$/,
};

/** A slow device that did what it was asked to: by then its change has a context of its own. */
export const late: Explainer = (node, { lately, house }) => {
  const { entity, at, state } = node;
  if (!isState(node) || !entity || state === null || !OBEDIENT.has(domainOf(entity))) return undefined;
  const patience = VERY_SLOW.has(domainOf(entity)) ? VERY_SLOW_MS : SLOW_MS;
  const calls = lately
    .flatMap((fact) => callOf(fact) ?? [])
    .filter((call) => call.at <= at && reaches(call, entity, house));
  const call = calls.at(-1);
  if (!call?.fact || Date.parse(at) - Date.parse(call.at) > patience || !endsIn(call, state)) return undefined;
  return { causes: [], next: { fact: call.fact }, isGuess: true };
};

const endsIn = ({ service }: Call, state: string): boolean => ENDS[service]?.test(state) ?? true;
