import type { Database, Queries } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import type { Forgetting } from "#server/forgetter.ts";
import { fromMicroseconds, instantOf, startOfHour, toMicroseconds } from "#server/instant.ts";
import {
  hasEvents,
  keepSilentGap,
  namesOf,
  type SilenceRow,
  settleSilence,
  unsettledSilences,
} from "#server/store/memory/control/queries.ts";
import { markDue } from "#server/store/memory/queries.ts";
import { talliesOf } from "#server/store/memory/retention/tally-queries.ts";
import type { World } from "#server/world.ts";
import { intakeOf } from "../connected-homes.ts";
import type { ErrandWork } from "./errand.ts";
import { forgetters } from "./forgetters.ts";

const DAY = 86_400_000_000; // microseconds

export async function forgettingOf(
  db: Queries,
  row: Pick<SilenceRow, "home" | "from" | "to" | "entities">,
): Promise<Forgetting> {
  const names = row.entities === null ? [] : await namesOf(db, row.entities);
  const { home, from, to, entities } = row;
  return { home, from, to, entities, entityIds: names.map(({ entity_id }) => entity_id) };
}

/** How much would be forgotten; whole days by their tally where there is one, the rest counted. */
export async function countForgetting(db: Queries, clock: Clock, what: Forgetting) {
  const sum = { events: 0, bytes: 0 };
  const add = ({ events, bytes }: typeof sum) => {
    sum.events += events;
    sum.bytes += Math.round(bytes);
  };
  const today = instantOf(clock.now()).slice(0, 10);
  for (const piece of daysOf(what)) {
    const isWhole = toMicroseconds(piece.to) - toMicroseconds(piece.from) === DAY && piece.from.slice(0, 10) < today;
    const tally = isWhole
      ? (await talliesOf(db, piece.from.slice(0, 10))).find(({ home_id }) => home_id === what.home)
      : undefined;
    if (!tally) {
      for (const { count } of forgetters) add(await count(db, piece));
      continue;
    }
    const wanted = what.entities && new Set(what.entities);
    tally.entities.forEach((id, i) => {
      if (!wanted || wanted.has(id))
        add({ events: (tally.states[i] ?? 0) + (tally.others[i] ?? 0), bytes: tally.bytes[i] ?? 0 });
    });
    if (!wanted) add({ events: tally.homely, bytes: 0 });
  }
  return sum;
}

function* daysOf(what: Forgetting): Generator<Forgetting> {
  const end = toMicroseconds(what.to);
  for (let from = toMicroseconds(what.from); from < end; ) {
    const to = Math.min(end, (Math.floor(from / DAY) + 1) * DAY);
    yield { ...what, from: fromMicroseconds(from), to: fromMicroseconds(to) };
    from = to;
  }
}

type Wish = Pick<SilenceRow, "id" | "home" | "from" | "to" | "entities">;
type Going = { signal?: AbortSignal; stepped?(): void };

/** Nothing of the span comes in any more; then all that is there goes, and a gap is left. Killed or stopped, it is done again from the start. */
export async function forget(world: World, silence: Wish, { signal, stepped = () => {} }: Going = {}): Promise<void> {
  const ofHome = [...intakeOf(world).connections.values()].filter(({ row }) => row.home_id === silence.home);
  for (const { rememberer } of ofHome) await unlessStopped(rememberer.forget(), signal);
  const what = await forgettingOf(world.db, silence);
  for (const forgetter of forgetters) {
    if (signal?.aborted) return;
    await forgetter.forget({ ...world, silence: silence.id, signal, stepped }, what);
  }
  if (signal?.aborted) return;
  await markEdges(world.db, what);
  await settle(world.db, silence);
  world.log.info("a span was forgotten, as wished", { from: what.from, to: what.to });
}

/** What waits for a full disk may wait for long. */
async function unlessStopped(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return void (await work);
  const stopped = Promise.withResolvers<void>();
  const stop = () => stopped.resolve();
  signal.addEventListener("abort", stop, { once: true });
  await Promise.race([work, stopped.promise]).finally(() => signal.removeEventListener("abort", stop));
}

/** Hours of which something stayed get their lists and summaries anew. */
async function markEdges(db: Database, { home, from, to }: Forgetting): Promise<void> {
  for (const at of [from, to]) {
    const hour = startOfHour(at);
    if (await hasEvents(db, home, hour)) await markDue(db, home, [hour]);
  }
}

async function settle(db: Database, silence: Wish): Promise<void> {
  const { entityIds, ...what } = await forgettingOf(db, silence);
  const reason = "Forgotten, as the household wished";
  await db.transaction(async (tx) => {
    await keepSilentGap(tx, { ...what, entityIds: what.entities && entityIds, reason });
    await settleSilence(tx, silence.id);
  });
}

/** What is wished and not yet done, oldest wish first. */
export async function forgetErrands(world: World, now: string): Promise<ErrandWork[]> {
  const works: ErrandWork[] = [];
  for (const silence of await unsettledSilences(world.db, "forgotten", now)) {
    const what = await forgettingOf(world.db, silence);
    const { home, from, to } = silence;
    const about = silence.entities && what.entityIds.join(", ");
    const total = forgetters.reduce((sum, { steps }) => sum + steps(what), 0);
    works.push({
      errand: { key: `forget ${silence.id}`, home, kind: "forget", about, from, to, done: 0, total },
      run: (how) => forget(world, silence, how),
    });
  }
  return works;
}
