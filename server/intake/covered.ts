import { instantOf } from "#server/instant.ts";
import { extendCoverage, startCoverage, type Where } from "#server/store/memory/coverage.ts";
import type { World } from "#server/world.ts";
import type { Link } from "./connect/link.ts";
import type { Rememberer } from "./rememberer.ts";

const EVERY = { seconds: 10 };
/** In a home where nothing happens no batch comes to ride on. */
const LONGEST_WAIT_MS = 60_000;

export interface CoveredParts extends Where {
  link: Pick<Link, "ping" | "over" | "ended">;
  rememberer: Pick<Rememberer, "backlog" | "riders" | "isShut">;
  from: string;
}

/**
 * Says in the database until when everything is here: the end moves on only over what arrived and is durable, so that after a
 * kill, or a link that was dead for a while before anybody noticed, it is known from when to ask.
 */
export function keepCovered({ db, clock, log }: World, { from, link, rememberer, ...where }: CoveredParts) {
  let id: number | undefined;
  let writtenAt = 0; // milliseconds since the epoch

  /** What happened before an answered ping has arrived, for Home Assistant keeps the order. */
  async function moveOn(): Promise<void> {
    const now = clock.now();
    await link.ping();
    await rememberer.backlog.settled();
    if (rememberer.isShut) return;
    if (now - writtenAt >= LONGEST_WAIT_MS) return extendTo(now);
    const known = id;
    if (known === undefined) return;
    rememberer.riders.board("coverage", async (tx) => {
      await extendCoverage(tx, known, instantOf(now));
      writtenAt = now;
    });
  }

  async function extendTo(milliseconds: number): Promise<void> {
    id ??= await startCoverage(db, where, from);
    await extendCoverage(db, id, instantOf(milliseconds));
    writtenAt = milliseconds;
  }

  /** A link that we closed ourselves was good to its end. */
  async function finish(): Promise<void> {
    const { why, at } = await link.ended;
    if (why !== "closed") return;
    await rememberer.backlog.flushed();
    if (!rememberer.isShut) await extendTo(at);
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
