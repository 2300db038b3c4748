import { Temporal } from "temporal-polyfill";
import type { Expected } from "./triggers/expected.ts";

/** From one known state to another; instants in seconds since the epoch. */
export interface Transition {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  /** Until it became something else; undefined: it still is so. */
  readonly until: number | undefined;
}

export interface Fired {
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What is remembered of what may have triggered. */
export interface Past {
  of(entityId: string, attribute?: string): readonly Transition[];
  fired(type: string): readonly Fired[];
  /** The home's own. */
  readonly timeZone: string;
}

type Span = { after: number; now: number };
type Of<Kind extends Expected["kind"]> = Extract<Expected, { kind: Kind }>;

/** When one of these triggers surely occurred in a span, oldest first; of what comes each hour or day, so many times as fit for certain. */
export function occurrences(triggers: readonly Expected[], past: Past, span: Span): number[] {
  const times = triggers
    .flatMap((trigger) => timesOf(trigger, past, span))
    .filter((at) => at > span.after && at < span.now);
  return [...new Set(times)].sort((a, b) => a - b);
}

function timesOf(trigger: Expected, past: Past, span: Span): number[] {
  if (trigger.kind === "every") return ticks(trigger.seconds, span);
  if (trigger.kind === "clock") return byClock(trigger, past.timeZone, span);
  if (trigger.kind === "event") return past.fired(trigger.type).flatMap((it) => (says(it, trigger) ? [it.at] : []));
  const seen = trigger.entities.flatMap((id) => past.of(id, trigger.attribute));
  if (trigger.kind === "told") return seen.flatMap((it) => toldIn(it, trigger, past.timeZone));
  const known = seen.filter(({ at }) => at > span.after && at > (trigger.since ?? 0) && at < span.now);
  if (trigger.kind === "zone") return known.flatMap((it) => (crossed(it, trigger) ? [it.at] : []));
  const met = known.filter((it) => (it.until ?? span.now) - it.at >= trigger.forSeconds && isMet(trigger, it));
  const later = trigger.forSeconds + (trigger.kind === "state" ? (trigger.offsetSeconds ?? 0) : 0);
  return met.map(({ at }) => at + later);
}

/** Their hour is not known, so that the first may have been just before the span. */
const ticks = (seconds: number, { after, now }: Span): number[] =>
  Array.from(
    { length: Math.min(100, Math.max(0, Math.floor((now - after) / seconds))) },
    (_, n) => after + (n + 1) * seconds - 1,
  );

/** A time that a day does not have, or has twice, is left out. */
function byClock({ at, weekdays, since }: Of<"clock">, timeZone: string, { after, now }: Span): number[] {
  const times: number[] = [];
  let day = zoned(Math.max(after, since ?? 0, now - 100 * 86_400), timeZone).toPlainDate();
  for (
    const last = zoned(now, timeZone).toPlainDate();
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (weekdays && !weekdays.includes(day.dayOfWeek)) continue;
    const time = instantAt(`${day}T${at}`, timeZone);
    if (time !== undefined && time > (since ?? 0)) times.push(time);
  }
  return times;
}

const zoned = (at: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(at * 1000)).toZonedDateTimeISO(timeZone);

function instantAt(local: string, timeZone: string): number | undefined {
  const time = Temporal.PlainDateTime.from(local);
  const early = time.toZonedDateTime(timeZone, { disambiguation: "earlier" }).epochMilliseconds;
  const late = time.toZonedDateTime(timeZone, { disambiguation: "later" }).epochMilliseconds;
  return early === late ? early / 1000 : undefined;
}

/** Seconds around the change in which it cannot be said which of the two instants was waited for. */
const SLACK = 5;

/** A point in time that an entity told, where it still told it then. */
function toldIn({ at, to, until }: Transition, { offsetSeconds, weekdays }: Of<"told">, timeZone: string): number[] {
  const point = pointIn(to, timeZone);
  if (point === undefined) return [];
  const time = point + offsetSeconds;
  if (time <= at + SLACK || time >= (until ?? Number.POSITIVE_INFINITY) - SLACK) return [];
  return weekdays && !weekdays.includes(zoned(time, timeZone).dayOfWeek) ? [] : [time];
}

function pointIn(text: string, timeZone: string): number | undefined {
  if (/^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?$/.test(text)) return instantAt(text.replace(" ", "T"), timeZone);
  const ms = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms / 1000;
}

function crossed({ from, to }: Transition, { zone, isEntered }: Of<"zone">): boolean {
  const [before, after] = [zonesIn(from), zonesIn(to)];
  if (!before || !after) return false;
  return isEntered ? !before.includes(zone) && after.includes(zone) : before.includes(zone) && !after.includes(zone);
}

function zonesIn(json: string): string[] | undefined {
  const told: unknown = JSON.parse(json);
  return Array.isArray(told) ? told.filter((one) => typeof one === "string") : undefined;
}

const says = ({ data }: Fired, { data: wanted }: Of<"event">): boolean =>
  Object.entries(wanted).every(([key, value]) => data[key] === value);

function isMet(trigger: Of<"state"> | Of<"number">, { from, to }: Transition): boolean {
  if (trigger.kind === "number")
    return isWithin(trigger, to) && !isWithin(trigger, from) && valueIn(from) !== undefined;
  const { from: before, to: after, notFrom, notTo } = trigger;
  if (!(before?.includes(from) ?? true) || !(after?.includes(to) ?? true)) return false;
  return !notFrom?.includes(from) && !notTo?.includes(to);
}

function isWithin({ above, below }: Of<"number">, state: string): boolean {
  const value = valueIn(state);
  return value !== undefined && (above === undefined || value > above) && (below === undefined || value < below);
}

/** Of a state, or of an attribute in JSON. */
function valueIn(state: string): number | undefined {
  const text = state.replace(/^"|"$/g, "");
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) ? value : undefined;
}
