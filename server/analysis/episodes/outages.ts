import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Found, Stretch } from "./found.ts";
import { reachChanges, usualSeconds } from "./queries.ts";

/** How often it must have been away before one knows what is usual. */
const KNOWN_FROM = 3;

type Making = {
  home: number;
  stretch: Stretch;
  /** Those that were away when it began. */
  away: readonly number[];
};

/** When things were out of reach, with how long that usually lasts at them: of one that has hardly been, what is usual in the home. */
export async function outages(tx: Queries, { home, stretch, away }: Making): Promise<Found[]> {
  const span = { home, keys: away, from: fromMicroseconds(stretch.from), to: fromMicroseconds(stretch.to) };
  const usual = await usualSeconds(tx, home, "unavailable");
  const own = new Map(usual.filter(({ n }) => n >= KNOWN_FROM).map(({ key, seconds }) => [key, seconds]));
  const ofAll = usual.map(({ seconds }) => seconds).sort((one, other) => one - other);
  const home90 = ofAll.length >= KNOWN_FROM ? ofAll[Math.floor(ofAll.length * 0.9)] : undefined;
  const found: Found[] = [];
  const since = new Map<number, number>(); // by entity
  const wasAway = new Set(away);
  const add = (key: number, from: number, to: number, parts: { isCarried: boolean; isOngoing: boolean }) =>
    found.push({ entity: key, kind: "unavailable", from, to, ...parts, usual: own.get(key) ?? home90 });
  for (const { key, at, is_away } of await reachChanges(tx, span)) {
    const micros = toMicroseconds(at);
    const from = since.get(key);
    if (is_away) since.set(key, from ?? (wasAway.has(key) ? stretch.from : micros));
    else if (from !== undefined || wasAway.has(key)) {
      add(key, from ?? stretch.from, micros, { isCarried: (from ?? stretch.from) === stretch.from, isOngoing: false });
      since.delete(key);
    }
    wasAway.delete(key);
  }
  for (const [key, from] of since) add(key, from, stretch.to, { isCarried: from === stretch.from, isOngoing: true });
  return found;
}
