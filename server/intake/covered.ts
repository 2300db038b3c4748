import { instantOf, toMicroseconds } from "#server/instant.ts";
import { extendCoverage, startCoverage, type Where } from "#server/store/memory/coverage.ts";
import type { World } from "#server/world.ts";
import type { Link } from "./connect/link.ts";
import type { Rememberer } from "./rememberer.ts";

const EVERY = { seconds: 10 };
/** Between two looks the home's clock and ours go on alike; more than this apart, one was set. */
const SET_MS = 5_000;

export interface CoveredParts extends Where {
  link: Pick<Link, "ping" | "over" | "ended">;
  rememberer: Pick<Rememberer, "backlog">;
  from: string;
}

/**
 * Says in the database until when everything is here: the end moves on only over what arrived and is durable, so that after a
 * kill, or a link that was dead for a while before anybody noticed, it is known from when to ask. `clock` shows the home's time; where
 * that was set, or this machine slept, a span begins anew, because nobody recorded the hours that were skipped.
 */
export function keepCovered({ db, clock, log }: World, { from, link, rememberer, ...where }: CoveredParts) {
  let id: number | undefined;
  let begin = from;
  let last = { at: toMicroseconds(from) / 1000, count: clock.elapsed() - (clock.now() - toMicroseconds(from) / 1000) };

  /** What happened before an answered ping has arrived, for Home Assistant keeps the order. */
  async function moveOn(): Promise<void> {
    const now = { at: clock.now(), count: clock.elapsed() };
    await link.ping();
    await extendTo(now);
  }

  async function extendTo(now: { at: number; count: number }): Promise<void> {
    await rememberer.backlog.flushed();
    if (Math.abs(now.at - last.at - (now.count - last.count)) > SET_MS) {
      id = undefined;
      begin = instantOf(now.at);
    }
    last = now;
    id ??= await startCoverage(db, where, begin);
    await extendCoverage(db, id, instantOf(now.at));
  }

  /** A link that we closed ourselves was good to its end. */
  async function finish(): Promise<void> {
    const { why, at } = await link.ended;
    if (why === "closed") await extendTo({ at: clock.now() - (clock.elapsed() - at), count: at });
  }

  const careful = (work: () => Promise<void>) => () =>
    work().catch((error) => log.debug("coverage could not be written", { error }));
  const first = careful(moveOn)();
  const ticking = clock.every(EVERY, careful(moveOn));
  return {
    async [Symbol.asyncDispose]() {
      await first;
      await ticking[Symbol.asyncDispose]();
      if (link.over.aborted) await careful(finish)();
    },
  };
}
