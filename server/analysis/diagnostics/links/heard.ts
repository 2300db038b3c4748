import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Thing } from "../house-now.ts";
import { type LinkRow, linksOf } from "./queries.ts";
import { scaleOf } from "./scale.ts";

export type Heard = Omit<LinkRow, "key">;

/** How well a home's devices are and were heard. By key of the entity that tells it. */
export async function linksNow(
  tx: Queries,
  { home, now, things }: { home: number; now: Instant; things: Iterable<Thing> },
): Promise<ReadonlyMap<number, Heard>> {
  const keys = [...things].filter((thing) => scaleOf(thing) !== undefined).map(({ key }) => key);
  if (keys.length === 0) return new Map();
  return new Map((await linksOf(tx, { home, now, keys })).map(({ key, ...link }) => [key, link]));
}
