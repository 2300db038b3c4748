import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { Refusal } from "../../refusal.ts";
import type { Link } from "./link.ts";

/** A `met` needs a moment to notice that its link ended; longer than this the next link does not wait for it. */
const WIND_DOWN = { seconds: 5 };

export interface SessionParts {
  clock: Clock;
  log: Log;
  met(link: Link, signal: AbortSignal): Promise<void>;
  /** Called when `met` is done, unless the link ended first. */
  arrived(): void;
}

export interface SessionEnd {
  why: Refusal;
  /** How long the link was live; undefined where `met` was never done. */
  liveMs: number | undefined;
}

/** Lives through one link: from its first moment until it has ended and `met` has let go of it. */
export async function liveThrough(link: Link, { clock, log, met, arrived }: SessionParts): Promise<SessionEnd> {
  let liveFrom: number | undefined;
  const meeting = meet(() => met(link, link.over)).then((trouble) => {
    if (link.over.aborted) return;
    if (trouble) return link.close(asSentence(trouble, log));
    liveFrom = clock.elapsed();
    arrived();
  });
  const end = await link.ended;
  const liveMs = liveFrom === undefined ? undefined : end.at - liveFrom;
  const settled = new AbortController();
  await Promise.race([meeting.finally(() => settled.abort()), clock.sleep(WIND_DOWN, settled.signal)]);
  return { why: new Refusal(`link_${end.why}`, end.sentence), liveMs };
}

/** Also what `met` throws at once becomes an answer. */
async function meet(met: () => Promise<void>): Promise<unknown> {
  try {
    await met();
  } catch (error) {
    return error ?? new Error("rejected with nothing");
  }
}

function asSentence(trouble: unknown, log: Log): string {
  if (trouble instanceof Refusal) return trouble.message;
  log.error("a new connection could not be taken up", { error: trouble });
  return "HomeOps could not take up the connection because of a fault of its own; its log says more.";
}
