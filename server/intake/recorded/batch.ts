import { fromMicroseconds } from "#server/instant.ts";
import { type Context, type Observation, STATE_CHANGED } from "#server/store/memory/observation.ts";
import type { Ids } from "./days.ts";

/** Observations side by side, as they cross from the reading thread: texts once, numbers in one piece. */
export type Batch = {
  micros: Float64Array;
  /** Into `names`; -1 for none. */
  entities: Int32Array;
  /** Into `texts`. -1 for none. */
  attributes: Int32Array;
  /** Into `types`; 0 is a state. */
  types: Uint16Array;
  states: (string | null)[];
  /** Ids as Core says them; empty for none. */
  contexts: string[];
  /** By row: those that have a parent or a user. */
  origins: Map<number, { parent: string | null; user: string | null }>;
  dictionary: { names: string[]; texts: string[]; types: string[] };
  /** What could not be read. */
  dead: { reason: string; body: unknown }[];
  /** Rows that were read for it. */
  read: number;
  /** Up to where each table is read once these are stored. */
  at: Ids;
};

/** The observations again. They share their texts, so that whoever looks at a text twice knows it. */
export function observationsIn({ dictionary, ...batch }: Batch): Observation[] {
  const { names, texts, types } = dictionary;
  return Array.from(batch.micros, (micros, row) => {
    const context = batch.contexts[row] ?? "";
    return {
      at: fromMicroseconds(micros),
      type: batch.types[row] === 0 ? STATE_CHANGED : (types[batch.types[row] ?? 0] ?? STATE_CHANGED),
      entityId: names[batch.entities[row] ?? -1] ?? null,
      state: batch.states[row] ?? null,
      attributes: texts[batch.attributes[row] ?? -1] ?? null,
      context: context === "" ? null : contextOf(context, batch.origins.get(row)),
      source: "import",
    };
  });
}

const contextOf = (id: string, origin: { parent: string | null; user: string | null } | undefined): Context => ({
  id,
  parent_id: origin?.parent ?? null,
  user_id: origin?.user ?? null,
});
