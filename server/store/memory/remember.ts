import { createHash } from "node:crypto";
import { hasSqlState, type Queries, type Transactions } from "#db/database.ts";
import { attributeStore } from "./attributes.ts";
import { type ContextRow, linkingContexts } from "./linking.ts";
import { type Observation, STATE_CHANGED } from "./observation.ts";
import {
  addEventTypes,
  type EventColumns,
  eventTypes,
  insertContested,
  insertContexts,
  insertEvents,
  makeDay,
  markDue,
  tell,
} from "./queries.ts";
import { unsealDays } from "./sealed/queries.ts";

/** In `old_state`: there was no state before. Null means the previous row's, which is most often true and costs nothing. */
export const NONE = "\u0001";

/** What is stored late, out of a spill, is no successor of the live rows that were stored before it. */
export type Lane = "live" | "spilled";

/** An observation with its entity looked up in the house. */
export type Placed = { observation: Observation; entity: number | null };

/** By entity: the state of its newest row in this lane. */
type LastStates = Map<number, string | null>;

export type Remembering = {
  /** Another way into the same database. */
  through?: Transactions;
  lane?: Lane;
  /** Goes into the same transaction. */
  alongside?: ((tx: Queries) => Promise<unknown>) | undefined;
  /** Stands in the rows that are new, so that they can be told from all others. */
  mark?: string | undefined;
};

type Writing = Remembering & { placed: readonly Placed[]; insert: typeof insertEvents };

/** The door into a home's memory, with its caches; one a connection. */
export function openMemory(db: Transactions, { home, connectionId }: { home: number; connectionId: string }) {
  const attributes = attributeStore(home);
  const typeIds = new Map<string, number>([[STATE_CHANGED, 0]]); // by event type
  const days = new Set<string>();
  let link = linkingContexts();
  const newest: Record<Lane, LastStates> = { live: new Map(), spilled: new Map() };
  const owed = new Map<string, ContextRow>(); // by event; of a batch that fails they stay, for link() tells of each only once

  /** Writes a batch in one transaction; what is known already is skipped. Answers how many were new. */
  async function remember(placed: readonly Placed[], how: Remembering = {}): Promise<number> {
    if (placed.length === 0) return 0;
    const { through = db, lane = "live" } = how;
    await ensureDays(through, placed);
    await ensureTypes(through, placed);
    const attempt = (insert: typeof insertEvents) =>
      through
        .transaction((tx) => write(tx, { placed, insert, ...how }))
        .catch((error) => {
          for (const { entity } of placed) if (entity !== null) newest[lane].delete(entity); // their newest row is not what it was to be
          throw error;
        });
    const kept = await attempt(insertEvents).catch(async (error) => {
      if (isContested(error)) return attempt(insertContested);
      if (!isDayGone(error)) throw error;
      days.clear();
      await ensureDays(through, placed);
      return attempt(insertContested);
    });
    kept.keep();
    return kept.stored;
  }

  async function write(tx: Queries, { placed, insert, alongside, mark, lane = "live" }: Writing) {
    const resolved = await attributes.resolve(tx, placed.flatMap(wantedAttributes));
    const events = columns(placed, resolved.ids, { lastStates: newest[lane], mark });
    const paying = [...owed];
    await unsealDays(tx, home, [...new Set(events.at.map(dayOf))], [...new Set(events.entity_id)]);
    const stored = await insert(tx, home, events);
    if (paying.length > 0)
      await insertContexts(
        tx,
        home,
        paying.map(([, row]) => row),
        mark,
      );
    await markDue(tx, home, hoursOf(events.at));
    await alongside?.(tx);
    await tell(tx, "memory", String(home));
    return {
      stored,
      keep() {
        resolved.keep();
        for (const [key] of paying) owed.delete(key);
      },
    };
  }

  function columns(
    placed: readonly Placed[],
    attributeIds: (number | null)[],
    { lastStates, mark }: { lastStates: LastStates; mark: string | undefined },
  ): EventColumns {
    const events: EventColumns = {
      at: [],
      entity_id: [],
      attributes_id: [],
      type_id: [],
      source: [],
      state: [],
      old_state: [],
    };
    let next = 0;
    for (const { observation, entity } of placed) {
      const key = {
        at: observation.at,
        entity_id: entity ?? hashOf(observation),
        type_id: typeIds.get(observation.type) ?? 0,
      };
      events.at.push(key.at);
      events.entity_id.push(key.entity_id);
      events.type_id.push(key.type_id);
      events.attributes_id.push(observation.attributes === null ? null : (attributeIds[next++] ?? null));
      events.source.push(mark ?? observation.source.charAt(0));
      events.state.push(observation.state);
      events.old_state.push(oldStateOf(observation, entity, lastStates));
      for (const row of link(observation, key)) owed.set(`${row.at} ${row.entity_id} ${row.type_id}`, row);
    }
    return events;
  }

  async function ensureTypes(db: Queries, placed: readonly Placed[]): Promise<void> {
    const named = [...new Set(placed.map(({ observation }) => observation.type))];
    const areUnknown = () => named.filter((type) => !typeIds.has(type));
    if (areUnknown().length === 0) return;
    for (const { id, name } of await eventTypes(db, connectionId, areUnknown())) typeIds.set(name, id);
    if (areUnknown().length === 0) return;
    for (const { id, name } of await addEventTypes(db, home, connectionId, areUnknown())) typeIds.set(name, id);
  }

  async function ensureDays(db: Queries, placed: readonly Placed[]): Promise<void> {
    const unknown = new Set(placed.map(({ observation }) => dayOf(observation.at)).filter((day) => !days.has(day)));
    for (const day of unknown) {
      await makeDay(db, day);
      days.add(day);
    }
  }

  /** After something was forgotten: a later event must not tell of an earlier one that is gone. */
  function startAfresh(): void {
    link = linkingContexts();
    owed.clear();
    for (const lane of Object.values(newest)) lane.clear();
  }

  return { home, connectionId, remember, startAfresh };
}

function oldStateOf(
  { type, state, oldState, source }: Observation,
  entity: number | null,
  lastStates: LastStates,
): string | null {
  if (type !== STATE_CHANGED || entity === null) return null;
  const last = lastStates.get(entity);
  if (source === "live" || source === "snapshot") lastStates.set(entity, state);
  if (oldState === undefined || oldState === last) return null;
  return oldState ?? NONE;
}

/** Retention let go of a day that we had made: "no partition of relation found for row". */
const isDayGone = (error: unknown): boolean =>
  hasSqlState(error) && error.code === "23514" && error.message.includes("no partition");

const wantedAttributes = ({ observation: { attributes, type, at }, entity }: Placed) =>
  attributes === null ? [] : [{ text: attributes, entityId: type === STATE_CHANGED ? entity : null, day: dayOf(at) }];

/** Somebody else, a gap fill for instance, wrote one of the events at the same moment. */
const isContested = (error: unknown): boolean => hasSqlState(error) && error.code === "23505";

/** Below zero: an event without an entity is told apart by its context and data. */
function hashOf({ context, attributes, type }: Observation): number {
  const digest = createHash("sha256").update(`${type}\n${context?.id}\n${attributes}`).digest();
  return -1 - (digest.readInt32BE(0) & 0x7fffffff);
}

// Observations come with the offset +00:00, so that their text tells the UTC day and hour.
const dayOf = (at: string): string => {
  if (!at.startsWith(lastDay)) lastDay = at.slice(0, 10);
  return lastDay;
};

/** Events come in their order, and the same text is looked up more quickly. */
let lastDay = "-";

/** The hours of UTC in which something happened. */
export function hoursOf(ats: Iterable<string>): string[] {
  const hours = new Set<string>();
  let last = "-";
  for (const at of ats)
    if (!at.startsWith(last)) {
      last = at.slice(0, 13);
      hours.add(last);
    }
  return [...hours].map((hour) => `${hour}:00:00+00`);
}
