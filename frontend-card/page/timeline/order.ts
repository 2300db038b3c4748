import type { RememberedEvent } from "#server/store/memory/contract.ts";

/** Instants come in UTC and of one length, so their text sorts as time. */
const newestFirst = (one: RememberedEvent, other: RememberedEvent): number =>
  one.at === other.at ? 0 : one.at < other.at ? 1 : -1;

/** Both lists as one, newest first, each event once; of one instant, the order in which they came. */
export function merged(known: readonly RememberedEvent[], more: readonly RememberedEvent[]): RememberedEvent[] {
  const ids = new Set(known.map(({ event }) => event));
  const fresh = more.filter(({ event }) => !ids.has(event));
  if (fresh.length === 0) return [...known];
  return [...fresh, ...known].sort(newestFirst);
}

/** Whether nothing can lie between the two: the newer page reaches down to what is known. */
export const meets = (page: readonly RememberedEvent[], known: readonly RememberedEvent[]): boolean =>
  page.some(({ event }) => known.some((one) => one.event === event));

/** A row of the timeline: an event, and older readings of the same sensor that it stands for. */
export interface Row {
  readonly event: RememberedEvent;
  readonly oldest: RememberedEvent;
  readonly readings: number;
  /** How often the same happened, where that is more than once. */
  readonly times?: number;
}

const QUARTER_MS = 900_000;

/** Between two things that happened, each sensor has one row a quarter of an hour, however often it measured; what changed nothing worth telling has none. */
export function folded(events: readonly RememberedEvent[]): Row[] {
  const rows: Row[] = [];
  let sensors = new Map<string, number>(); // entity and quarter → its row
  for (const event of events) {
    if (isUnchanged(event) && event.sentence === null && !isReading(event)) continue;
    const sensor = isReading(event) ? `${event.entity_id} ${Math.floor(Date.parse(event.at) / QUARTER_MS)}` : undefined;
    const at = sensor === undefined ? undefined : sensors.get(sensor);
    const row = at === undefined ? undefined : rows[at];
    if (row !== undefined && at !== undefined) {
      rows[at] = { event: row.event, oldest: event, readings: row.readings + 1 };
      continue;
    }
    if (sensor === undefined) sensors = new Map();
    else sensors.set(sensor, rows.length);
    rows.push({ event, oldest: event, readings: 1 });
  }
  return rows;
}

export const unfolded = (events: readonly RememberedEvent[]): Row[] =>
  events.map((event) => ({ event, oldest: event, readings: 1 }));

/** Something beside the state changed. */
export const isUnchanged = ({ kind, state, old_state }: RememberedEvent): boolean =>
  kind === "state_changed" && state !== null && state === old_state;

export const isReading = ({ kind, unit, state, old_state }: RememberedEvent): boolean =>
  kind === "state_changed" && unit !== null && isNumber(state) && (old_state === null || isNumber(old_state));

export const isNumber = (text: string | null): boolean => text !== null && text !== "" && Number.isFinite(Number(text));

/** Rows in their days, by the browser's calendar. */
export function byDay(rows: readonly Row[], dayOf: (instant: string) => string): { day: string; rows: Row[] }[] {
  const days: { day: string; rows: Row[] }[] = [];
  for (const row of rows) {
    const day = dayOf(row.event.at);
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}
