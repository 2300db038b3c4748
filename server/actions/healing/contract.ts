import { z } from "zod";
import { Subject } from "#server/finding.ts";

/** Type of the event by which the memory tells of an attempt. */
export const HEALING = "homeops_healing";

export const modes = ["off", "suggest", "ask", "act"] as const;
export const Mode = z.enum(modes);
export type Mode = z.infer<typeof Mode>;

/** Why a remedy does nothing, or nothing now. */
export const whyNots = [
  "other_trouble",
  "gone",
  "no_door",
  "needs_sign_in",
  "beyond_it",
  "switched_off",
  "already_well",
  "off",
  "suggest_only",
  "forbidden",
  "never_unasked",
  "not_chosen",
  "guarded",
  "useless",
  "stopped",
  "not_connected",
  "not_running",
  "just_started",
  "catching_up",
  "old_data",
  "clock_skew",
  "maintenance",
  "being_fixed",
  "systemic",
  "home_cap",
  "kind_cap",
  "entity_cap",
  "breaker",
] as const;
export type WhyNot = (typeof whyNots)[number];

const Verdict = z.enum(["fixed", "not_fixed", "unknown"]);
export type Verdict = z.infer<typeof Verdict>;
const Outcome = z.enum(["done", "refused", "unknown"]);

const language = z.enum(["en", "de"]).default("en");
const number = z.int32();
const Why = z.object({ code: z.enum(whyNots), sentence: z.string() });

export const ListRemedies = z.strictObject({ language });
const RemedyShown = z
  .object({
    remedy: z.string(),
    title: z.string(),
    touches: z.string().meta({ description: "what it touches" }),
    needs: z.string(),
    risks: z.string(),
    proof: z.string().meta({ description: "what proves that it helped" }),
    undo: z.string(),
    checks: z.array(z.string()).meta({ description: "what it may help against" }),
    subjects: z.array(Subject.shape.kind).meta({ description: "and of which kinds of things" }),
    mode: Mode,
    modes: z.array(Mode).meta({ description: "which may be chosen" }),
    offers_ask: z.boolean().meta({ description: "it helped after a person's yes, and still only suggests" }),
    tried: z.int(),
    fixed: z.int(),
    goes_on: z.boolean().meta({ description: "whether it helps often enough to do more than suggest" }),
    rests_until: z.string().nullable().meta({ description: "after three failures in a row" }),
  })
  .meta({ id: "Remedy" });
export const RemedyPage = z
  .object({
    items: z.array(RemedyShown),
    stopped: z
      .object({ at: z.string(), by: z.string().nullable() })
      .nullable()
      .meta({ description: "nothing is done in this home until healing/resume" }),
    rule: z.string().meta({ description: "when a remedy goes on" }),
    feeds: z.array(z.object({ device: z.string(), name: z.string().nullable(), switch: z.string() })),
    incidents: z.array(z.object({ kind: z.string(), about: z.string(), since: z.string(), sentence: z.string() })),
    cursor: z.null(),
  })
  .meta({ id: "RemedyPage" });

export const KeepMode = z.strictObject({ remedy: z.string().max(50), mode: Mode, language });

export const DeclareFeed = z.strictObject({
  device: z.string().min(1).max(100),
  switch: z.string().max(255).nullable().meta({ description: "its entity id; null: it is not known any more" }),
  language,
});

export const AskPlan = z.strictObject({ finding: number, language });
const Call = z.object({
  action: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
  target: z.record(z.string(), z.unknown()).optional(),
});
const PlanShown = z
  .object({
    remedy: z.string(),
    title: z.string(),
    plan: z.int().nullable().meta({ description: "for healing/approve; null: nobody can say yes to it now" }),
    told: z
      .object({ touches: z.string(), needs: z.string(), undo: z.string() })
      .meta({ description: "the remedy in words: what it touches, what it needs, how it is undone" }),
    hash: z.string(),
    until: z.string().nullable().meta({ description: "so long a yes is taken" }),
    steps: z.array(Call.extend({ pause_seconds: z.number() })).meta({ description: "exactly what is called" }),
    touches: z.array(z.string()),
    undo: Call.nullable(),
    proof: z.string(),
    risks: z.string(),
    lines: z.string().nullable().meta({ description: "what a person may add or do" }),
    why_not: Why.nullable().meta({ description: "why it cannot be done now" }),
    why_not_unasked: Why.nullable().meta({ description: "why it is not done without a yes" }),
  })
  .meta({ id: "HealingPlan" });
export const PlanPage = z.object({ items: z.array(PlanShown), cursor: z.null() }).meta({ id: "HealingPlanPage" });

export const ApprovePlan = z.strictObject({ plan: number, hash: z.string().length(64), language });

export const AttemptShown = z
  .object({
    attempt: z.int(),
    finding: z.int().nullable(),
    remedy: z.string(),
    title: z.string(),
    sentence: z.string(),
    subject: Subject.extend({ name: z.string() }),
    at: z.string(),
    by: z.string().nullable().meta({ description: "who said yes; null: HomeOps by itself" }),
    outcome: Outcome.nullable(),
    contexts: z.array(z.string()).meta({ description: "of Home Assistant, one a step" }),
    before: z.record(z.string(), z.string()),
    after: z.record(z.string(), z.string()).nullable(),
    verdict: Verdict.nullable().meta({ description: "null: it is still to come" }),
    verdict_at: z.string().nullable(),
    why: z.string().nullable(),
    undone_at: z.string().nullable(),
    undo_outcome: Outcome.nullable(),
    can_undo: z.boolean(),
  })
  .meta({ id: "HealingAttempt" });
export type AttemptShown = z.infer<typeof AttemptShown>;

export const HealingHistory = z.strictObject({
  findings: z.array(number).max(100).optional(),
  attempts: z.array(number).max(100).optional(),
  language,
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().max(20).optional(),
});
export const AttemptPage = z
  .object({ items: z.array(AttemptShown), cursor: z.string().nullable() })
  .meta({ id: "HealingAttemptPage" });

export const UndoAttempt = z.strictObject({ attempt: number, language });
