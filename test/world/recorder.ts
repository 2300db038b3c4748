import { DatabaseSync } from "node:sqlite";
import { secondsToMicroseconds } from "#server/instant.ts";

/** A state as the recorder has it: entity id, microseconds of last_updated, state. */
export type RecordedState = { entity_id: string; at: number; state: string };

/** All states in Home Assistant's recorder, whose writes are committed; read only, while it goes on. */
export function recordedStates(file: string, like = "%"): RecordedState[] {
  const recorder = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = recorder
      .prepare(
        `select states_meta.entity_id as entity_id, last_updated_ts as ts, coalesce(state, '') as state
         from states join states_meta using (metadata_id)
         where states_meta.entity_id like ? and last_updated_ts is not null`,
      )
      .all(like) as { entity_id: string; ts: number; state: string }[];
    return rows.map(({ entity_id, ts, state }) => ({
      entity_id,
      at: secondsToMicroseconds(ts),
      state,
    }));
  } finally {
    recorder.close();
  }
}
