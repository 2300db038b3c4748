import type { Queries } from "#db/database.ts";
import { toMicroseconds } from "#server/instant.ts";
import { unpack } from "#server/packed.ts";
import { ToldTrace } from "#server/store/memory/traces/trace.ts";
import { lastRunsOf, type TraceSums } from "./automation-queries.ts";

const MOST_READ = 200;
const LONGEST_ERROR = 300;

export interface Failure {
  readonly entity_id: string;
  readonly domain: "automation" | "script";
  /** Of a week, of which traces are kept. */
  readonly runs: number;
  readonly failed: number;
  /** Of the last run, which failed; seconds since the epoch. */
  readonly at: number;
  readonly error: string;
  /** actions/0; null where it failed before its first. */
  readonly step: string | null;
}

/** Automations and scripts whose last run failed, with what it said. */
export async function failuresOf(tx: Queries, home: number, sums: readonly TraceSums[]): Promise<Failure[]> {
  const failing = new Map(
    sums.flatMap((it) => (it.failed > 0 && it.entity_id !== null ? [[it.entity_id, it] as const] : [])),
  );
  if (failing.size === 0) return [];
  const last = await lastRunsOf(tx, home, [...failing.keys()].slice(0, MOST_READ));
  const failures: Failure[] = [];
  for (const { entity_id, has_failed, started_at, body } of last) {
    const sum = failing.get(entity_id);
    if (!has_failed || !sum) continue;
    const told = toldIn(await unpack(body));
    const { domain, runs, failed } = sum;
    failures.push({ entity_id, domain, runs, failed, at: toMicroseconds(started_at) / 1e6, ...told });
  }
  return failures;
}

/** The step that failed, and its words; a run that called itself has none. */
function toldIn(body: unknown): Pick<Failure, "error" | "step"> {
  const { data } = ToldTrace.safeParse(body);
  const step =
    data &&
    Object.values(data.trace)
      .flat()
      .findLast(({ error }) => error !== undefined);
  const error = step?.error ?? data?.error ?? data?.script_execution ?? "";
  return { error: error.slice(0, LONGEST_ERROR), step: step?.path ?? null };
}
