import type { Thing } from "../house-now.ts";
import type { WeightRow } from "./system-queries.ts";

/** An entity that writes a good part of all that a home records. */
export interface Heavy {
  readonly entity_id: string;
  /** Of all states that the home wrote, over the days that were counted. */
  readonly share: number;
  readonly statesADay: number;
  readonly days: number;
}

/** The heaviest first. */
export function heavyWriters(rows: readonly WeightRow[], things: readonly Thing[]): Heavy[] {
  const byKey = new Map(things.map((thing) => [thing.key, thing]));
  const allOfDays = new Map(rows.map(({ day, all_states }) => [day, all_states]));
  const all = [...allOfDays.values()].reduce((sum, one) => sum + one, 0);
  return [...Map.groupBy(rows, ({ key }) => key)]
    .flatMap(([key, own]) => {
      const thing = byKey.get(key);
      const states = own.reduce((sum, row) => sum + row.states, 0);
      if (!thing || all === 0) return [];
      const days = allOfDays.size;
      return [{ entity_id: thing.entity_id, share: states / all, statesADay: Math.round(states / days), days }];
    })
    .sort((one, other) => other.share - one.share);
}
