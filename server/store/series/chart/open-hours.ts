import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { type Carried, type MeasureHour, rollUpEntity } from "../entity-hour.ts";
import { HOUR } from "../five-minutes.ts";
import { readHour } from "../read-hour.ts";
import { dueHoursIn, type Span } from "./queries.ts";

/** An hour that is not rolled up, as if it were; `until` is where what is known of it ends. */
export type OpenHour = { hour: Instant; until: Instant; measures: MeasureHour[] };
type Asked = Span & { home: number; entity: number; now: number };

/** The hours of a span that are due or running, rolled up from their events for one entity and kept nowhere. */
export async function openHours(db: Queries, { home, entity, now, from, to }: Asked): Promise<OpenHour[]> {
  const open: OpenHour[] = [];
  let carried: { into: number; all: Carried[] } | undefined;
  for (const start of await startsOf(db, { home, now, from, to })) {
    const reach = { home, hour: fromMicroseconds(start), entities: [entity] };
    const arriving = carried?.into === start ? new Map([[entity, carried.all]]) : undefined;
    const hour = (await readHour(db, reach, arriving)).get(entity);
    const until = Math.min(HOUR, now - start);
    const measures = hour ? rollUpEntity(hour, until) : [];
    carried = { into: start + HOUR, all: measures.map(({ measure, carry }) => ({ measure, carry })) };
    open.push({ hour: reach.hour, until: fromMicroseconds(start + until), measures });
  }
  return open;
}

async function startsOf(db: Queries, { home, now, from, to }: Omit<Asked, "entity">): Promise<number[]> {
  const due = (await dueHoursIn(db, home, { from, to })).map(({ hour }) => toMicroseconds(hour));
  const running = now - (now % HOUR);
  const isAsked = running < toMicroseconds(to) && running + HOUR > toMicroseconds(from);
  const starts = new Set(isAsked ? [...due, running] : due);
  return [...starts].filter((start) => start < now).sort((a, b) => a - b);
}
