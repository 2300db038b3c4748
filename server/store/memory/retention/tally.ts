import type { Transactions } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import type { Tally } from "./day-plan.ts";
import { everyHomeId } from "./queries.ts";
import { countHour, type HourCount, highestAttributes, newAttributes, talliesOf, writeTally } from "./tally-queries.ts";

/** Between two hours others may ask. */
const BREATHES = { milliseconds: 20 };

/** What a day that is over holds, by home; counted where nobody did so before, hour by hour so that no question is long. */
export async function tallyDay(
  { db, clock }: { db: Transactions; clock: Clock },
  day: string,
  signal?: AbortSignal,
): Promise<Tally[] | undefined> {
  const homes = (await everyHomeId(db)).map(({ id }) => id);
  const known = await talliesOf(db, day);
  if (homes.every((home) => known.some(({ home_id }) => home_id === home))) return known;
  let upto = await highestAttributes(db, day);
  const counts = new Map(homes.map((home) => [home, new Map<number, Counted>()]));
  const add = (home: number, entity: number, more: Partial<Counted>) => {
    const ofHome = counts.get(home);
    const counted = ofHome?.get(entity) ?? { states: 0, changes: 0, others: 0, bytes: 0, hours: 0 };
    ofHome?.set(entity, summed(counted, more));
  };
  for (let hour = 0; hour < 24; hour++) {
    if (signal?.aborted) return undefined;
    const from = `${day}T${String(hour).padStart(2, "0")}:00:00+00:00`;
    for (const { home_id, entity, ...told } of await countHour(db, from)) add(home_id, entity, { ...told, hours: 1 });
    const fresh = await newAttributes(db, from, upto);
    for (const { home_id, entity, bytes } of fresh) add(home_id, Math.max(entity, 0), { bytes });
    upto = Math.max(upto, ...fresh.map((one) => one.upto));
    await clock.sleep(BREATHES, signal);
  }
  const tallies = [...counts].map(([home, ofHome]) => tallyOf(day, home, ofHome, upto));
  await db.transaction(async (tx) => {
    for (const tally of tallies) await writeTally(tx, tally);
  });
  return tallies;
}

type Counted = Pick<HourCount, "states" | "changes" | "others" | "bytes"> & { hours: number };

const summed = (one: Counted, more: Partial<Counted>): Counted => ({
  states: one.states + (more.states ?? 0),
  changes: one.changes + (more.changes ?? 0),
  others: one.others + (more.others ?? 0),
  bytes: one.bytes + (more.bytes ?? 0),
  hours: one.hours + (more.hours ?? 0),
});

function tallyOf(day: string, home: number, counts: ReadonlyMap<number, Counted>, upto: number): Tally {
  const entities = [...counts.keys()].filter((id) => id > 0);
  const each = (field: keyof Counted) => entities.map((id) => counts.get(id)?.[field] ?? 0);
  return {
    day,
    home_id: home,
    entities,
    states: each("states"),
    changes: each("changes"),
    others: each("others"),
    hours: each("hours"),
    bytes: each("bytes"),
    homely: counts.get(0)?.others ?? 0,
    attributes_id: upto,
  };
}
