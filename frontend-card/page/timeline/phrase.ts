import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { meaningOf } from "#server/store/memory/sentences/meaning/meaning-of.ts";
import { german } from "#server/store/memory/sentences/words/de.ts";
import { english, type Verb } from "#server/store/memory/sentences/words/en.ts";
import { amount } from "../look/amounts.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import type { Words } from "../words/en.ts";
import { words } from "../words/words.ts";
import { isNumber, isUnchanged } from "./order.ts";

type Did = Words["did"];
const SENTENCES = { en: english, de: german };
/** Of these the server tells all that there is to tell. */
const TOLD = [
  "homeops_changed",
  "homeops_finding",
  "homeops_voice",
  "homeops_note",
  "homeops_webhook",
  "call_service",
  "logbook_entry",
  "tag_scanned",
];
const ON_OFF: Record<string, Verb> = { on: "turned_on", off: "turned_off" };

/** Who or what a row is about. */
export function subjectOf({ name, entity_id, kind }: RememberedEvent, { subjects, happenings }: Words = words): string {
  if (name !== null || entity_id !== null) return name ?? entity_id ?? "";
  return subjects[kind] ?? (Object.hasOwn(happenings, kind) ? "Home Assistant" : readable(kind));
}

/** What happened to it: "turned on", "4.1 → 4.3 °C"; `before` is the state that the row begins with. */
export function phrase(event: RememberedEvent, { did, happenings, language }: Words, before = event.old_state): string {
  const { kind, entity_id, name, state, unit } = event;
  if (event.sentence && TOLD.includes(kind)) return event.sentence;
  if (kind !== "state_changed") {
    return (
      (Object.hasOwn(happenings, kind) && happenings[kind]) ||
      (name === null && entity_id === null ? did.happened : readable(kind))
    );
  }
  const tell = (value: string) => valued(value, unit);
  if (isUnchanged(event) && event.sentence) return event.sentence; // another song, another temperature
  if (state === null) return did.removed;
  if (state === "unavailable") return did.lost;
  if (state === "unknown") return did.unknown;
  const verb = verbOf(event, state);
  const done = verb && wordsOf(verb, did, language);
  if (before === "unavailable") return did.returned(tell(state));
  if (before === null && event.source === "snapshot") return did.was(tell(state)); // since when, nobody knows
  if (done) return done;
  const domain = domainOf(event);
  if (domain === "person" || domain === "device_tracker") return did.at(tell(state));
  if (before === state) return did.was(tell(state));
  return before === null || before === "unknown"
    ? did.became(tell(state))
    : did.from(valued(before, isNumber(before) ? null : unit), tell(state));
}

function verbOf(event: RememberedEvent, state: string): Verb | undefined {
  const domain = domainOf(event);
  return meaningOf(domain, event.device_class, state) ?? ON_OFF[state];
}

/** The page's own words for a verb, else what a sentence says of its name alone. */
function wordsOf(verb: Verb, did: Did, language: string): string | undefined {
  const own = Object.entries(did).find(([name]) => name === (verb === "pressed_so" ? "pressed" : verb))?.[1];
  if (typeof own === "string") return own;
  const { said } = SENTENCES[language === "de" ? "de" : "en"];
  return /^\{name\} ([^{}]+)$/.exec(said[verb])?.[1];
}

export const domainOf = ({ entity_id, kind }: RememberedEvent): string => entity_id?.split(".", 1)[0] ?? kind;

/** A value as people read it: numbers in the browser's manner, instants as time. */
export function valued(value: string, unit: string | null): string {
  if (isNumber(value)) return unit ? `${amount(Number(value))} ${unit}` : amount(Number(value));
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value))) return dayAndTimeOf(value);
  return unit ? `${value} ${unit}` : value.replaceAll("_", " ");
}

/** `zha_event` → "Zha event" */
function readable(kind: string): string {
  const text = kind.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
