import { instantOf, toMicroseconds } from "#server/instant.ts";
import { extendCoverage, startCoverage, type Where } from "#server/store/memory/coverage.ts";
import type { World } from "#server/world.ts";
import type { Link } from "./connect/link.ts";
import type { Rememberer } from "./rememberer.ts";

const EVERY = { seconds: 10 };
/** In a home where nothing happens no batch comes to ride on. */
const LONGEST_WAIT_MS = 60_000;

/** Between two looks the home's clock and ours go on alike; more than this apart, one was set. */
const SET_MS = 5_000;

/** Milliseconds since the epoch, and by the count that no clock moves. */
type Moment = { at: number; count: number };

export interface CoveredParts extends Where {
  link: Pick<Link, "ping" | "over" | "ended">;
  rememberer: Pick<Rememberer, "backlog" | "riders" | "isShut" | "turnedAway">;
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
  const turnedAway = rememberer.turnedAway;
  let last = { at: toMicroseconds(from) / 1000, count: clock.elapsed() - (clock.now() - toMicroseconds(from) / 1000) };
  let writtenAt = Number.NEGATIVE_INFINITY; // by the count that no clock moves

  /** Once something was turned away for want of room this link covers nothing more: the next one asks for what is missing. */
  const hasHole = () => rememberer.isShut || rememberer.turnedAway > turnedAway;

  /** What happened before an answered ping has arrived, for Home Assistant keeps the order. */
  async function moveOn(): Promise<void> {
    const now = { at: clock.now(), count: clock.elapsed() };
    await link.ping();
    await rememberer.backlog.settled();
    if (hasHole()) return;
    beginAnewIfSet(now);
    if (now.count - writtenAt >= LONGEST_WAIT_MS) return extendTo(now);
    const known = id;
    if (known === undefined) return;
    rememberer.riders.board("coverage", async (tx) => {
      await extendCoverage(tx, known, instantOf(now.at));
      writtenAt = now.count;
    });
  }

  /** A clock that was set leaves the old span as it is. */
  function beginAnewIfSet(now: Moment): void {
    if (Math.abs(now.at - last.at - (now.count - last.count)) > SET_MS) {
      id = undefined;
      begin = instantOf(now.at);
      writtenAt = Number.NEGATIVE_INFINITY;
    }
    last = now;
  }

  async function extendTo(now: Moment): Promise<void> {
    id ??= await startCoverage(db, where, begin);
    await extendCoverage(db, id, instantOf(now.at));
    writtenAt = now.count;
  }

  /** A link that we closed ourselves was good to its end. */
  async function finish(): Promise<void> {
    const { why, at } = await link.ended;
    if (why !== "closed") return;
    await rememberer.backlog.flushed();
    if (hasHole()) return;
    const now = { at: clock.now() - (clock.elapsed() - at), count: at };
    beginAnewIfSet(now);
    await extendTo(now);
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
