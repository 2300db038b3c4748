import { domainOf } from "#server/domain-of.ts";
import { type Named, type Saying, textIn } from "./happening.ts";
import { plain } from "./plain.ts";
import { isNumber, playing, type StateHappening } from "./state-saying.ts";
import { stateText } from "./state-text.ts";
import type { Verb, Words } from "./words/en.ts";

const SETTABLE = new Set(["climate", "water_heater", "humidifier"]);
const ACTIONS: Record<string, Verb> = {
  heating: "heating",
  preheating: "heating",
  cooling: "cooling",
  drying: "drying",
  defrosting: "defrosting",
  humidifying: "humidifying",
  fan: "fanning",
  idle: "idle",
};

/** What people would tell though the state stayed: another temperature, another song. Only where the attributes before are known. */
export function attributeSaying(event: StateHappening, thing: Named, words: Words): Saying | undefined {
  const { state, old_state, attributes, old_attributes } = event;
  if (state !== old_state || !attributes || !old_attributes) return undefined;
  if (state === "unavailable" || state === "unknown") return undefined;
  const domain = domainOf(event.entity_id);
  const hasChanged = (key: string) => textIn(attributes, key) !== textIn(old_attributes, key);
  if (domain === "media_player")
    return state === "playing" && hasChanged("media_title") ? playing(attributes) : undefined;
  if (!SETTABLE.has(domain)) return undefined;
  const target = targetOf(event, thing);
  if (target && target !== targetOf({ ...event, attributes: old_attributes }, thing))
    return { verb: "set_to", parts: { state: plain(target) } };
  const preset = textIn(attributes, "preset_mode");
  if (preset && hasChanged("preset_mode")) return { verb: "preset", parts: { state: stateText(preset, null, words) } };
  const verb = actionOf(attributes);
  return verb && verb !== actionOf(old_attributes) ? { verb } : undefined;
}

function actionOf(attributes: StateHappening["attributes"]): Verb | undefined {
  const action = textIn(attributes, "hvac_action") ?? textIn(attributes, "action") ?? "";
  return Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
}

function targetOf({ entity_id, attributes }: StateHappening, { unit }: Named): string | undefined {
  const read = (key: string) => {
    const text = textIn(attributes, key);
    return isNumber(text) ? text : undefined;
  };
  if (domainOf(entity_id) === "humidifier") return withUnit(read("humidity"), "%");
  const [one, low, high] = [read("temperature"), read("target_temp_low"), read("target_temp_high")];
  const degrees = textIn(attributes, "temperature_unit") ?? unit ?? "°";
  if (one) return withUnit(one, degrees);
  return low && high ? withUnit(`${low}–${high}`, degrees) : undefined;
}

const withUnit = (text: string | undefined, unit: string): string | undefined =>
  text && (unit === "°" ? `${text}°` : `${text} ${unit}`);
