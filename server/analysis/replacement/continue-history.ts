import type { Queries } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import {
  type Identity,
  identitiesNamed,
  identitiesOfDevice,
  swapIdentities,
} from "#server/store/house/identity-queries.ts";
import { eventsOf, swapEvents } from "#server/store/memory/swap-queries.ts";
import { type Pair, pairsOf, whyNotAlike } from "./alike.ts";
import { continuedOf, insertContinued, lockContinuing, noteUndone } from "./queries.ts";

const DAY_MS = 86_400_000;
const LOOKED_BACK_MS = 400 * DAY_MS;
/** Of the new one alone; whoever has had it for so long has two histories. */
const MOST_EVENTS = 200_000;
const GONE = new Set(["unavailable", "unknown"]);

export interface Place {
  readonly home: number;
  /** Milliseconds since the epoch, by the home's clock. */
  readonly now: number;
  /** The state that an entity has now. */
  stateNow(entityId: string): string | undefined;
}

/**
 * The new entity, or each of the new device's that has a like, goes on with the old one's history: the old row takes over what the new
 * one is called and its events since it came. Answers the numbers under which it is undone, and what has no like.
 * @throws Refusal `unknown_thing`, `still_there`, `not_alike`, `too_much`
 */
export async function continueHistory(
  tx: Queries,
  place: Place,
  { old, next }: { old: string; next: string },
): Promise<{ continued: number[]; left: string[] }> {
  await lockContinuing(tx, place.home);
  const { pairs, left } = await pairsFor(tx, place, { old, next });
  const continued: number[] = [];
  for (const pair of pairs) continued.push(await handOn(tx, place, pair));
  return { continued, left };
}

async function pairsFor(tx: Queries, place: Place, { old, next }: { old: string; next: string }) {
  const { home } = place;
  const now = (await named(tx, home, next)).filter(({ is_gone }) => !is_gone);
  const isNow = new Set(now.map(({ id }) => id));
  const before = (await named(tx, home, old)).filter(({ id }) => !isNow.has(id));
  if (now.length === 0 || before.length === 0) throw unknown(now.length === 0 ? next : old);
  const there = before.find((it) => !it.is_gone && !GONE.has(place.stateNow(it.entity_id) ?? "unavailable"));
  if (there) {
    const sentence = `${there.entity_id} still answers; what is there twice cannot go on as one. Remove it in Home Assistant first.`;
    throw new Refusal("still_there", sentence, { status: 409 });
  }
  const [one, other] = [before[0], now[0]];
  if (old.includes(".") && one && other) return { pairs: [alike({ old: one, next: other })], left: [] };
  const pairs = pairsOf(latestOf(before), now);
  if (pairs.length === 0) throw notAlike("no entity of the new device is of a kind with one of the old");
  const paired = new Set(pairs.map((pair) => pair.old.id));
  const left = latestOf(before).filter(({ id }) => !paired.has(id));
  return { pairs: pairs.map(alike), left: left.map(({ entity_id }) => entity_id) };
}

/** An entity id has a dot, a device id has none. */
const named = (tx: Queries, home: number, thing: string) =>
  thing.includes(".") ? identitiesNamed(tx, home, thing) : identitiesOfDevice(tx, home, thing);

/** Of rows that had one entity id, one after the other. */
const latestOf = (rows: readonly Identity[]): Identity[] => [
  ...new Map(rows.toReversed().map((row) => [row.entity_id, row])).values(),
];

function alike(pair: Pair): Pair {
  const why = whyNotAlike(pair.old, pair.next);
  if (why) throw notAlike(why);
  return pair;
}

async function handOn(tx: Queries, { home, now }: Place, { old, next }: Pair): Promise<number> {
  const stretch = { home, from: instantOf(now - LOOKED_BACK_MS), to: instantOf(now + DAY_MS) };
  const { first, count } = (await eventsOf(tx, stretch, next.id)) ?? { first: null, count: 0 };
  if (count > MOST_EVENTS) {
    const sentence = `${next.entity_id} has ${count} events of its own already; what has been there for so long goes on by itself.`;
    throw new Refusal("too_much", sentence, { status: 409 });
  }
  const since = first ?? instantOf(now);
  await swap(tx, { home, now, since }, [old.id, next.id]);
  const row = await insertContinued(tx, home, { old: old.id, new: next.id, since, at: instantOf(now) });
  return row?.id ?? 0;
}

async function swap(
  tx: Queries,
  { home, now, since }: { home: number; now: number; since: string },
  rows: [number, number],
) {
  await swapIdentities(tx, rows);
  await swapEvents(tx, { home, from: since, to: instantOf(now + DAY_MS) }, rows);
}

/**
 * Takes it back: each goes on with its own history, with all that came since. @throws Refusal `unknown_thing`, `undone_already`, `later_first`
 */
export async function separateHistories(tx: Queries, { home, now }: Place, ids: readonly number[]): Promise<void> {
  await lockContinuing(tx, home);
  const all = await continuedOf(tx, home);
  for (const id of [...ids].sort((one, other) => other - one)) {
    const it = all.find((row) => row.id === id);
    if (!it) throw unknown(String(id));
    if (it.undone_at)
      throw new Refusal("undone_already", `${it.entity_id} has its own history already.`, { status: 409 });
    const isLater = (row: typeof it) =>
      row.id > id &&
      !row.undone_at &&
      !ids.includes(row.id) &&
      [row.old_id, row.new_id].some((key) => [it.old_id, it.new_id].includes(key));
    if (all.some(isLater)) {
      const sentence = `${it.entity_id} was replaced again since; take that back first.`;
      throw new Refusal("later_first", sentence, { status: 409 });
    }
    await swap(tx, { home, now, since: it.since }, [it.old_id, it.new_id]);
    await noteUndone(tx, home, { id, at: instantOf(now) });
  }
}

const unknown = (thing: string) =>
  new Refusal(
    "unknown_thing",
    `There is no ${thing} in this home; house/entities and house/devices tell what there is.`,
    {
      status: 404,
    },
  );

const notAlike = (why: string) => new Refusal("not_alike", `These cannot have one history: ${why}.`, { status: 409 });
