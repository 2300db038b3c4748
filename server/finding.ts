import { z } from "zod";
import type { Instant } from "./clock.ts";

/** From the mildest on. */
const severities = ["info", "warning", "error", "critical"] as const;
export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

const subjectKinds = ["entity", "automation", "device", "integration", "area", "home"] as const;

/** What a finding is about. `id`: entity id, device id, config entry id, area id; of the home itself empty. */
export const Subject = z.object({ kind: z.enum(subjectKinds), id: z.string() });
export type Subject = z.infer<typeof Subject>;

/** Numbers and names, as the check declares them; its words make sentences of them. */
export const Evidence = z.record(z.string(), z.json());
export type Evidence = z.infer<typeof Evidence>;

/** What a check holds to be true now. What is not found any more is closed by settle(), so that no check can forget it. */
export interface Finding {
  readonly check: string;
  readonly subject: Subject;
  readonly severity: Severity;
  readonly evidence: Evidence;
  /** True from then on, as far as the memory tells. */
  readonly since: Instant;
  /** Entity ids that it tells of beside its subject. */
  readonly mentions?: readonly string[];
  /** Another finding of the same run that explains it. */
  readonly cause?: Pick<Finding, "check" | "subject"> | undefined;
}
