import { z } from "zod";
import { Evidence, Severity, Subject } from "#server/finding.ts";
import { InstantText } from "../../memory/contract.ts";

/** Type of the event by which the memory tells of a finding. */
export const FINDING = "homeops_finding";

export const findingStates = ["open", "snoozed", "muted", "closed"] as const;
export const FindingState = z.enum(findingStates);
export type FindingState = z.infer<typeof FindingState>;

const stepNames = [
  "opened",
  "reopened",
  "changed",
  "closed",
  "fixed",
  "snoozed",
  "woken",
  "muted",
  "unmuted",
  "not_a_problem",
  "a_problem",
] as const;
export const StepName = z.enum(stepNames);
export type StepName = z.infer<typeof StepName>;

export const verbs = [
  "fixed",
  "snooze",
  "wake",
  "mute_subject",
  "mute_check",
  "unmute",
  "not_a_problem",
  "a_problem",
] as const;

export const FindingShown = z
  .object({
    finding: z.int(),
    check: z.string(),
    subject: Subject.extend({ name: z.string(), area: z.string().nullable() }),
    severity: Severity,
    state: FindingState,
    title: z.string().meta({ description: "a few words" }),
    sentence: z.string().meta({ description: "what is so, since when, in numbers" }),
    expected: z.string().meta({ description: "what would be usual" }),
    advice: z.string().meta({ description: "what to do" }),
    closes: z.string().meta({ description: "what would close it" }),
    evidence: Evidence,
    cause: z.int().nullable().meta({ description: "the finding of which this one is an effect" }),
    effects: z.int().meta({ description: "how many open findings this one explains" }),
    since: z.string(),
    opened_at: z.string(),
    closed_at: z.string().nullable(),
    closed_as: z.enum(["gone", "fixed", "not_a_problem"]).nullable(),
    snoozed_until: z.string().nullable(),
  })
  .meta({ id: "Finding" });
export type FindingShown = z.infer<typeof FindingShown>;

const language = z.enum(["en", "de"]).default("en");
const asked = z.int32().meta({ description: "the number of a finding" });

export const ListFindings = z.strictObject({
  states: z.array(FindingState).max(4).default(["open"]),
  severities: z.array(Severity).max(4).optional(),
  checks: z.array(z.string().max(100)).max(100).optional(),
  cause: asked.optional().meta({ description: "only what this finding explains" }),
  causes: z.boolean().default(true).meta({ description: "false: leave out what another finding explains" }),
  language,
  limit: z.int().min(1).max(500).default(100),
  cursor: z.string().max(100).optional(),
});
export type ListFindings = z.output<typeof ListFindings>;

export const FindingPage = z
  .object({ items: z.array(FindingShown), cursor: z.string().nullable() })
  .meta({ id: "FindingPage" });

export const StepShown = z
  .object({
    step: z.int(),
    finding: z.int(),
    at: z.string(),
    what: StepName,
    severity: Severity,
    title: z.string(),
    by: z.string().nullable().meta({ description: "the person, or where it was done; null: HomeOps itself" }),
    until: z.string().nullable().meta({ description: "of snoozed" }),
    of: z.enum(["subject", "check"]).nullable().meta({ description: "of muted: what" }),
  })
  .meta({ id: "FindingStep" });
export type StepShown = z.infer<typeof StepShown>;

export const ReadFinding = z.strictObject({ finding: asked, language });
export const FindingRead = FindingShown.extend({ history: z.array(StepShown) }).meta({ id: "FindingWithHistory" });

export const FindingHistory = z.strictObject({
  from: InstantText.optional(),
  to: InstantText.optional(),
  findings: z.array(asked).max(100).optional(),
  language,
  limit: z.int().min(1).max(500).default(100),
  cursor: z.string().max(100).optional(),
});
export const StepPage = z.object({ items: z.array(StepShown), cursor: z.string().nullable() }).meta({ id: "StepPage" });

export const ActOnFinding = z
  .strictObject({
    finding: asked,
    verb: z.enum(verbs),
    until: InstantText.optional().meta({ description: "of snooze: at most a year ahead" }),
    via: z
      .literal("repairs")
      .optional()
      .meta({ description: "it was done among the Repairs of Home Assistant, which does not tell by whom" }),
    language,
  })
  .refine(({ verb, until }) => (verb === "snooze") === (until !== undefined), {
    message: "Say until when with snooze, and with nothing else",
    path: ["until"],
  });
