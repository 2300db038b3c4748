import { type Cycle, cyclesIn, type Habits } from "#server/analysis/episodes/cycles/cycles.ts";
import { numberOf, wattsPer } from "#server/analysis/episodes/cycles/sample.ts";
import { runHabits, runsKept } from "#server/analysis/episodes/runs-kept.ts";
import { fromMicroseconds } from "#server/instant.ts";
import type { KnownEntity } from "../house/known-house.ts";
import { type Between, pastOf } from "../past/past.ts";
import type { Place } from "./asked.ts";
import { pastIn, WEEK } from "./read-ahead.ts";
import type { Told } from "./spells-of.ts";

const QUARTER = 900_000_000; // microseconds

/** Runs that reach into the span, by what draws power; those that began before it count as carried. */
export async function runsOf(
  place: Place,
  entities: readonly KnownEntity[],
  between: Between,
  learned?: Awaited<ReturnType<typeof runHabits>>,
): Promise<Told[]> {
  if (entities.length === 0) return [];
  const habits = learned ?? (await runHabits(place.tx, place.home));
  const told: Told[] = [];
  for (const entity of entities) {
    const own = habits.get(entity.key);
    const cycles = own
      ? await byHabit(place, entity, { between, habits: own })
      : await cyclesRead(place, entity, { between, back: WEEK });
    told.push(...cycles.map((cycle) => clipped(entity, cycle, between)));
  }
  return told;
}

/** What was made into episodes is not made again; what is newer is read. */
async function byHabit(place: Place, entity: KnownEntity, { between, habits }: { between: Between; habits: Habits }) {
  const { tx, home, read } = place;
  const span = { from: fromMicroseconds(between.from), to: fromMicroseconds(between.to) };
  const { runs, until } = await runsKept(tx, { home, entity: entity.key, ...span });
  if (until > between.from) {
    const { gaps } = await pastOf(tx, home, [], { from: between.from, to: Math.min(until, between.to) });
    read.push({ between, states: new Map(), gaps, rows: runs.length, isTooMuch: false });
  }
  if (until >= between.to) return runs;
  const back = 2 * (habits.takes + habits.rests) + QUARTER;
  const open = { from: Math.max(between.from, until), to: between.to };
  const fresh = await cyclesRead(place, entity, { between: open, back, habits });
  return [...runs.filter(({ to }) => !fresh.some(({ from }) => from < to)), ...fresh];
}

type Reading = { between: Between; back: number; habits?: Habits };

async function cyclesRead(place: Place, { key, unit }: KnownEntity, { between, back, habits }: Reading) {
  const past = await pastIn(place, [key], { from: between.from - back, to: between.to });
  place.read.push({ ...past, between });
  const samples = (past.states.get(key) ?? []).map(({ at, state }) => {
    const value = numberOf(state);
    return { at, value: value === undefined ? undefined : value * wattsPer(unit) };
  });
  return cyclesIn(samples, between.to, habits).filter(({ to }) => to > between.from);
}

function clipped(entity: KnownEntity, { energy, ...cycle }: Cycle, { from, to }: Between): Told {
  const spell = {
    ...cycle,
    state: "running",
    ...(cycle.from < from ? { from, isCarried: true } : {}),
    ...(cycle.to > to ? { to, isOngoing: true } : {}),
  };
  return { entity, spell, energy };
}
