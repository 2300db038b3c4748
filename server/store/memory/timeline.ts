import type { Queries, Transactions } from "#db/database.ts";
import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import type { RememberedEvent, Timeline } from "./contract.ts";
import { eventId, readEventId } from "./event-id.ts";
import type { Named } from "./sentences/happening.ts";
import { namesOf } from "./sentences/happening-queries.ts";
import { mentionedEntities } from "./sentences/mentioned-entities.ts";
import { sentenceOf } from "./sentences/sentence-of.ts";
import { statesBefore } from "./states-before.ts";
import { entitiesMeant, eventsBefore, isSettled, type TimelineRow, typesMeant } from "./timeline-queries.ts";

const HOUR = 3_600_000_000; // microseconds
const DAY = 24 * HOUR;
const FARTHEST = 3_660 * DAY;

/**
 * A page of what happened, newest first. Without a lower bound the span widens until the page is full, so that a busy home
 * answers from its last minutes and a quiet entity from its last year.
 */
export async function timeline(db: Transactions, wanted: Timeline & { home: number; now: number }) {
  const until = wanted.to ?? instantOf(wanted.now + 60_000);
  const after = wanted.cursor === undefined ? undefined : readEventId(wanted.cursor);
  const from = wanted.from ?? fromMicroseconds(Math.max(0, toMicroseconds(until) - FARTHEST));
  return db.transaction(async (tx) => {
    const entities = await entitiesMeant(tx, wanted.home, wanted);
    const types = await typesMeant(tx, wanted.home, wanted.kinds);
    if (entities?.length === 0 || types?.length === 0) return { items: [], cursor: null };
    const rows: TimelineRow[] = [];
    let to = after ? toMicroseconds(after.at) + 1 : toMicroseconds(until);
    const floor = toMicroseconds(from);
    for (let width = HOUR; to > floor && rows.length <= wanted.limit; width *= 8) {
      const since = Math.max(floor, to - width);
      const span = { since: fromMicroseconds(since), until: fromMicroseconds(to) };
      rows.push(
        ...(await eventsBefore(tx, {
          ...wanted,
          ...span,
          entities,
          types,
          after,
          limit: wanted.limit + 1 - rows.length,
        })),
      );
      to = since;
    }
    const page = rows.slice(0, wanted.limit);
    await tellOldStates(tx, wanted.home, page);
    const before = attributesBefore(page);
    const named = new Map((await namesIn(tx, wanted.home, page)).map(({ entity_id, name }) => [entity_id, name]));
    const items = page.map((row) =>
      shown(
        row,
        sentenceFor(row, before.get(row), (id) => named.get(id)),
      ),
    );
    return { items, cursor: rows.length > wanted.limit ? (items.at(-1)?.event ?? null) : null };
  });
}

/** Any other is the mark of an import from a recorder. */
const SOURCES: Record<string, RememberedEvent["source"]> = { l: "live", b: "backfill", s: "snapshot" };

/** Most rows follow an older one of the same entity on the page, which tells their old state; the others are looked up at once. */
async function tellOldStates(tx: Queries, home: number, page: readonly TimelineRow[]): Promise<void> {
  const newer = new Map<number, TimelineRow>(); // by entity: waits for the next older row
  for (const row of page) {
    if (row.type_id !== 0) continue;
    const waiting = newer.get(row.entity_key);
    if (waiting) waiting.old_state = row.state;
    if (row.is_previous) newer.set(row.entity_key, row);
    else newer.delete(row.entity_key);
  }
  const wanted = [...newer.values()].map(({ entity_key, at }) => ({ entity_key, at }));
  for (const { entity_key, state } of await statesBefore(tx, { home, wanted, goOn: () => isSettled(tx, home) })) {
    const waiting = newer.get(entity_key);
    if (waiting) waiting.old_state = state;
  }
}

/** Rows of one entity on the page know what the attributes were in the row before. */
function attributesBefore(page: readonly TimelineRow[]): Map<TimelineRow, TimelineRow["told"]> {
  const before = new Map<TimelineRow, TimelineRow["told"]>();
  const newer = new Map<number, TimelineRow>(); // by entity
  for (const row of page) {
    if (row.type_id !== 0) continue;
    const next = newer.get(row.entity_key);
    if (next) before.set(next, row.told);
    newer.set(row.entity_key, row);
  }
  return before;
}

/** Whom the events that are no states name. */
function namesIn(tx: Queries, home: number, page: readonly TimelineRow[]) {
  const texts = page.filter(({ type_id }) => type_id !== 0).map(({ told }) => JSON.stringify(told));
  return namesOf(tx, home, { ids: [], entityIds: mentionedEntities(texts) });
}

function sentenceFor(
  { is_previous, told, kind, entity_id, state, old_state, person, ...thing }: TimelineRow,
  old_attributes: TimelineRow["told"] | undefined,
  called: Named["called"],
): string | null {
  const isUnknown = is_previous && old_state === null;
  const event = { kind, entity_id, state, old_state: isUnknown ? undefined : old_state, attributes: told };
  return sentenceOf({ ...event, old_attributes, person }, { ...thing, called })?.text ?? null;
}

function shown(
  { type_id, entity_key, is_previous, source, told, person, ...row }: TimelineRow,
  sentence: string | null,
): RememberedEvent {
  return {
    event: eventId({ at: row.at, type_id, entity_id: entity_key }),
    source: SOURCES[source] ?? "import",
    ...row,
    sentence,
  };
}
