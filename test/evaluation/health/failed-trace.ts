import { instantOf } from "#server/instant.ts";
import { Trace } from "#server/store/memory/traces/trace.ts";
import type { MadeAutomation } from "./made-home.ts";

/** `at` in seconds since the epoch. */
export interface FailedRun {
  readonly automation: MadeAutomation;
  readonly at: number;
}

/** A run that ended with an error, as Home Assistant tells it. */
export function failedTrace({ automation, at }: FailedRun): Trace {
  const { id, entityId, config } = automation;
  const start = instantOf(at * 1_000);
  const error = "Timeout while talking to the device";
  const self = { entity_id: entityId, state: "on", attributes: { id } };
  return Trace.parse({
    ...{ domain: "automation", item_id: id, run_id: `run-${id}-${Math.round(at)}`, state: "stopped" },
    ...{ script_execution: "error", error, trigger: null, timestamp: { start, finish: start }, config },
    context: { id: `run-${entityId}-${Math.round(at)}`, parent_id: null, user_id: null },
    trace: {
      "trigger/0": [{ path: "trigger/0", timestamp: start, changed_variables: { this: self } }],
      "action/0": [{ path: "action/0", timestamp: start, error }],
    },
  });
}
