import type { Call } from "#server/command.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { Lru } from "#server/lru.ts";
import { ofHome } from "#server/of-home.ts";
import { soon } from "#server/soon.ts";
import type { RememberedEvent, Timeline } from "./contract.ts";
import { timeline } from "./timeline.ts";

const GATHER = { seconds: 0.25 };
/** Batches of two connections overlap; an event may be stored a little after a later one. */
const LATE = 5_000_000; // microseconds
const MOST_AT_ONCE = 200;
const REMEMBERED = 2_000;

/** The timeline as it is, and then each event that comes; of the past, which gap fills and imports bring, the page asks by itself. */
export async function followTimeline(
  wanted: Timeline,
  { world, db, home }: Call,
  send: (items: RememberedEvent[]) => void,
) {
  const sent = new Lru<string, true>(REMEMBERED);
  let newest = "";
  const page = (from: string | undefined, limit: number) =>
    timeline(db, { ...wanted, from, limit, cursor: undefined, home, now: world.clock.now() });

  const look = soon(world.clock, GATHER, tellNews, (error) =>
    world.log.warn("the live timeline fell behind", { error }),
  );
  const listening = await world.db.listen("memory", ofHome(home, look.call));
  const { items: snapshot } = await page(wanted.from, wanted.limit);
  note(snapshot);

  async function tellNews(): Promise<void> {
    const since = newest === "" ? wanted.from : fromMicroseconds(toMicroseconds(newest) - LATE);
    const { items } = await page(since, MOST_AT_ONCE);
    const news = items.filter(({ event }) => !sent.get(event));
    note(news);
    if (news.length > 0) send(news);
  }

  function note(items: readonly RememberedEvent[]): void {
    for (const { event, at } of items) {
      sent.set(event, true);
      if (at > newest) newest = at;
    }
  }

  return {
    snapshot,
    async close() {
      await listening[Symbol.asyncDispose]();
      await look[Symbol.asyncDispose]();
    },
  };
}
