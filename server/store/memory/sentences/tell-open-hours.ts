import type { Queries } from "#db/database.ts";
import { listenWhenThere } from "#db/listen-when-there.ts";
import type { Clock } from "#server/clock.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { Lru } from "#server/lru.ts";
import type { World } from "#server/world.ts";
import { everyHomeId } from "../retention/queries.ts";
import { type HappeningRow, happeningsIn } from "./happening-queries.ts";
import { lockSentences, tellLazily, timesGone } from "./queries.ts";
import { distinct, keepSentences, pastOf } from "./tell-hour.ts";
import { type Known, tellingsOf, withoutPast } from "./told-rows.ts";

const LOOKS = { seconds: 10 };
const HOUR = 3_600_000_000; // microseconds
/** Batches of two connections overlap; an hour that is over is closed a minute later. */
const LATE = 120_000_000;
/** Now and then all of it: what a gap fill brings lies further back. */
const WHOLE_EVERY = 12;
const REMEMBERED = 20_000;

type Last = { at: string; state: string | null; attributes: HappeningRow["attributes"] };

/** Sentences of the hour under way, so that they are found before it closes; only those that are new are written. */
export function tellOpenHours({ db, clock, log }: Pick<World, "db" | "clock" | "log">): AsyncDisposable {
  const tellers = new Map<number, ReturnType<typeof openTeller>>(); // by home
  const busy = new Set<number>();
  let isAnyBusy = false; // nobody knows which

  const heard = (payload: string | undefined) => {
    if (payload === undefined) isAnyBusy = true;
    else busy.add(Number(payload));
  };
  const listening = listenWhenThere(db, ["memory", "sentences"], heard);
  async function look(): Promise<void> {
    if (!(await listening.isHearing())) return;
    if (isAnyBusy) for (const { id } of await everyHomeId(db)) busy.add(id);
    isAnyBusy = false;
    for (const home of [...busy]) {
      busy.delete(home);
      const teller = tellers.get(home) ?? openTeller(home, clock);
      tellers.set(home, teller);
      await db.transaction(teller).catch((error: unknown) => {
        busy.add(home);
        throw error;
      });
    }
  }
  const waits = (error: unknown) => {
    const how = isDatabaseAway(error) ? "debug" : "warn"; // that it is away is said elsewhere
    log[how]("sentences of this hour wait", { error });
  };
  const looking = clock.every(LOOKS, () => look().catch(waits));
  return {
    async [Symbol.asyncDispose]() {
      await looking[Symbol.asyncDispose]();
      await listening[Symbol.asyncDispose]();
    },
  };
}

/** Tells what is new of one home, in one transaction. */
export function openTeller(home: number, clock: Pick<Clock, "now">) {
  let gone: number | undefined;
  let teller = rememberingTeller(home, clock);
  return async (tx: Queries): Promise<number> => {
    await lockSentences(tx, home, "shared"); // no sentence goes until the end of it
    const times = await timesGone(tx, home);
    if (gone !== undefined && gone !== times) teller = rememberingTeller(home, clock);
    gone = times;
    return teller(tx);
  };
}

/** As long as no sentence was erased meanwhile. */
function rememberingTeller(home: number, clock: Pick<Clock, "now">) {
  const told = new Lru<string, true>(REMEMBERED);
  const before = { hour: 0, known: new Map<number, Last>() }; // by entity: what it was when the hour began
  const last = new Map<number, Last>(); // by entity
  let looked = 0;
  let newest = 0;

  return async (tx: Queries): Promise<number> => {
    const now = toMicroseconds(instantOf(clock.now()));
    const hour = Math.floor((now - LATE) / HOUR) * HOUR;
    const isWhole = looked++ % WHOLE_EVERY === 0;
    const from = isWhole ? hour : Math.max(hour, Math.min(newest, now) - LATE);
    const rows = await happeningsIn(tx, { home, from: fromMicroseconds(from), to: instantOf(clock.now() + 60_000) });
    const unseen = isWhole ? rows : rows.filter(({ is_first, entity_id, at }) => !is_first || isNews(entity_id, at));
    const known = isWhole ? await knownAt(tx, hour, withoutPast(rows)) : last;
    const fresh = distinct(await tellingsOf(tx, home, unseen, known));
    for (const key of fresh.keys()) if (told.get(key)) fresh.delete(key);
    for (const { at, entity_id, type_id, state, attributes } of rows) {
      newest = Math.max(newest, toMicroseconds(at));
      if (type_id === 0 && isNews(entity_id, at)) last.set(entity_id, { at, state, attributes });
    }
    if (fresh.size === 0) return 0;
    await tellLazily(tx);
    await keepSentences(tx, home, fresh);
    for (const key of fresh.keys()) told.set(key, true);
    return fresh.size;
  };

  function isNews(entity: number, at: string): boolean {
    const seen = last.get(entity)?.at;
    return seen === undefined || seen < at;
  }

  async function knownAt(tx: Queries, hour: number, entities: readonly number[]): Promise<Known> {
    if (before.hour !== hour) before.known.clear();
    before.hour = hour;
    const at = fromMicroseconds(hour);
    const asked = entities.filter((id) => !before.known.has(id));
    for (const [id, it] of await pastOf(tx, asked, at)) before.known.set(id, { at, ...it });
    return before.known;
  }
}
