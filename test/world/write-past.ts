import { DatabaseSync } from "node:sqlite";
import { toMicroseconds } from "#server/instant.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { mix } from "../mix.ts";

type State = Pick<Observation, "entityId" | "state" | "attributes" | "at">;

/** Writes a past of the mix: so many days before now, `perDay` states each. */
export function writePast(file: string, { days, perDay }: { days: number; perDay: number }): number {
  const from = (Date.now() - days * 86_400_000) * 1000;
  const events = days * perDay;
  writeStates(file, mix({ from, perDay }).take(events));
  return events;
}

/**
 * Writes states into the recorder's file of a Home Assistant that does not run.
 * Source of the tables: homeassistant/components/recorder/db_schema.py.
 */
export function writeStates(file: string, states: Iterable<State>): void {
  const recorder = new DatabaseSync(file);
  const ids = { meta: new Map<string, number | bigint>(), attributes: new Map<string, number | bigint>() };
  const insertMeta = recorder.prepare("insert into states_meta (entity_id) values (?)");
  const insertAttributes = recorder.prepare("insert into state_attributes (shared_attrs) values (?)");
  const insertState = recorder.prepare(
    "insert into states (metadata_id, attributes_id, state, last_updated_ts) values (?, ?, ?, ?)",
  );
  const idOf = (known: Map<string, number | bigint>, key: string, insert: typeof insertMeta) => {
    const id = known.get(key) ?? insert.run(key).lastInsertRowid;
    known.set(key, id);
    return id;
  };
  for (const { id, name } of recorder.prepare("select metadata_id as id, entity_id as name from states_meta").all())
    ids.meta.set(String(name), Number(id));
  recorder.exec("begin");
  for (const { entityId, state, attributes, at } of states) {
    const meta = idOf(ids.meta, entityId ?? "", insertMeta);
    insertState.run(meta, idOf(ids.attributes, attributes ?? "{}", insertAttributes), state, toMicroseconds(at) / 1e6);
  }
  recorder.exec("commit");
  recorder.close();
}
