import { command } from "#server/command.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { learnedOf } from "#server/store/unusual/queries.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import { zonedAt } from "#server/zoned.ts";
import { bandAt } from "./band.ts";
import { ExpectedBand, ExpectedInput } from "./contract.ts";
import { newHourDetector } from "./hour-detector.ts";
import { HOUR_MS } from "./hours.ts";
import { unpackDetector } from "./packed-detector.ts";

const LONGEST_MS = 3_700 * 24 * HOUR_MS;

export const expected = command({
  name: "health/expected",
  summary: "Between what a sensor is expected to be at each time, by what is usual for it now",
  input: ExpectedInput,
  output: ExpectedBand,
  run: ({ entity, points, ...span }, { db, home }) =>
    db.transaction(async (tx) => {
      const [from, to] = [toMicroseconds(span.from) / 1000, toMicroseconds(span.to) / 1000];
      if (!(from < to) || to - from > LONGEST_MS)
        throw new Refusal("bad_span", "The span must end after it begins, and be of ten years at most");
      const learned = await learnedOf(tx, home, entity);
      if (!learned) return { items: [] };
      const { hours } = unpackDetector(learned.state, newHourDetector());
      const timeZone = await timeZoneOf(tx, home);
      return { items: starts({ from, to, points }).flatMap((at) => shown(at)) };

      function shown(at: number): ExpectedBand["items"] {
        const local = at + zonedAt(at * 1000, timeZone).offsetNanoseconds / 1e6;
        const band = bandAt(hours, Math.floor(local / HOUR_MS));
        return band ? [{ at: instantOf(at), ...band }] : [];
      }
    }),
});

/** Whole hours, evenly spread, at most so many. */
function starts({ from, to, points }: { from: number; to: number; points: number }): number[] {
  const first = Math.floor(from / HOUR_MS);
  const hours = Math.ceil(to / HOUR_MS) - first;
  const step = Math.ceil(hours / points);
  return Array.from({ length: Math.ceil(hours / step) }, (_, i) => (first + i * step) * HOUR_MS);
}
