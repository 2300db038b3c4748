import type { Queries } from "#db/database.ts";
import { reportsOf, type ThingRow } from "./queries.ts";
import { countsIn, sumOf, usualInterval } from "./usual-interval.ts";

type Reported = { reported: number | null; usual: number | null };
interface Asked {
  readonly home: number;
  /** By entity id, as ISO text: what is known since that was written down. */
  readonly reported: ReadonlyMap<string, string>;
  readonly only: readonly string[] | null;
}

/** By device: when any of its things last reported, in seconds since the epoch, and how often the one does that reports most. */
export async function reportsNow(tx: Queries, { home, reported, only }: Asked, things: readonly ThingRow[]) {
  const rows = await reportsOf(tx, home, only && things.map(({ key }) => key));
  const written = new Map(rows.map((row) => [row.key, row]));
  const found = new Map<string, Reported>();
  for (const [device, own] of Map.groupBy(things, ({ device_id }) => device_id)) {
    const told = own.flatMap(({ entity_id }) => reported.get(entity_id) ?? []).map((at) => Date.parse(at) / 1000);
    const known = own.flatMap(({ key }) => written.get(key) ?? []);
    const moments = [...told, ...known.map((row) => row.reported)];
    const liveliest = known
      .map(({ intervals }) => countsIn(intervals))
      .reduce<number[]>((most, counts) => (sumOf(counts) > sumOf(most) ? counts : most), []);
    found.set(device, { reported: moments.length > 0 ? Math.max(...moments) : null, usual: usualInterval(liveliest) });
  }
  return found;
}
