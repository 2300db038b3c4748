import { instantOf } from "#server/instant.ts";
import { type Keyed, keyOf, type Seen } from "#server/store/ledger/findings/differing.ts";
import type { AnyCheck, Sighting } from "./check.ts";
import type { HouseNow } from "./house-now.ts";

export interface Examined {
  /** What has been so for long enough to be said. */
  readonly seen: readonly Seen[];
  /** What has not. */
  readonly waiting: number;
}

export type FirstSeen = Map<string, number>; // by finding: seconds since the epoch

/** What the checks say of a house, as the ledger keeps it. `firstSeen` is kept from one look to the next. */
export function examine(
  house: HouseNow,
  checks: readonly AnyCheck[],
  { firstSeen, isStanding }: { firstSeen: FirstSeen; isStanding(it: Keyed): boolean },
): Examined {
  const seen: Seen[] = [];
  const now = new Set<string>();
  let waiting = 0;
  for (const check of checks)
    for (const sighting of check.look(house)) {
      const key = keyOf(keyed(check.name, sighting.subject, house));
      now.add(key);
      const since = Math.min(sighting.since ?? house.now, firstSeen.get(key) ?? house.now, house.now);
      firstSeen.set(key, since);
      const it = asSeen(sighting, { check, house, since });
      if (isStanding(it) || house.now - since >= check.sustainedSeconds) seen.push(it);
      else waiting++;
    }
  for (const key of firstSeen.keys()) if (!now.has(key)) firstSeen.delete(key);
  return { seen, waiting };
}

type Place = { check: AnyCheck; house: HouseNow; since: number };

function asSeen(sighting: Sighting, { check, house, since }: Place): Seen {
  const { subject, severity, evidence, mentions = [], cause } = sighting;
  const about = subject.kind === "entity" || subject.kind === "automation" ? [subject.id] : [];
  return {
    ...keyed(check.name, subject, house),
    severity,
    evidence: check.evidence.parse(evidence),
    mentions: [...new Set([...about, ...mentions])].flatMap((id) => house.things.get(id)?.key ?? []),
    since: instantOf(since * 1000),
    cause: cause && keyed(cause.check, cause.subject, house),
  };
}

/** Entities by their row, which a rename leaves. */
function keyed(check_name: string, { kind, id }: Sighting["subject"], { things }: HouseNow): Keyed {
  const isEntity = kind === "entity" || kind === "automation";
  return { check_name, subject_kind: kind, subject: isEntity ? String(things.get(id)?.key ?? id) : id };
}
