import { domainOf } from "#server/domain-of.ts";
import { type Happening, type Named, type Parts, type Saying, textIn } from "./happening.ts";
import { isAlarming } from "./meaning/alarming.ts";
import { isChatty } from "./meaning/chatty.ts";
import { isUse, meaningOf } from "./meaning/meaning-of.ts";
import { clocks, measured } from "./meaning/measured.ts";
import { plain, quoted } from "./plain.ts";
import { isInstant, stateText } from "./state-text.ts";
import type { Verb, Words } from "./words/en.ts";

export type StateHappening = Happening & { entity_id: string };

/** What a changed state says; undefined where the state is the one before, or where nobody would tell it. */
export function stateSaying(event: StateHappening, thing: Named, words: Words): Saying | undefined {
  const { state, old_state: old } = event;
  const domain = domainOf(event.entity_id);
  if (state === null) return { verb: "removed" };
  if (state === old || (old === undefined && isChatty(domain))) return undefined;
  if (state === "unavailable") return old === null ? undefined : { verb: "unavailable" };
  if (state === "unknown") return undefined;
  if (isMeasured(event, thing)) return old === "unavailable" ? { verb: "returned" } : undefined;
  if (isUse(domain)) return use(event, thing, words);
  const verb = meaningOf(domain, thing.device_class, state);
  if (isNew(old) && !(verb && isAlarming(verb))) return old === "unavailable" ? { verb: "returned" } : undefined;
  return verb ? detailed({ verb, event, thing, words }) : unlisted(event, thing, words);
}

/** Where nothing was known before, "opened" would be a guess. */
const isNew = (old: string | null | undefined): boolean => old === null || old === "unavailable" || old === "unknown";

const NUMERIC = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;
export const isNumber = (text: string | null | undefined): boolean => NUMERIC.test(text ?? "");
const MEASURING = new Set(["sensor", "air_quality", "geo_location"]);

function isMeasured({ entity_id, state }: StateHappening, { device_class, unit }: Named): boolean {
  if (!MEASURING.has(domainOf(entity_id))) return false;
  if (isNumber(state) || unit || isInstant(state ?? "")) return true;
  return device_class != null && (measured.has(device_class) || clocks.has(device_class));
}

/** A button, a scene, an event: each new instant is a use, only its coming back is none. */
function use(event: StateHappening, { device_class }: Named, words: Words): Saying | undefined {
  const domain = domainOf(event.entity_id);
  if (event.old_state === "unavailable" || event.old_state === null) return undefined;
  const verb = meaningOf(domain, device_class, event.state ?? "");
  if (!verb) return undefined;
  if (domain === "image_processing") return { verb, parts: { state: quoted(event.state ?? "") } };
  if (domain !== "event") return { verb };
  const type = textIn(event.attributes, "event_type");
  if (event.entity_id.startsWith("event.backup")) return backup(type);
  if (!type) return verb === "reported" ? undefined : { verb: verb === "pressed_so" ? "pressed" : verb };
  return { verb, parts: { state: stateText(type, null, words) } };
}

const BACKUPS: Record<string, Verb> = {
  completed: "backup_made",
  failed: "backup_failed",
  in_progress: "backup_started",
};
const backup = (type: string | undefined): Saying | undefined => {
  const verb = BACKUPS[type ?? ""];
  return verb ? { verb } : undefined;
};

type Detail = { verb: Verb; event: StateHappening; thing: Named; words: Words };

function detailed({ verb, event, thing, words }: Detail): Saying {
  const { state, old_state: old, attributes } = event;
  const parts: Parts = { state: stateText(state ?? "", thing.unit ?? null, words) };
  if (verb === "left" && old && old !== "home" && !isNew(old))
    return { verb: "left_place", parts: { old: plain(old) } };
  if (verb === "arrived_at") return { verb, parts: { state: plain(state ?? "") } };
  if (verb === "playing") return playing(attributes) ?? { verb };
  if (verb === "began" && domainOf(event.entity_id) === "calendar") {
    const title = textIn(attributes, "message");
    return title ? { verb: "event_began", parts: { title: quoted(title) } } : { verb };
  }
  if (verb === "update_available" || verb === "up_to_date") return update(verb, event);
  return { verb, parts };
}

export function playing(attributes: Happening["attributes"]): Saying | undefined {
  const title = textIn(attributes, "media_title");
  if (!title) return undefined;
  const artist = textIn(attributes, "media_artist");
  return { verb: "played", parts: { title: artist ? `${quoted(title)} (${plain(artist)})` : quoted(title) } };
}

function update(verb: "update_available" | "up_to_date", { attributes, old_attributes }: StateHappening): Saying {
  const [latest, installed] = [textIn(attributes, "latest_version"), textIn(attributes, "installed_version")];
  if (verb === "update_available")
    return latest ? { verb: "update_available_to", parts: { state: plain(latest) } } : { verb };
  const skipped = textIn(attributes, "skipped_version");
  if (skipped && skipped === latest && skipped !== installed)
    return { verb: "update_skipped", parts: { state: plain(skipped) } };
  const before = textIn(old_attributes, "installed_version");
  const isInstalled = installed && installed === latest && before !== installed;
  return isInstalled ? { verb: "updated", parts: { state: plain(installed) } } : { verb };
}

/** The honest form for what no table knows. */
function unlisted({ state, old_state: old }: StateHappening, { unit = null }: Named, words: Words): Saying | undefined {
  if (isNumber(state) || isInstant(state ?? "")) return undefined;
  const parts = { state: stateText(state ?? "", unit, words) };
  if (old === undefined || old === null) return { verb: "became", parts };
  return { verb: "changed", parts: { ...parts, old: stateText(old, unit, words) } };
}
