import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { type Carried, measureOf } from "./entity-hour.ts";
import { factsById, presentFacts } from "./facts.ts";
import { HOUR, type Sample } from "./five-minutes.ts";
import { isNumeric, kindOf } from "./kind.ts";
import { numberIn } from "./number-in.ts";
import { type HourEnd, hourEnds, lastReadings, lastStates, type NumericEntity, type Reach } from "./queries.ts";

type Told = {
  entities: ReadonlyMap<number, NumericEntity>;
  samples: ReadonlyMap<number, readonly Sample[]>;
  arriving: ReadonlyMap<number, Carried[]>;
};

/** What entities bring into an hour: what is known to arrive, or what the hour before ended with, else their last state or reading. */
export async function carriedInto(tx: Queries, reach: Reach, told: Told): Promise<Map<number, Carried[]>> {
  const carried = new Map<number, Carried[]>();
  for (const end of await hourEnds(tx, { ...reach, hour: before(reach.hour) }))
    add(carried, end.entity, carriedFrom(end));
  for (const [entity, arriving] of told.arriving) carried.set(entity, [...arriving]);
  await addLastStates(tx, reach, told, carried);
  await addLastReadings(tx, reach, told, carried);
  return carried;
}

async function addLastStates(tx: Queries, { hour }: Reach, told: Told, carried: Map<number, Carried[]>) {
  const unknown = [...told.entities.values()].filter(
    ({ id, is_disabled }) => !carried.has(id) && (!is_disabled || told.samples.has(id)),
  );
  if (unknown.length === 0) return;
  const ids = unknown.map(({ id }) => id);
  const states = await lastStates(tx, hour, ids);
  const facts = await factsById(tx, states);
  for (const { entity: id, state, attributes_id } of states) {
    const entity = told.entities.get(id);
    const value = numberIn(state);
    if (!entity || value === null) continue;
    const known = facts.get(attributes_id ?? 0) ?? presentFacts(entity);
    if (!isNumeric(entity.entity_id, known)) continue;
    add(carried, id, { measure: measureOf(known), carry: { value, isHeld: true, lastReset: known.lastReset } });
  }
}

async function addLastReadings(tx: Queries, { hour }: Reach, { samples }: Told, carried: Map<number, Carried[]>) {
  const silent = [...samples].filter(
    ([id, own]) =>
      own.some(({ value, facts }) => value !== null && kindOf(facts) === "meter") &&
      !carried.get(id)?.some(({ measure }) => measure.kind === "meter"),
  );
  if (silent.length === 0) return;
  for (const end of await lastReadings(
    tx,
    hour,
    silent.map(([id]) => id),
  ))
    add(carried, end.entity, carriedFrom(end));
}

function add(carried: Map<number, Carried[]>, entity: number, one: Carried): void {
  const others = carried.get(entity);
  if (others) others.push(one);
  else carried.set(entity, [one]);
}

export const carriedFrom = ({ unit, kind, last, is_held, last_reset }: HourEnd): Carried => ({
  measure: { unit, kind },
  carry: { value: last, isHeld: is_held, lastReset: last_reset },
});

const before = (hour: Instant): Instant => fromMicroseconds(toMicroseconds(hour) - HOUR);
