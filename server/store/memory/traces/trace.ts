import { z } from "zod";

export const TraceDomain = z.enum(["automation", "script"]);
export type TraceDomain = z.infer<typeof TraceDomain>;

const Key = z.string().refine((text) => !text.includes("\0"), "no database takes a NUL");

/**
 * How Home Assistant lists a run. `state` stays "running" for ever where a restart cut the run off.
 * Source: homeassistant/components/trace/models.py, as_short_dict
 */
export const TraceSummary = z.looseObject({
  domain: TraceDomain,
  item_id: Key,
  run_id: Key,
  state: z.string(),
  script_execution: z.string().nullish(),
  error: z.string().nullish(),
  not_triggered: z.boolean().optional(),
  trigger: z.string().nullish(),
  timestamp: z.object({ start: z.string(), finish: z.string().nullable() }),
});
export type TraceSummary = z.infer<typeof TraceSummary>;

/** Source: homeassistant/helpers/trace.py, TraceElement.as_dict */
const Step = z.looseObject({
  path: z.string(),
  timestamp: z.string(),
  changed_variables: z.record(z.string(), z.unknown()).optional(),
  child_id: z.object({ domain: z.string(), item_id: z.string(), run_id: z.string() }).optional(),
  error: z.string().optional(),
  result: z.unknown().optional(),
});
export type Step = z.infer<typeof Step>;

/** A run as it is stored; what its automation was configured to do lies beside it. */
export const ToldTrace = TraceSummary.extend({
  trace: z.record(z.string(), z.array(Step)),
  context: z.object({ id: z.string(), parent_id: z.string().nullish(), user_id: z.string().nullish() }),
});
export type ToldTrace = z.infer<typeof ToldTrace>;

export const Trace = ToldTrace.extend({ config: z.unknown() });
export type Trace = z.infer<typeof Trace>;

/** Too many runs at once and conditions that did not hold are how automations are meant to work, so they are no failures. */
const FAILURES = new Set(["error", "disallowed_recursion_detected"]);

export const hasFailed = ({ error, script_execution }: TraceSummary): boolean =>
  error != null || FAILURES.has(script_execution ?? "");

export const isOver = ({ state }: TraceSummary): boolean => state === "stopped";

const This = z.object({ entity_id: z.string() });

/** The automation or script itself, which each run has as `this` among its first variables. */
export function entityOf({ trace }: ToldTrace): string | undefined {
  for (const { changed_variables } of Object.values(trace).flat()) {
    const { success, data } = This.safeParse(changed_variables?.this);
    if (success) return data.entity_id;
  }
  return undefined;
}
