import { z } from "zod";
import { InstantText } from "../contract.ts";
import { TraceDomain } from "./trace.ts";

const RunShown = z
  .object({
    run_id: z.string(),
    domain: TraceDomain,
    entity_id: z.string().nullable(),
    name: z.string().nullable(),
    started_at: z.string(),
    finished_at: z.string().nullable().meta({ description: "null while it runs, and where a restart cut it off" }),
    outcome: z
      .string()
      .nullable()
      .meta({ description: "in Home Assistant's words: finished, aborted, error, failed_conditions, not_triggered …" }),
    failed: z.boolean(),
    trigger: z
      .string()
      .nullable()
      .meta({ description: "in Home Assistant's words: state of binary_sensor.hall_motion" }),
  })
  .meta({ id: "Run" });

export const ListRuns = z.strictObject({
  entity_id: z.string().optional().meta({ description: "an automation or a script" }),
  failed: z.boolean().optional(),
  from: InstantText.optional(),
  to: InstantText.optional(),
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional(),
});

export const RunPage = z.object({ items: z.array(RunShown), cursor: z.string().nullable() }).meta({ id: "RunPage" });

export const ReadRun = z.strictObject({ run_id: z.string().max(100) });

export const WholeRun = RunShown.extend({
  trace: z.unknown().meta({ description: "as Home Assistant told it, without credentials" }),
  config: z.unknown().meta({ description: "of the automation or script when it ran" }),
}).meta({ id: "WholeRun" });
