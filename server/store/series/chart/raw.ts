import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { ChartPoint } from "../contract.ts";
import { measureOf, nameOf } from "../entity-hour.ts";
import { factsById, presentFacts } from "../facts.ts";
import { type Carry, HOUR } from "../five-minutes.ts";
import { type Facts, factless } from "../kind.ts";
import { meterChange, type Reading } from "../meter.ts";
import { numberIn } from "../number-in.ts";
import { numericEntities } from "../queries.ts";
import { readHour } from "../read-hour.ts";
import type { Line } from "./buckets.ts";
import { type HourPoint, statesOf } from "./queries.ts";

/** Null where the entity had no number of this series. */
type Told = { at: string; value: number | null; facts: Facts };
type Asked = Line & { home: number; entity: number; points: number; stored: readonly HourPoint[] };

/** Each number that was told, or undefined where they are too many or no longer kept. */
export async function rawPoints(db: Queries, asked: Asked): Promise<ChartPoint[] | undefined> {
  const start = toMicroseconds(asked.from) - (toMicroseconds(asked.from) % HOUR);
  const expected = expectedCount(asked);
  if (expected.most > asked.points) return undefined;
  const reach = { home: asked.home, hour: fromMicroseconds(start), entities: [asked.entity] };
  const told = await toldFrom(db, asked, reach.hour);
  if (told.length > asked.points || told.filter(({ value }) => value !== null).length < expected.least)
    return undefined;
  const name = nameOf(asked.measure);
  const into = (await readHour(db, reach))
    .get(asked.entity)
    ?.carried.find(({ measure }) => nameOf(measure) === name)?.carry;
  return pointsOf(asked, told, into ?? null);
}

/** How many the stored hours have in all, and in those that end before the span does. */
function expectedCount({ stored, to, open }: Asked) {
  const changing = new Set(open.map(({ hour }) => hour));
  const hours = stored.filter(({ at }) => !changing.has(at));
  const whole = hours.filter(({ at }) => toMicroseconds(at) + HOUR <= toMicroseconds(to));
  const total = (some: { count: number }[]) => some.reduce((sum, { count }) => sum + count, 0);
  return { most: total(hours), least: total(whole) };
}

async function toldFrom(db: Queries, { home, entity, measure, to, points }: Asked, from: string): Promise<Told[]> {
  const rows = await statesOf(db, home, entity, { from, to, most: points + 1_000 });
  const facts = await factsById(db, rows);
  const [present] = await numericEntities(db, { home, hour: from, entities: [entity] });
  return rows.map(({ at, state, attributes_id }) => {
    const known = facts.get(attributes_id ?? 0) ?? (present ? presentFacts(present) : factless);
    const isOwn = nameOf(measureOf(known)) === nameOf(measure);
    return { at, value: isOwn ? numberIn(state) : null, facts: known };
  });
}

/** Begins with what the entity had at the start; a point without a number ends a line. */
function pointsOf({ from, measure }: Asked, told: readonly Told[], carry: Carry | null): ChartPoint[] {
  const first = fromMicroseconds(toMicroseconds(from));
  const points: ChartPoint[] = [];
  let reading: Reading | null = carry;
  let held = carry?.isHeld ? carry.value : null;
  for (const { at, value, facts } of told) {
    const reached = value === null ? { change: null, reading } : meterChange(reading, [{ value, facts }]);
    reading = reached.reading;
    if (at < first) held = value;
    else points.push({ ...flat(at, value), change: measure.kind === "meter" ? reached.change : null });
  }
  if (held === null || points[0]?.at === first) return points;
  return [{ ...flat(first, held), count: 0 }, ...points];
}

const flat = (at: string, value: number | null): ChartPoint => ({
  at,
  mean: value,
  min: value,
  max: value,
  last: value,
  change: null,
  count: value === null ? 0 : 1,
});
