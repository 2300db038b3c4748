import { z } from "zod";
import { hasSqlState, type Transactions } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import type { Log } from "#server/log.ts";
import { Lru } from "#server/lru.ts";
import { Refusal } from "#server/refusal.ts";
import { keepTrace } from "#server/store/memory/traces/keep-trace.ts";
import { storedRuns } from "#server/store/memory/traces/queries.ts";
import { isOver, Trace, type TraceDomain, TraceSummary } from "#server/store/memory/traces/trace.ts";
import type { Link } from "../connect/link.ts";

const REMEMBERED_RUNS = 20_000; // stored to their end; some 2 MB
/** A run that still goes on after a sweep's time might be pushed out by the next five, so what there is of it is stored. */
const LONG_MS = 5 * 60_000;
const BREATH = { milliseconds: 20 };

/** One in a form unknown to us costs itself, not the list. */
const Listed = z.array(TraceSummary.optional().catch(undefined));

export interface FetchParts {
  link: Pick<Link, "call">;
  db: Transactions;
  home: number;
  connectionId: string;
  clock: Clock;
  log: Log;
  /** Of which nothing may be kept, by an instant of it and by its text. */
  isSilent?(at: string, text: string): boolean;
}

/** Asks Home Assistant for the runs that are not stored yet, one at a time. */
export function fetchRuns({ link, db, home, connectionId, clock, log, isSilent = () => false }: FetchParts) {
  const finished = new Lru<string, true>(REMEMBERED_RUNS); // by run id
  let isStopped = false;

  /** True where one of them is not over yet. */
  async function of({ domain, item_id }: { domain: TraceDomain; item_id?: string }): Promise<boolean> {
    const listed = await link.call({ type: "trace/list", domain, item_id }, Listed);
    const news = await unknown(listed.filter((run) => run !== undefined));
    for (const run of news.toSorted(byStart)) {
      if (isStopped) return false;
      if (isOver(run) || isLong(run)) await fetch(run);
    }
    return news.some((run) => !isOver(run));
  }

  async function unknown(listed: readonly TraceSummary[]): Promise<TraceSummary[]> {
    const candidates = listed.filter(({ run_id }) => !finished.get(run_id));
    if (candidates.length === 0) return [];
    const stored = await storedRuns(db, connectionId, candidates.map(keyOf));
    for (const { run_id, is_over } of stored) if (is_over) finished.set(run_id, true);
    return candidates.filter(({ run_id }) => !finished.get(run_id));
  }

  async function fetch(run: TraceSummary): Promise<void> {
    try {
      const trace = await link.call({ type: "trace/get", ...keyOf(run) }, Trace);
      const text = JSON.stringify(trace);
      const isKept = ![run.timestamp.start, run.timestamp.finish].some((at) => at && isSilent(at, text));
      if (isKept) await keepTrace(db, { home, connectionId }, trace);
    } catch (error) {
      if (!isItsOwn(error)) throw error;
      log.debug("a trace could not be read", { run: run.run_id, error: error.message });
    }
    if (isOver(run)) finished.set(run.run_id, true);
    await clock.sleep(BREATH);
  }

  const isLong = ({ timestamp }: TraceSummary) => Date.parse(timestamp.start) < clock.now() - LONG_MS;

  return {
    of,
    stop() {
      isStopped = true;
    },
  };
}

/** Overwritten meanwhile, in a form that we do not know, or with text that no database takes: one trace's trouble, not the link's. */
function isItsOwn(error: unknown): error is Error {
  if (error instanceof Refusal) return ["ha_not_found", "unknown_answer", "ha_unknown_error"].includes(error.code);
  return hasSqlState(error) && error.code.startsWith("22");
}

const keyOf = ({ domain, item_id, run_id }: TraceSummary) => ({ domain, item_id, run_id });

const byStart = (a: TraceSummary, b: TraceSummary): number => a.timestamp.start.localeCompare(b.timestamp.start);
