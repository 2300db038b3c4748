import { z } from "zod";

export const RunDiagnosis = z.strictObject({});

export const DiagnosisRan = z
  .object({
    at: z.string(),
    took_ms: z.int(),
    by_whom: z.enum(["schedule", "person"]),
    checks: z.array(z.string()).meta({ description: "those that ran" }),
    held_back: z
      .array(z.object({ check: z.string(), reason: z.string() }))
      .meta({ description: "those that did not, and why" }),
    waiting: z.int().meta({ description: "seen, but not for long enough to be said" }),
    opened: z.int(),
    changed: z.int(),
    closed: z.int(),
  })
  .meta({ id: "Diagnosis" });
