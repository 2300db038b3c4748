import type { Transactions } from "#db/database.ts";
import { type Packed, pack } from "#server/packed.ts";
import { redact } from "#server/redact.ts";
import { mentionedEntities } from "../sentences/mentioned-entities.ts";
import { insertConfig, type Kept, type TraceRow, upsertTrace } from "./queries.ts";
import { entityOf, hasFailed, isOver, type Step, type Trace } from "./trace.ts";

/** Variables may hold a camera's picture; without them a trace still tells what was done and when. */
const LARGEST_BODY = 256 * 1024;

/** Stores a run without its credentials; the configuration once for all runs that had it. */
export async function keepTrace(db: Transactions, kept: Kept, trace: Trace): Promise<void> {
  const clean = redact(trace);
  const mentions = mentionedEntities([JSON.stringify(clean)]);
  const [body, config] = await Promise.all([packBody({ ...clean, config: undefined }), pack(clean.config)]);
  await db.transaction(async (tx) => {
    const stored = await insertConfig(tx, kept.home, config);
    if (stored) await upsertTrace(tx, kept, { ...rowOf(trace, stored.id, body), mentions });
  });
}

async function packBody(told: Trace): Promise<Packed> {
  const whole = await pack(told);
  if (whole.body.length <= LARGEST_BODY) return whole;
  const steps = Object.entries(told.trace).map(([path, list]) => [path, list.map(withoutVariables)]);
  return pack({ ...told, trace: Object.fromEntries(steps) });
}

const withoutVariables = (step: Step): Step => ({ ...step, changed_variables: undefined });

const rowOf = (trace: Trace, configId: number, { body }: Packed): Omit<TraceRow, "mentions"> => ({
  domain: trace.domain,
  item_id: trace.item_id,
  run_id: trace.run_id,
  entity_id: entityOf(trace) ?? null,
  started_at: trace.timestamp.start,
  finished_at: isOver(trace) ? trace.timestamp.finish : null,
  outcome: trace.script_execution ?? null,
  has_failed: hasFailed(trace),
  context_id: trace.context.id,
  parent_id: trace.context.parent_id ?? null,
  trigger: trace.trigger ?? null,
  config_id: configId,
  body,
});
