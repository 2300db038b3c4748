import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { eventId } from "#server/store/memory/event-id.ts";
import { type HappeningRow, happeningsIn } from "#server/store/memory/sentences/happening-queries.ts";
import { notesIn } from "#server/store/memory/sentences/note-queries.ts";
import { type Telling, tellingsOf, withoutPast } from "#server/store/memory/sentences/told-rows.ts";
import { mayLookFar, statesBefore } from "#server/store/memory/states-before.ts";
import type { Citation } from "../../contract.ts";
import { type Between, pastOf } from "../../past/past.ts";
import type { Asked } from "../asked.ts";
import type { Kind } from "./weights.ts";

/** One thing that happened; instants are microseconds. */
export interface Happened {
  readonly at: number;
  /** What it happened to; 0: the home. */
  readonly entity: number;
  readonly kind: Kind;
  readonly text: string;
  /** Of what took time: when it began and ended, as far as that lies in the span. */
  readonly span?: { readonly from: number | undefined; readonly to: number | undefined };
  readonly kwh?: number | undefined;
  readonly citation: Citation;
}

const DAY = 86_400_000_000; // microseconds
/** A day at a time from the end on, as long as it is not too much to be read. */
const MOST_READ = 20_000;

/** What people noted about no entity in particular. */
export async function notes({ tx, home, language }: Asked, { from, to }: Between): Promise<Happened[]> {
  const rows = await notesIn(tx, { home, from: fromMicroseconds(from), to: fromMicroseconds(to) });
  const told = await tellingsOf(tx, home, rows, new Map(), language.sentences);
  return told.map((telling) => happened(telling, null));
}

type Wanted = { entities: readonly number[]; idOf: (key: number) => string | null; window: Between };

/** What the memory tells of single instants of a span, oldest first. */
export async function happenings(asked: Asked, wanted: Wanted): Promise<Happened[]> {
  const { window } = wanted;
  const all: Happened[][] = [];
  let read = 0;
  let from = window.to;
  while (from > window.from && read < MOST_READ) {
    const to = from;
    from = Math.max(window.from, to - DAY);
    const { rows, told } = await ofDay(asked, { ...wanted, window: { from, to } });
    read += rows;
    all.unshift(told);
  }
  const { gaps } = await pastOf(asked.tx, asked.home, [], window);
  asked.read.push({ between: window, states: new Map(), gaps, rows: read, isTooMuch: from > window.from });
  return all.flat();
}

async function ofDay({ tx, home, language }: Asked, { entities, idOf, window }: Wanted) {
  const span = { from: fromMicroseconds(window.from), to: fromMicroseconds(window.to) };
  const rows = await happeningsIn(tx, { home, ...span, entities });
  const known = await knownBefore({ tx, home }, rows, span.from);
  const tellings = await tellingsOf(tx, home, rows, known, language.sentences);
  return { rows: rows.length, told: tellings.map((telling) => happened(telling, idOf(telling.entity_id))) };
}

function happened(
  { at, text, kind, entity_id, stored_id = entity_id, type_id }: Telling,
  entityId: string | null,
): Happened {
  const citation = { at, entity_id: entityId, text, event: eventId({ at, type_id, entity_id: stored_id }) };
  return { at: toMicroseconds(at), entity: entity_id, kind, text, citation };
}

/** Where nothing was known before, what came first is no news. */
async function knownBefore({ tx, home }: Pick<Asked, "tx" | "home">, rows: readonly HappeningRow[], at: string) {
  const wanted = withoutPast(rows).map((entity_key) => ({ entity_key, at }));
  const found = await statesBefore(tx, { home, wanted, goOn: () => mayLookFar(tx, home) });
  const states = new Map(found.map(({ entity_key, state }) => [entity_key, state]));
  return new Map(
    wanted.map(({ entity_key }) => [entity_key, { state: states.get(entity_key) ?? null, attributes: null }]),
  );
}
