import type { Call } from "#server/command.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { Lru } from "#server/lru.ts";
import { ofHome } from "#server/of-home.ts";
import { perDatabase } from "#server/per-database.ts";
import { soon } from "#server/soon.ts";
import type { RememberedEvent, Timeline } from "./contract.ts";
import { timeline } from "./timeline.ts";

const GATHER = { seconds: 0.25 };
/** Batches of two connections overlap; an event may be stored a little after a later one. */
const LATE = 5_000_000; // microseconds
const MOST_AT_ONCE = 200;
const REMEMBERED = 2_000;

type Tell = (items: RememberedEvent[]) => void;
type Look = AsyncDisposable & { readonly followers: Set<Tell> };

/** By home, asker and what they want: who may see the same is told from one reading. */
const looks = perDatabase(() => new Map<string, Promise<Look>>());

/** Tells what is new from now on, until it is disposed of; what there was before it never tells. */
export async function follow(wanted: Timeline, call: Call, tell: Tell) {
  const shared = looks(call.world);
  const key = JSON.stringify([call.home, call.asker, wanted]);
  const looking = shared.get(key) ?? newLook(wanted, call);
  shared.set(key, looking);
  const look = await looking.catch((error) => {
    if (shared.get(key) === looking) shared.delete(key);
    throw error;
  });
  if (shared.get(key) !== looking) return follow(wanted, call, tell); // the last one left while it was waited for
  look.followers.add(tell);
  return {
    async [Symbol.asyncDispose]() {
      look.followers.delete(tell);
      if (look.followers.size > 0) return;
      if (shared.get(key) === looking) shared.delete(key);
      await look[Symbol.asyncDispose]();
    },
  };
}

async function newLook(wanted: Timeline, { world, db, home }: Call): Promise<Look> {
  const followers = new Set<Tell>();
  const sent = new Lru<string, true>(REMEMBERED);
  let newest = "";

  const look = soon(world.clock, GATHER, tellNews, (error) =>
    world.log.warn("the live timeline fell behind", { error }),
  );
  const page = (from: string | undefined, limit: number) =>
    timeline(db, { ...wanted, from, limit, cursor: undefined, home, now: world.clock.now() });
  const listening = await world.db.listen("memory", ofHome(home, look.call));
  note((await page(wanted.from, wanted.limit)).items); // before anybody follows: each takes their own snapshot later

  async function tellNews(): Promise<void> {
    const since = newest === "" ? wanted.from : fromMicroseconds(toMicroseconds(newest) - LATE);
    const { items } = await page(since, MOST_AT_ONCE);
    const news = items.filter(({ event }) => !sent.get(event));
    note(news);
    if (news.length > 0) for (const tell of followers) tell(news);
  }

  function note(items: readonly RememberedEvent[]): void {
    for (const { event, at } of items) {
      sent.set(event, true);
      if (at > newest) newest = at;
    }
  }

  return {
    followers,
    async [Symbol.asyncDispose]() {
      await listening[Symbol.asyncDispose]();
      await look[Symbol.asyncDispose]();
    },
  };
}
