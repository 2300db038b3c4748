import { z } from "zod";

const language = z.enum(["en", "de"]).default("en").meta({ description: "in which reasons are told" });
export const RunDiagnosis = z.strictObject({ language });

export const DiagnosisRan = z
  .object({
    at: z.string(),
    took_ms: z.int(),
    by_whom: z.enum(["schedule", "person"]),
    checks: z.array(z.string()).meta({ description: "those that ran" }),
    held_back: z
      .array(z.object({ check: z.string(), code: z.string(), reason: z.string() }))
      .meta({ description: "those that did not, and why" }),
    unjudged: z
      .array(z.object({ check: z.string(), reason: z.string() }))
      .meta({ description: "of what a check that ran could not judge, and why" }),
    waiting: z.int().meta({ description: "seen, but not for long enough to be said" }),
    opened: z.int(),
    changed: z.int(),
    closed: z.int(),
  })
  .meta({ id: "Diagnosis" });

export const TryOwnChecks = z.strictObject({
  check: z.string().max(60).optional().meta({ description: "its name in own-checks.yaml; left out: all" }),
  language,
});

export const OwnTrials = z
  .object({
    file: z.string().meta({ description: "where own checks stand, or would" }),
    faults: z
      .array(z.string())
      .meta({ description: "with their lines; where there is one, nothing of the file is checked" }),
    items: z.array(
      z.object({
        check: z.string(),
        text: z.string(),
        limit: z.string(),
        seconds: z.number().meta({ description: "for how long it must be so" }),
        is_armed: z
          .boolean()
          .meta({ description: "whether it opens findings: not where it would have opened too often" }),
        openings: z
          .int()
          .nullable()
          .meta({ description: "in the last four weeks; null of templates, which have no past" }),
        things: z.int().meta({ description: "of how many entities it speaks" }),
        times: z
          .array(z.object({ entity_id: z.string(), from: z.string(), to: z.string().nullable() }))
          .meta({ description: "the last times" }),
        is_partial: z.boolean().meta({ description: "there is more past than was read" }),
      }),
    ),
  })
  .meta({ id: "OwnTrials" });
