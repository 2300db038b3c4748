import { domainOf } from "#server/domain-of.ts";
import type { HouseNow, Integration } from "../house-now.ts";
import type { Named, Reference } from "./reference.ts";

/** Entities of Core's own domains. Elsewhere a dot may mean anything, unless the home has entities of that domain. */
const DOMAINS = new Set([
  ...["air_quality", "alarm_control_panel", "assist_satellite", "automation", "binary_sensor", "button", "calendar"],
  ...["camera", "climate", "counter", "cover", "date", "datetime", "device_tracker", "event", "fan", "humidifier"],
  ...["image", "input_boolean", "input_button", "input_datetime", "input_number", "input_select", "input_text"],
  ...["lawn_mower", "light", "lock", "media_player", "number", "person", "plant", "remote", "schedule", "script"],
  ...["select", "sensor", "siren", "sun", "switch", "text", "time", "timer", "todo", "update", "vacuum", "valve"],
  ...["water_heater", "weather", "zone"],
]);
/** Made while Home Assistant runs, by actions, reports and scans; or named like an action. */
const MADE_ON_THE_FLY = new Set([
  ...["scene", "group", "geo_location", "tag", "conversation", "tts", "stt", "wake_word", "image_processing"],
  ...["persistent_notification", "notify", "ai_task", "proximity"],
]);
/** What authors of blueprints write where nothing was chosen, and what manuals call things. */
const PLACEHOLDER =
  /^(?:none|null|nothing|dummy|empty|placeholder|fake|undefined|unset|unused|unknown|not_used|not_set|default|example|entity_id|x{2,}|(?:your|my_example|example|dummy|fake|placeholder)_.*|.*_(?:placeholder|dummy))$/;
/** Not ids, but what may stand for some. */
const WORDS = new Set(["all", "none"]);
/** Whose actions come with devices and programs that may be off. */
const ACTIONS_COME_AND_GO = new Set([
  ...["esphome", "pyscript", "python_script", "node_red", "nodered", "appdaemon", "netdaemon", "browser_mod"],
  ...["hassio", "homeops"],
]);
/** Whose actions are made by other integrations. */
const ACTIONS_OF_OTHERS = new Set(["notify", "tts", "image_processing", "stt"]);
const BEING_SET_UP = new Set(["setup_in_progress", "unload_in_progress"]);
/** What is ignored or disabled is not loaded for ever, and takes nothing with it. */
const isTrying = ({ state, isDisabled }: Integration): boolean => state !== "not_loaded" && !isDisabled;
/** An entity that nobody registered and that was there lately may come back by itself. */
const RETURNS_SECONDS = 7 * 86_400;

export type Missing = Reference & {
  /** As it is called since, where it was renamed. */
  readonly now?: string | undefined;
};

/** Those of a configuration's references of which it is proven that nothing of that name is there. */
export function missingOf(house: HouseNow): (named: Named) => Missing[] {
  const unloaded = [...house.integrations.values()].filter(({ state }) => state !== "loaded");
  const homes = new Set([...house.entityIds].map(domainOf));
  const isSettled = !unloaded.some(({ state }) => BEING_SET_UP.has(state));
  const at: At = { house, unloaded, homes, isSettled };
  return ({ references, guarded }) =>
    references
      .filter((it) => !guarded.has(it.id) && isMissing(it, at))
      .map((it) => ({ ...it, now: house.named?.gone.get(it.id)?.now }));
}

type At = {
  house: HouseNow;
  unloaded: readonly Integration[];
  homes: ReadonlySet<string>;
  isSettled: boolean;
};

function isMissing(reference: Reference, at: At): boolean {
  const { what, id } = reference;
  if (!at.isSettled || WORDS.has(id)) return false;
  if (what === "entity") return isEntityMissing(reference, at);
  if (what === "action") return !reference.hasFallback && isActionMissing(id, at);
  const there = at.house.named?.[`${what}s`];
  if (!there || there.size === 0 || reference.hasFallback || PLACEHOLDER.test(id)) return false;
  return !there.has(id) && !(what !== "device" && isCalledSo(there, id));
}

function isEntityMissing({ id, hasFallback }: Reference, { house, homes, unloaded }: At): boolean {
  const [domain, name] = [domainOf(id), id.slice(id.indexOf(".") + 1)];
  if (house.entityIds.has(id) || MADE_ON_THE_FLY.has(domain) || !(DOMAINS.has(domain) || homes.has(domain)))
    return false;
  const before = house.named?.gone.get(id);
  if (before && !before.wasRegistered && house.now - before.at < RETURNS_SECONDS) return false;
  if (before) return true;
  if (hasFallback || PLACEHOLDER.test(name)) return false;
  return !unloaded.some((entry) => domain === entry.domain || isOf(entry, name));
}

/** Its entities may be called after it. */
const isOf = (entry: Integration, name: string): boolean =>
  isTrying(entry) && [entry.domain, slug(entry.title)].some((word) => word.length > 2 && name.includes(word));

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, "_")
    .replaceAll(/^_|_$/g, "");

function isActionMissing(id: string, { house, unloaded }: At): boolean {
  const actions = house.named?.actions;
  const domain = domainOf(id);
  if (!actions?.has("homeassistant.turn_on") || actions.has(id) || ACTIONS_COME_AND_GO.has(domain)) return false;
  if (domain === "script" && house.entityIds.has(id)) return false;
  if (id.startsWith("notify.mobile_app_")) return !unloaded.some((entry) => entry.domain === "mobile_app");
  if (ACTIONS_OF_OTHERS.has(domain) && unloaded.some(isTrying)) return false;
  return !unloaded.some((entry) => entry.domain === domain);
}

/** Functions of templates take names as well; homeassistant/helpers/normalized_name_base_registry.py says how they are compared. */
function isCalledSo(there: ReadonlyMap<string, readonly string[]>, text: string): boolean {
  const wanted = normal(text);
  return [...there.values()].some((names) => names.some((name) => normal(name) === wanted));
}

const normal = (name: string): string => name.toLowerCase().replaceAll(" ", "");
