import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { carriedFrom } from "./carried-into.ts";
import { type Carried, type MeasureHour, nameOf, rollUpEntity } from "./entity-hour.ts";
import { forgetEmptyDays, hourEnds, nextRolledHour, type Reach, writeDays } from "./queries.ts";
import { readHour } from "./read-hour.ts";
import { type Measured, replaceHour } from "./replace-hour.ts";

/** From here on reading the whole hour is quicker than reading by entity. */
const MANY = 100;

type Closing = { home: number; hour: Instant; timeZone: string };
/** What entities end an hour with, where it is not what they ended it with before. */
type Changed = Map<number, Carried[]>;

/**
 * Makes a closed hour's values from its events, and the day's from its hours; answers how many series the hour has.
 * Again makes the same again. Later hours that were rolled up before get what this one brings into them.
 */
export async function rollUpHour(tx: Queries, { home, hour, timeZone }: Closing): Promise<number> {
  const rolled = await rollUp(tx, { home, hour, entities: null });
  const days = { home, timeZone, hours: [hour], series: null };
  await writeDays(tx, days);
  if (rolled.forgotten > 0) await forgetEmptyDays(tx, days);
  if (rolled.changed.size > 0) await carryForward(tx, { home, hour, timeZone }, rolled.changed);
  return rolled.series.length;
}

async function carryForward(tx: Queries, { home, hour, timeZone }: Closing, first: Changed): Promise<void> {
  const hours: Instant[] = [];
  const series = new Set<number>();
  let changed = first;
  let forgotten = 0;
  for (let at = hour; changed.size > 0; ) {
    const next = await nextRolledHour(tx, { home, hour: at, entities: null });
    if (!next) break;
    at = next.hour;
    const rolled = await rollUp(
      tx,
      { home, hour: at, entities: changed.size > MANY ? null : [...changed.keys()] },
      changed,
    );
    hours.push(at);
    for (const id of rolled.series) series.add(id);
    forgotten += rolled.forgotten;
    changed = rolled.changed;
  }
  if (hours.length === 0) return;
  await writeDays(tx, { home, timeZone, hours, series: [...series] });
  if (forgotten > 0) await forgetEmptyDays(tx, { home, timeZone, hours, series: null });
}

async function rollUp(tx: Queries, reach: Reach, arriving?: Changed) {
  const endedWith = new Map<number, Carried[]>();
  for (const end of await hourEnds(tx, reach))
    endedWith.set(end.entity, [...(endedWith.get(end.entity) ?? []), carriedFrom(end)]);
  const measured: Measured[] = [];
  for (const [entity, hour] of await readHour(tx, reach, arriving))
    measured.push({ entity, measures: rollUpEntity(hour) });
  const { series, forgotten } = await replaceHour(tx, reach, measured);
  return { series, forgotten, changed: changedBetween(endedWith, measured) };
}

function changedBetween(endedWith: ReadonlyMap<number, Carried[]>, measured: readonly Measured[]): Changed {
  const changed: Changed = new Map();
  const gone = new Map(endedWith);
  for (const { entity, measures } of measured) {
    if (endingOf(endedWith.get(entity) ?? []) !== endingOf(measures)) changed.set(entity, measures.map(carriedOn));
    gone.delete(entity);
  }
  for (const entity of gone.keys()) changed.set(entity, []);
  return changed;
}

const carriedOn = ({ measure, carry }: MeasureHour): Carried => ({ measure, carry });

const endingOf = (all: readonly Carried[]): string =>
  all
    .map(({ measure, carry }) => `${nameOf(measure)} ${carry.value} ${carry.isHeld} ${carry.lastReset ?? null}`)
    .sort()
    .join("\n");
