import { fromMicroseconds, secondsToMicroseconds } from "#server/instant.ts";
import type { LogbookEntry } from "./contract.ts";
import type { Span } from "./fetch-span.ts";

/** A start is said when it is over; by then most entities have spoken. */
const LONGEST_START = 180_000_000; // microseconds

/**
 * When Home Assistant itself was down: from its "stopped", or where it was killed from the longest silence before "started", to its
 * next word. `words` are the microseconds of all that was recorded, in any order.
 * Source: homeassistant/components/homeassistant/logbook.py.
 */
export function downtimesIn(logbook: readonly LogbookEntry[], words: readonly number[]): Span[] {
  const said = (message: string) =>
    logbook
      .filter((entry) => entry.domain === "homeassistant" && entry.message === message)
      .map(({ when }) => secondsToMicroseconds(when))
      .toSorted((one, other) => one - other);
  const ordered = [...new Set(words)].sort((one, other) => one - other);
  const [stops, starts] = [said("stopped"), said("started")];
  return starts.flatMap((start, i) => {
    const before = starts[i - 1] ?? -Infinity;
    const down =
      stops.findLast((stop) => stop < start && stop > before) ??
      silenceBefore(
        start,
        ordered.filter((at) => at > before),
      );
    if (down === undefined) return [];
    const up = ordered.find((at) => at > down && at <= start) ?? start;
    return [{ from: fromMicroseconds(down), to: fromMicroseconds(up) }];
  });
}

/** The word after which nothing was said for longest, of those within a start's time, and the last before it. */
function silenceBefore(start: number, ordered: readonly number[]): number | undefined {
  const first = Math.max(0, ordered.findIndex((at) => at >= start - LONGEST_START) - 1);
  const near = ordered.slice(first).filter((at) => at < start);
  let longest = { after: near[0], micros: -1 };
  near.forEach((at, i) => {
    const micros = (near[i + 1] ?? start) - at;
    if (micros > longest.micros) longest = { after: at, micros };
  });
  return longest.after;
}
