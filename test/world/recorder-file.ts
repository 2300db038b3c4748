import { DatabaseSync } from "node:sqlite";
import { toMicroseconds } from "#server/instant.ts";
import { type Observation, STATE_CHANGED } from "#server/store/memory/observation.ts";
import { ulidBytes, uuidBytes } from "./recorder-bytes.ts";
import { recorderSchema } from "./recorder-schema.ts";

type Value = string | number | bigint | Uint8Array | null;
export type Row = Record<string, Value>;

/** Where rows of the recorder's tables go. */
export interface RecorderTables {
  insert(table: string, row: Row): Promise<void> | void;
}

/** A new recorder file of SQLite with Core's own tables, of this version; closed when disposed. */
export async function recorderFile(file: string, version = 53) {
  const { statements } = await recorderSchema("sqlite", version);
  const database = new DatabaseSync(file);
  for (const statement of statements) database.exec(statement);
  database.exec("pragma journal_mode = wal; pragma synchronous = off; begin");
  const inserts = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  return {
    insert(table: string, row: Row) {
      const columns = Object.keys(row);
      const key = `${table} ${columns}`;
      const insert =
        inserts.get(key) ??
        database.prepare(
          `insert into ${table} (${columns.map((name) => `"${name}"`)}) values (${columns.map(() => "?")})`,
        );
      inserts.set(key, insert);
      insert.run(...Object.values(row));
    },
    database,
    [Symbol.dispose]() {
      database.exec("commit; analyze; pragma wal_checkpoint(truncate)");
      database.close();
    },
  };
}

/** Writes what happened as Core's recorder does. Source: db_schema.py, States.from_event and Events.from_event. */
export async function writeRecorder(
  tables: RecorderTables,
  { version = 53, observations }: { version?: number; observations: Iterable<Observation> },
): Promise<{ states: number; events: number }> {
  const ids = new Map<string, number>();
  const written = { states: 0, events: 0 };
  await tables.insert("schema_changes", { schema_version: version, changed: "2025-01-01 00:00:00.000000" });
  const idOf = async (table: string, column: string, text: string) => {
    const key = `${table} ${text}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = ids.size + 1;
    ids.set(key, id);
    await tables.insert(table, { [KEYS[table] ?? "id"]: id, [column]: text });
    return id;
  };
  for (const { at, type, entityId, state, attributes, context } of observations) {
    const seconds = toMicroseconds(at) / 1e6;
    const contexts = {
      context_id_bin: context && ulidBytes(context.id),
      context_user_id_bin: context?.user_id ? uuidBytes(context.user_id) : null,
      context_parent_id_bin: context?.parent_id ? ulidBytes(context.parent_id) : null,
    };
    if (type === STATE_CHANGED) {
      written.states++;
      await tables.insert("states", {
        state_id: written.states,
        state: state ?? "",
        last_updated_ts: seconds,
        metadata_id: await idOf("states_meta", "entity_id", entityId ?? ""),
        attributes_id: await idOf("state_attributes", "shared_attrs", attributes ?? "{}"),
        origin_idx: 0,
        ...contexts,
      });
    } else {
      written.events++;
      await tables.insert("events", {
        event_id: written.events,
        time_fired_ts: seconds,
        event_type_id: await idOf("event_types", "event_type", type),
        data_id: await idOf("event_data", "shared_data", attributes ?? "{}"),
        origin_idx: 0,
        ...contexts,
      });
    }
  }
  return written;
}

const KEYS: Record<string, string> = {
  states_meta: "metadata_id",
  state_attributes: "attributes_id",
  event_types: "event_type_id",
  event_data: "data_id",
};
