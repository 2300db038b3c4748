import type { Queries } from "#db/database.ts";
import { toMicroseconds } from "#server/instant.ts";
import type { Episode } from "#server/store/memory/episodes/contract.ts";
import { episodesTouching } from "#server/store/memory/episodes/queries.ts";
import type { Cycle, Habits } from "./cycles/cycles.ts";
import { habitsKept, unlearnedSince } from "./queries.ts";

export type RunHabits = Habits & {
  /** Runs a day; what runs all the time is not told each time. */
  readonly perDay: number;
};

const TOLD_A_DAY = 8;
export const isToldEachTime = ({ perDay }: RunHabits): boolean => perDay <= TOLD_A_DAY;

/** What is usual for appliances, as far as it was learned; by entity. */
export async function runHabits(tx: Queries, home: number): Promise<ReadonlyMap<number, RunHabits>> {
  const rows = await habitsKept(tx, home, "ran");
  return new Map(rows.flatMap(({ entity_id, habit }) => (habit ? [[entity_id, habit as RunHabits] as const] : [])));
}

type Asked = { home: number; entity: number; from: string; to: string };

/** Runs that were made into episodes and touch a span, and from when on none were: what is newer has to be read. */
export async function runsKept(
  tx: Queries,
  { home, entity, from, to }: Asked,
): Promise<{ runs: Cycle[]; until: number }> {
  const since = (await unlearnedSince(tx, home))?.since;
  const kept = await episodesTouching(tx, { home, kinds: ["ran"], entities: [entity], from, to });
  const open = kept.find(({ ended_at }) => ended_at === null)?.started_at;
  const until = Math.min(...[since, open].map((at) => (at ? toMicroseconds(at) : Number.POSITIVE_INFINITY)));
  return { runs: kept.flatMap(asCycle).filter((run) => run.to <= until), until };
}

const asCycle = ({ started_at, ended_at, amount }: Episode): Cycle[] =>
  ended_at === null
    ? []
    : [
        {
          from: toMicroseconds(started_at),
          to: toMicroseconds(ended_at),
          energy: (amount ?? 0) * 1000,
          isCarried: false,
          isOngoing: false,
          unknown: 0,
        },
      ];
