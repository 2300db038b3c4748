import type { Microseconds } from "../moment.ts";
import type { Report, Track } from "./track.ts";

/** Several tracks told as one. What two of them say at one instant, the later of them says a microsecond later. */
export function merged(tracks: readonly Track[]): Track {
  return {
    *onward(from) {
      let last: Microseconds = Number.NEGATIVE_INFINITY;
      for (const report of inOrder(
        tracks.map((track) => track.onward(from)),
        (a, b) => a.at - b.at,
      )) {
        const at = Math.max(report.at, last + 1);
        last = at;
        yield at === report.at ? report : { ...report, at };
      }
    },
    backward: (until) =>
      inOrder(
        tracks.map((track) => track.backward(until)),
        (a, b) => b.at - a.at,
      ),
  };
}

/** Without what the scripted devices said while nobody listened. */
export function outside(outages: readonly { from: Microseconds; to: Microseconds }[], track: Track): Track {
  const isHeard = ({ at }: Report) => !outages.some(({ from, to }) => at >= from && at < to);
  function* heard(reports: Iterable<Report>) {
    for (const report of reports) if (isHeard(report)) yield report;
  }
  return {
    onward: (from) => (outages.length === 0 ? track.onward(from) : heard(track.onward(from))),
    backward: (until) => (outages.length === 0 ? track.backward(until) : heard(track.backward(until))),
  };
}

/** Each of `sources` is in order already. There are few, so the first of their heads is found by looking at all. */
export function* inOrder<T>(sources: readonly Iterable<T>[], order: (a: T, b: T) => number): Iterable<T> {
  const heads = sources.flatMap((source) => {
    const rest = source[Symbol.iterator]();
    const first = rest.next();
    return first.done ? [] : [{ value: first.value, rest }];
  });
  while (heads.length > 0) {
    const head = heads.reduce((first, other) => (order(other.value, first.value) < 0 ? other : first));
    yield head.value;
    const next = head.rest.next();
    if (next.done) heads.splice(heads.indexOf(head), 1);
    else head.value = next.value;
  }
}
