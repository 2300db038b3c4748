import type { Queries } from "#db/database.ts";
import { carriedInto } from "./carried-into.ts";
import type { Carried, EntityHour } from "./entity-hour.ts";
import { factsById, presentFacts } from "./facts.ts";
import type { Sample } from "./five-minutes.ts";
import { isNumeric } from "./kind.ts";
import { numberIn } from "./number-in.ts";
import { type NumericEntity, numericEntities, type Reach, type StateRow, statesIn } from "./queries.ts";

/** What numeric entities told in an hour and brought into it, by entity. `arriving` is known better than the rows tell. */
export async function readHour(tx: Queries, reach: Reach, arriving: ReadonlyMap<number, Carried[]> = new Map()) {
  const entities = new Map((await numericEntities(tx, reach)).map((entity) => [entity.id, entity]));
  const rows = await statesIn(tx, reach, [...entities.keys()]);
  const samples = await samplesOf(tx, entities, rows);
  const carried = await carriedInto(tx, reach, { entities, samples, arriving });
  const hours = new Map<number, EntityHour>();
  for (const id of entities.keys()) {
    const hour = { samples: samples.get(id) ?? [], carried: carried.get(id) ?? [] };
    if (hour.samples.length + hour.carried.length > 0) hours.set(id, hour);
  }
  return hours;
}

async function samplesOf(tx: Queries, entities: ReadonlyMap<number, NumericEntity>, rows: readonly StateRow[]) {
  const facts = await factsById(tx, rows);
  const samples = new Map<number, Sample[]>();
  for (const { entity: id, micros, state, attributes_id } of rows) {
    const entity = entities.get(id);
    if (!entity) continue;
    const known = facts.get(attributes_id ?? 0) ?? presentFacts(entity);
    const value = isNumeric(entity.entity_id, known) ? numberIn(state) : null;
    const sample = { at: micros, value, facts: known };
    const earlier = samples.get(id);
    if (earlier) earlier.push(sample);
    else samples.set(id, [sample]);
  }
  return samples;
}
