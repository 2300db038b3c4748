import sql, { join, type Sql } from "sql-template-tag";
import { domainOf } from "#server/domain-of.ts";
import { secondsToMicroseconds } from "#server/instant.ts";
import { CANARY } from "../canary.ts";
import { EntityId } from "../observe/wire.ts";
import type { Batch } from "./batch.ts";
import type { Ids } from "./days.ts";
import { PAGE, pages } from "./pages.ts";
import { type Prepared, preparedAttributes, preparedData, preparedState } from "./prepare.ts";
import type { RecorderDatabase } from "./recorder-database.ts";
import { ulidOf } from "./ulid.ts";

const IDS_A_QUESTION = 5_000;
const EARLIEST = 86_400_000_000; // microseconds
const LATEST = 7_258_118_400_000_000;

type Text = string | null;
type StateRow = [
  id: number,
  at: number,
  entity: number,
  state: Text,
  attributes: number | null,
  context: Text,
  user: Text,
  parent: Text,
];
type EventRow = [id: number, at: number, type: number, data: number | null, context: Text, user: Text, parent: Text];

type Span = { lo: Ids; at: Ids; hi: Ids };

/** Reads states and events side by side in the order of their times, so that contexts which they share meet. One a thread. */
export function batchReader(db: RecorderDatabase) {
  const entities = new Map<number, string | undefined>(); // by metadata id; undefined where it is no entity id
  const types = new Map<number, string>(); // by event type id
  const attributes = preparedAttributes();

  // Every row through zod would cost as much as all the rest: the database has typed columns, and what is odd is noticed where it is used.
  const statesAfter = async (after: number, hi: number): Promise<StateRow[]> =>
    (await db.rows(sql`
      select state_id, last_updated_ts, metadata_id, state, attributes_id, ${db.hex("context_id_bin")},
        ${db.hex("context_user_id_bin")}, ${db.hex("context_parent_id_bin")}
      from states
      where state_id > ${after} and state_id <= ${hi} and last_updated_ts is not null and metadata_id is not null
      order by state_id
      limit ${PAGE}`)) as StateRow[];

  const eventsAfter = async (after: number, hi: number): Promise<EventRow[]> =>
    (await db.rows(sql`
      select event_id, time_fired_ts, event_type_id, data_id, ${db.hex("context_id_bin")}, ${db.hex("context_user_id_bin")},
        ${db.hex("context_parent_id_bin")}
      from events
      where event_id > ${after} and event_id <= ${hi} and time_fired_ts is not null and event_type_id is not null
      order by event_id
      limit ${PAGE}`)) as EventRow[];

  async function learn(states: readonly StateRow[], events: readonly EventRow[]): Promise<Map<number, string | null>> {
    if (states.some(([, , id]) => !entities.has(id)))
      for (const [id, name] of await db.rows(sql`select metadata_id, entity_id from states_meta`))
        entities.set(Number(id), EntityId.safeParse(name).data);
    if (events.some(([, , id]) => !types.has(id)))
      for (const [id, name] of await db.rows(sql`select event_type_id, event_type from event_types`))
        types.set(Number(id), String(name));
    const unknown = new Map<number, string>(); // attributes id: a domain that it is needed for
    for (const [, , entity, , id] of states) {
      const domain = domainOf(entities.get(entity) ?? "");
      if (id !== null && !attributes.known(domain, id)) unknown.set(id, domain);
    }
    await learnAttributes(unknown);
    return texts(
      "event_data",
      "data_id",
      "shared_data",
      events.flatMap(([, , , id]) => id ?? []),
    );
  }

  const sets = new Map<number, string | null>(); // of this page: by attributes id, as it is in the recorder

  async function learnAttributes(unknown: ReadonlyMap<number, string>): Promise<void> {
    sets.clear();
    const found = await texts("state_attributes", "attributes_id", "shared_attrs", [...unknown.keys()]);
    for (const [id, json] of found) sets.set(id, json);
  }

  async function texts(table: string, id: string, text: string, ids: number[]): Promise<Map<number, string | null>> {
    const found = new Map<number, string | null>();
    const wanted = [...new Set(ids)];
    for (let first = 0; first < wanted.length; first += IDS_A_QUESTION) {
      const some = wanted.slice(first, first + IDS_A_QUESTION);
      for (const [key, value] of await db.rows(textQuery(table, id, text, some)))
        found.set(Number(key), value === null ? null : String(value));
    }
    return found;
  }

  function attributesOf(domain: string, id: number | null): Prepared {
    if (id === null) return { text: "{}", isPassword: false };
    return attributes.known(domain, id) ?? attributes.prepare(domain, id, sets.get(id) ?? null);
  }

  const states = pages<StateRow>(statesAfter);
  const events = pages<EventRow>(eventsAfter);

  /** The next rows of a span; undefined where it is read. */
  return async function read({ at, hi }: Span): Promise<Batch | undefined> {
    const pageOfStates = await states.from(at.states, hi.states);
    const pageOfEvents = await events.from(at.events, hi.events);
    if (pageOfStates.rows.length + pageOfEvents.rows.length === 0) return undefined;
    const until = Math.min(pageOfStates.until, pageOfEvents.until);
    const [someStates, someEvents] = [states.take(until), events.take(until)];
    const data = await learn(someStates.rows, someEvents.rows);
    const batch = emptyBatch({ states: someStates.at, events: someEvents.at });
    batch.read = someStates.rows.length + someEvents.rows.length;
    const put = batchWriter(batch);
    let e = 0;
    for (const state of someStates.rows) {
      for (; e < someEvents.rows.length; e++) {
        const event = someEvents.rows[e];
        if (!event || event[1] >= state[1]) break;
        readEvent(event);
      }
      readState(state);
    }
    for (const event of someEvents.rows.slice(e)) readEvent(event);
    return put.finished();

    function readState([, seconds, entity, state, attributesId, context, user, parent]: StateRow): void {
      const entityId = entities.get(entity);
      const made = attributesOf(domainOf(entityId ?? ""), attributesId);
      put.keep([entityId, seconds, state], () => {
        if (entityId === undefined) throw new Error("Its entity id is none");
        if ("problem" in made) throw new Error(made.problem);
        const shown = preparedState(state, made.isPassword);
        const contexts = { context, user, parent };
        put.row({
          seconds,
          entityId,
          type: undefined,
          state: shown,
          text: shown === null ? null : made.text,
          ...contexts,
        });
      });
    }

    function readEvent([, seconds, typeId, dataId, context, user, parent]: EventRow): void {
      const type = types.get(typeId);
      if (type === undefined || type === CANARY) return;
      const json = dataId === null ? null : (data.get(dataId) ?? null);
      put.keep([type, seconds, json], () => {
        const { text, entityId } = preparedData(json);
        put.row({ seconds, entityId, type, state: null, text, context, user, parent });
      });
    }
  };
}

const textQuery = (table: string, id: string, text: string, ids: number[]): Sql =>
  sql([`select ${id}, ${text} from ${table} where ${id} in (`, ")"], join(ids));

type Row = {
  seconds: number;
  entityId: string | null;
  /** Undefined for a state. */
  type: string | undefined;
  state: string | null;
  text: string | null;
  context: string | null;
  user: string | null;
  parent: string | null;
};

function emptyBatch(at: Ids): Batch {
  return {
    micros: new Float64Array(),
    entities: new Int32Array(),
    attributes: new Int32Array(),
    types: new Uint16Array(),
    states: [],
    contexts: [],
    origins: new Map(),
    dictionary: { names: [], texts: [], types: [""] },
    dead: [],
    read: 0,
    at,
  };
}

/** Fills a batch; what cannot be kept costs itself. */
function batchWriter(batch: Batch) {
  const columns = {
    micros: [] as number[],
    entities: [] as number[],
    attributes: [] as number[],
    types: [] as number[],
  };
  const indexes = { names: new Map<string, number>(), texts: new Map<string, number>(), types: new Map([["", 0]]) };
  const indexOf = (kind: "names" | "texts" | "types", text: string | null): number => {
    if (text === null) return -1;
    const known = indexes[kind].get(text);
    if (known !== undefined) return known;
    indexes[kind].set(text, batch.dictionary[kind].length);
    return batch.dictionary[kind].push(text) - 1;
  };
  return {
    keep(body: unknown, work: () => void): void {
      try {
        work();
      } catch (error) {
        batch.dead.push({ reason: error instanceof Error ? error.message : String(error), body });
      }
    },
    row({ seconds, entityId, type, state, text, context, user, parent }: Row): void {
      const micros = secondsToMicroseconds(seconds);
      if (!(micros >= EARLIEST && micros <= LATEST)) throw new Error(`${seconds} is no time that a home lives in`);
      const origin = { user: user?.toLowerCase() || null, parent: parent ? ulidOf(parent) : null };
      if (user || parent) batch.origins.set(columns.micros.length, origin);
      columns.micros.push(micros);
      columns.entities.push(indexOf("names", entityId));
      columns.attributes.push(indexOf("texts", text));
      columns.types.push(type === undefined ? 0 : indexOf("types", type));
      batch.states.push(state);
      batch.contexts.push(context ? ulidOf(context) : "");
    },
    finished(): Batch {
      batch.micros = Float64Array.from(columns.micros);
      batch.entities = Int32Array.from(columns.entities);
      batch.attributes = Int32Array.from(columns.attributes);
      batch.types = Uint16Array.from(columns.types);
      return batch;
    },
  };
}
