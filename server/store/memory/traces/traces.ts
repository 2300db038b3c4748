import { command } from "#server/command.ts";
import { unpack } from "#server/packed.ts";
import { Refusal } from "#server/refusal.ts";
import { ListRuns, ReadRun, RunPage, WholeRun } from "./contract.ts";
import { type ListedRun, listRuns, readRun } from "./queries.ts";
import { TraceDomain } from "./trace.ts";

const listCommand = command({
  name: "memory/traces",
  summary: "Lists the runs of automations and scripts, newest first",
  input: ListRuns,
  output: RunPage,
  async run({ cursor, limit, ...wanted }, { db, home }) {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const runs = await listRuns(db, home, { ...wanted, after, limit: limit + 1 });
    const last = runs.length > limit ? runs[limit - 1] : undefined;
    return { items: runs.slice(0, limit).map(shown), cursor: last ? `${last.started_at} ${last.run_id}` : null };
  },
});

const readCommand = command({
  name: "memory/trace",
  summary: "Shows one run of an automation or script, step by step",
  input: ReadRun,
  output: WholeRun,
  async run({ run_id }, { db, home }) {
    const run = await readRun(db, home, run_id);
    if (!run) throw unknownRun(run_id);
    const [trace, config] = await Promise.all([unpack(run.body), run.config ? unpack(run.config) : null]);
    return { ...shown(run), trace, config };
  },
});

export const traceCommands = [listCommand, readCommand];

function shown({ has_failed, domain, ...run }: ListedRun) {
  return { ...run, domain: TraceDomain.parse(domain), failed: has_failed };
}

function readCursor(cursor: string): { started_at: string; run_id: string } {
  const [, started_at, run_id] = /^(\d{4}-\d\d-\d\dT[\d:.]+\+00:00) (\S+)$/.exec(cursor) ?? [];
  if (!started_at || !run_id)
    throw new Refusal("bad_cursor", "Pass the cursor exactly as the page before answered it.");
  return { started_at, run_id };
}

const unknownRun = (runId: string): Refusal =>
  new Refusal("unknown_run", `No run ${runId} is kept: successful ones are kept for 30 days, failed ones for a year.`, {
    status: 404,
  });
