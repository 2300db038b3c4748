import { z } from "zod";
import { Severity } from "#server/finding.ts";
import { InstantText } from "#server/store/memory/contract.ts";

export const ReadScore = z
  .strictObject({
    from: InstantText.optional().meta({ description: "also the history since then, at most a year" }),
    to: InstantText.optional().meta({ description: "left out: until now" }),
    of: z
      .strictObject({ kind: z.enum(["area", "device"]), id: z.string().max(100) })
      .optional()
      .meta({ description: "history of this area or device in place of the whole home's" }),
    language: z.enum(["en", "de"]).default("en"),
  })
  .refine(({ from, to, of }) => from !== undefined || (to === undefined && of === undefined), {
    message: "Say from when the history is wanted",
    path: ["from"],
  });
export type ReadScore = z.output<typeof ReadScore>;

export const FollowScore = z.strictObject({ language: z.enum(["en", "de"]).default("en") });

const score = z.int().min(0).max(100);
const lost = z.array(z.object({ finding: z.int(), points: z.number() }));

export const HealthScore = z
  .object({
    score: score.nullable().meta({ description: "of the home; null: nobody has looked at it yet" }),
    looked_at: z.string().nullable(),
    lost: z
      .array(
        z.object({
          finding: z.int(),
          points: z.number().meta({ description: "of a hundred" }),
          title: z.string(),
          name: z.string().meta({ description: "of what it is about" }),
          severity: Severity,
        }),
      )
      .meta({ description: "what costs the home how much, most first; these add up to what is lost" }),
    areas: z.array(z.object({ area_id: z.string(), name: z.string(), score, devices: z.int(), lost })),
    devices: z
      .array(z.object({ device_id: z.string(), name: z.string(), area: z.string().nullable(), score, lost }))
      .meta({ description: "those below 100, the worst first; all others are at 100" }),
    history: z
      .array(
        z.object({
          at: z.string(),
          score,
          findings: z
            .array(z.int())
            .meta({ description: "what cost most within it, at most three, the dearest first" }),
        }),
      )
      .meta({ description: "mean of each hour, of each day beyond a month; begins with the first look at the home" }),
    named: z
      .array(z.object({ finding: z.int(), title: z.string(), name: z.string(), severity: Severity }))
      .meta({ description: "the findings of the history" }),
  })
  .meta({ id: "HealthScore" });
export type HealthScore = z.infer<typeof HealthScore>;
