import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { episodesTouching } from "#server/store/memory/episodes/queries.ts";
import { cyclesIn, habitsOf } from "./cycles/cycles.ts";
import { numberOf, wattsPer } from "./cycles/sample.ts";
import type { Found, Stretch } from "./found.ts";
import { habitsKept, keepHabit, latestStates, statesOf, type Thing } from "./queries.ts";
import { isToldEachTime, type RunHabits } from "./runs-kept.ts";

const HOUR = 3_600_000_000; // microseconds
const DAY = 24 * HOUR;
/** An appliance is known by two weeks of it, or by so many samples. */
const LEARNS_FROM = 14 * DAY;
const MOST_SAMPLES = 60_000;
const LEARNS_EVERY = DAY;
/** A longer run loses its beginning where it is told in pieces. */
const LONGEST = 3 * DAY;

type Making = { home: number; stretch: Stretch; closedUntil: number };

const drawsPower = ({ entity_id, device_class }: Pick<Thing, "entity_id" | "device_class">): boolean =>
  entity_id.startsWith("sensor.") && device_class === "power";

/** Each run that touches the stretch, with the stretch that was looked at for it. */
export async function applianceRuns(tx: Queries, things: readonly Thing[], making: Making) {
  const kept = new Map((await habitsKept(tx, making.home, "ran")).map((row) => [row.entity_id, row]));
  const made: { thing: Thing; found: Found[]; stretch: Stretch; isTold: boolean }[] = [];
  for (const thing of things.filter(drawsPower)) {
    const row = kept.get(thing.id);
    const isFresh = row && Math.abs(making.stretch.to - toMicroseconds(row.learned_at)) < LEARNS_EVERY;
    const habits = isFresh ? (row.habit as RunHabits | null) : await learned(tx, thing, making, row?.habit);
    if (!habits) continue;
    const isNew = !row?.habit;
    made.push({
      thing,
      ...(await runsOf(tx, thing, isNew ? { ...making, stretch: withPast(making.stretch) } : making, habits)),
      isTold: isToldEachTime(habits),
    });
  }
  return made;
}

/** What was before one knew how it runs is told once one does. */
const withPast = ({ from, to }: Stretch): Stretch => ({ from: from - LEARNS_FROM / 2, to });

async function learned(tx: Queries, { id, unit }: Thing, { home, stretch, closedUntil }: Making, before: unknown) {
  const to = Math.max(stretch.to, Math.min(closedUntil, stretch.to + LEARNS_FROM / 2));
  const span = { home, keys: [id], from: fromMicroseconds(to - LEARNS_FROM), to: fromMicroseconds(to) };
  const samples = (await latestStates(tx, span, MOST_SAMPLES)).map(sampleIn(unit));
  const habits = habitsOf(samples, to);
  const days = (to - (samples[0]?.at ?? to)) / DAY;
  const perDay = cyclesIn(samples, to, habits).length / Math.max(days, 1);
  const learned = habits && habits.leastEnergy > 0 ? { ...habits, perDay } : undefined;
  await keepHabit(tx, home, { entity: id, kind: "ran", habit: learned, at: fromMicroseconds(stretch.to) });
  return learned ?? (before as RunHabits | null | undefined);
}

/** In watts, whatever the sensor counts in. */
const sampleIn = (unit: string | null) => {
  const factor = wattsPer(unit);
  return ({ at, state }: { at: string; state: string | null }) => {
    const value = numberOf(state);
    return { at: toMicroseconds(at), value: value === undefined ? undefined : value * factor };
  };
};

async function runsOf(tx: Queries, { id, unit }: Thing, { home, stretch, closedUntil }: Making, habits: RunHabits) {
  const margin = Math.ceil(Math.max(HOUR / 4, 2 * habits.rests)); // what is usual is a mean of two, an instant is whole
  const kept = await episodesTouching(tx, {
    ...{ home, kinds: ["ran" as const], entities: [id] },
    from: fromMicroseconds(stretch.from - margin),
    to: fromMicroseconds(stretch.to),
  });
  const begins = Math.min(stretch.from, ...kept.map(({ started_at }) => toMicroseconds(started_at)));
  const from = Math.max(begins - margin, stretch.from - LONGEST);
  const to = Math.min(closedUntil, stretch.to + Math.max(margin, Math.ceil(habits.takes)));
  const rows = await statesOf(tx, { home, keys: [id], from: fromMicroseconds(from), to: fromMicroseconds(to) });
  const found = cyclesIn(rows.map(sampleIn(unit)), to, habits).map(
    (cycle): Found => ({
      entity: id,
      kind: "ran",
      ...cycle,
      isOngoing: cycle.isOngoing || (to === closedUntil && to - cycle.to <= habits.rests),
      amount: Math.round(cycle.energy) / 1000,
    }),
  );
  return { found, stretch: { from, to } };
}
