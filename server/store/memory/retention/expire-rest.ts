import type { Queries, Transactions } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import { instantOf } from "#server/instant.ts";
import type { HomeRules } from "./day-plan.ts";
import { classes, type KeptClass, keeping } from "./keep-days.ts";
import { expireAudit, expireLetters, expireMetrics } from "./queries.ts";

const DAY_MS = 86_400_000;
const BREATHES = { milliseconds: 50 };

const outlived = {
  metrics: expireMetrics,
  audit: expireAudit,
  unreadable: expireLetters,
} satisfies Partial<Record<KeptClass, (db: Queries, it: { home: number; before: string }) => Promise<number>>>;

/** Small things that have no days: some at a time. Traces see to themselves, see memory/traces/retention.ts. */
export async function expireRest(
  { db, clock, signal }: { db: Transactions; clock: Clock; signal?: AbortSignal },
  rules: ReadonlyMap<number, HomeRules>,
): Promise<void> {
  for (const { home, keep } of rules.values()) {
    const kept = keeping(keep);
    for (const [name, expire] of Object.entries(outlived) as [keyof typeof outlived, typeof expireMetrics][]) {
      const days = kept.classDays(name);
      if (days === null) continue;
      const before = instantOf(clock.now() - days * DAY_MS);
      while (!signal?.aborted && (await expire(db, { home, before })) > 0) await clock.sleep(BREATHES, signal);
    }
  }
  const ofNoHome = { home: null, before: instantOf(clock.now() - classes.audit.days * DAY_MS) };
  while (!signal?.aborted && (await expireAudit(db, ofNoHome)) > 0) await clock.sleep(BREATHES, signal);
}
