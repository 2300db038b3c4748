import { numberOf } from "#server/analysis/episodes/cycles/sample.ts";
import { fromMicroseconds } from "#server/instant.ts";
import type { KnownEntity } from "../house/known-house.ts";
import { isOfKind } from "../meaning/kinds.ts";
import { isCounted, isNumeric } from "../meaning/nature.ts";
import type { Between } from "../past/past.ts";
import type { State } from "../past/spells.ts";
import { absent } from "./absent.ts";
import { gapNote, isTimeless, sureness } from "./amounts.ts";
import { type Asked, notKnown, type Outcome, SURE } from "./asked.ts";
import { cited } from "./cited.ts";
import { mostIn } from "./extremes.ts";
import { type Reading, readingsIn, used } from "./readings.ts";
import { statesOf } from "./spells-of.ts";

const DAY = 86_400_000_000; // microseconds
/** So much is read at once of all that is asked about. */
const SHORT = 3 * DAY;

/** What was measured in the spans. */
async function readings(asked: Asked): Promise<Reading[]> {
  const all: Reading[] = [];
  for (const window of asked.windows) all.push(...(await readingsIn(asked, asked.entities, window)));
  return all;
}

export async function extreme(asked: Asked): Promise<Outcome> {
  const { understood, language } = asked;
  const isHighest = understood.extreme !== "lowest";
  const found = await most(asked, isHighest);
  if (!found && isTimeless(asked)) return extreme({ ...asked, windows: [{ from: asked.since, to: asked.now }] });
  if (!found) return absent(asked);
  const { entity, at, value } = found;
  const text = language.says.extreme({ ...asked, entity, at, value, isHighest }) + gapNote(asked);
  const citations = [cited(asked, entity, at, String(value))];
  if (understood.answers === "instant")
    return { text, result: { kind: "instant", value: fromMicroseconds(at) }, citations, confidence: sureness(asked) };
  if (
    understood.answers === "entities" ||
    (understood.subject.kind === "these" &&
      understood.subject.isGroup &&
      asked.entities.length > 1 &&
      understood.wantsWhich)
  )
    return { text, result: { kind: "list", value: [entity.entity_id] }, citations, confidence: sureness(asked) };
  return { text, result: number(entity, value), citations, confidence: sureness(asked) };
}

/** The first of the highest or lowest, by their entities' order. */
async function most(asked: Asked, isHighest: boolean): Promise<Reading | undefined> {
  const all: Reading[] = [];
  for (const window of asked.windows) {
    if (window.to - window.from <= SHORT) all.push(...(await readingsIn(asked, asked.entities, window)));
    else all.push(...(await ofLongWindow(asked, window, isHighest)));
  }
  return all.reduce<Reading | undefined>(
    (best, one) => (!best || (isHighest ? one.value > best.value : one.value < best.value) ? one : best),
    undefined,
  );
}

async function ofLongWindow(asked: Asked, window: Between, isHighest: boolean): Promise<Reading[]> {
  const all: Reading[] = [];
  for (const entity of asked.entities) {
    const found = await mostIn(asked, { entity, spans: daysOf(window), isHighest, withCarried: true });
    if (found) all.push(found.reading);
  }
  return all;
}

/** A window as parts of a day's length. */
const daysOf = ({ from, to }: Between): Between[] =>
  Array.from({ length: Math.max(1, Math.ceil((to - from) / DAY)) }, (_, i) => ({
    from: from + i * DAY,
    to: Math.min(to, from + (i + 1) * DAY),
  }));

/** The mean over time, so that a sensor that reports in bursts is not weighed by them. */
export async function average(asked: Asked): Promise<Outcome> {
  const all = await readings(asked);
  const held = all.reduce((sum, one) => sum + one.held, 0);
  const [first] = all;
  if (!first) return absent(asked);
  const value = held === 0 ? first.value : all.reduce((sum, one) => sum + one.value * one.held, 0) / held;
  const values = all.map((one) => one.value);
  const range = { lowest: Math.min(...values.slice(0, 100_000)), highest: Math.max(...values.slice(0, 100_000)) };
  return {
    text: asked.language.says.average({ ...asked, entity: first.entity, value, ...range }) + gapNote(asked),
    result: number(first.entity, value),
    citations: [cited(asked, first.entity, first.at, String(first.value))],
    confidence: sureness(asked),
  };
}

/** By how much it went up or down from the beginning of the span to its end; less than nothing where it went the other way. */
export async function change(asked: Asked): Promise<Outcome> {
  const { language, understood, entities } = asked;
  const [from, to] = [asked.windows[0]?.from ?? asked.since, asked.windows.at(-1)?.to ?? asked.now];
  if (entities.length > 1 || from === to) return notKnown(language.says.notUnderstood, 0.5);
  const all = await readingsIn(asked, entities, { from, to: to + 1 });
  const first = all.findLast(({ at }) => at <= from) ?? all[0];
  const last = all.at(-1);
  if (!first || !last) return absent(asked);
  const { entity } = first;
  const risen = last.value - first.value;
  return {
    text: language.says.change({ ...asked, entity, from: first.value, to: last.value }) + gapNote(asked),
    result: number(entity, understood.goes === "down" ? -risen : risen),
    citations: [first, last].map(({ at, value }) => cited(asked, entity, at, String(value))),
    confidence: sureness(asked),
  };
}

/** What something was at a moment: a number with its unit, or its state. */
export async function valueAt(asked: Asked): Promise<Outcome> {
  const [window] = asked.windows;
  const [entity] = asked.entities;
  if (!window || !entity) return absent(asked);
  if (!asked.isMoment && isNumeric(entity)) return average(asked);
  const states =
    (await statesOf(asked, [entity], { from: window.from, to: asked.isMoment ? window.from + 1 : window.to })).get(
      entity,
    ) ?? [];
  const state = latest(states);
  if (!state || asked.read.some(({ gaps }) => gaps.length > 0)) return absent(asked);
  const value = isNumeric(entity) ? numberOf(state.state) : undefined;
  return {
    text: asked.language.says.value({ ...asked, entity, state: state.state ?? "", at: window.from }),
    result: value === undefined ? { kind: "text", value: state.state ?? "" } : number(entity, value),
    citations: [cited(asked, entity, state.at, state.state ?? "")],
    confidence: SURE,
  };
}

const latest = (states: readonly State[]): State | undefined =>
  states.filter(({ state }) => state !== null && state !== "unavailable" && state !== "unknown").at(-1);

/** What was used: by a meter, what it went up, by a power sensor, its power over time in kilowatt hours. */
export async function total(asked: Asked): Promise<Outcome> {
  if (!asked.entities.every(isCounted)) return notKnown(asked.language.says.notUnderstood, 0.5);
  const all = await readings(asked);
  const [first] = all;
  if (!first) return absent(asked);
  const metered = new Set(all.map(({ entity }) => entity).filter((entity) => !isOfKind(entity, "power")));
  const entities = metered.size > 0 ? [...metered] : [first.entity];
  const value = entities.reduce(
    (sum, entity) =>
      sum +
      used(
        entity,
        all.filter((one) => one.entity === entity),
      ),
    0,
  );
  const unit = isOfKind(first.entity, "power") && metered.size === 0 ? "kWh" : (entities[0]?.unit ?? undefined);
  return {
    text: asked.language.says.total({ ...asked, value, unit: unit ?? "" }) + gapNote(asked),
    result: { kind: "number", value: rounded(value), ...(unit ? { unit } : {}) },
    citations: all
      .slice(0, 1)
      .concat(all.slice(-1))
      .map(({ entity, at, value }) => cited(asked, entity, at, String(value))),
    confidence: sureness(asked),
  };
}

const number = ({ unit }: KnownEntity, value: number) => ({
  kind: "number" as const,
  value: rounded(value),
  ...(unit ? { unit } : {}),
});

const rounded = (value: number): number => Number(value.toFixed(3));
