import { z } from "zod";
import { Severity } from "#server/finding.ts";

/** What becomes of a finding, as automations hear of it. */
export const newsKinds = ["opened", "reopened", "changed", "closed", "fixed", "not_a_problem"] as const;

export const FollowHealth = z.strictObject({ language: z.enum(["en", "de"]).default("en") });

const OneFinding = z.object({
  finding: z.int(),
  check: z.string(),
  title: z.string(),
  name: z.string().meta({ description: "of what it is about" }),
  severity: Severity,
});
const OfSeverity = z.object({
  count: z.int(),
  first: z.array(z.object({ title: z.string(), name: z.string() })).meta({ description: "the newest five" }),
});

export const HomeHealth = z
  .object({
    home: z.int(),
    score: z.int().nullable().meta({ description: "0 to 100; null: nobody has looked yet" }),
    lost: z
      .array(z.object({ title: z.string(), name: z.string(), points: z.number() }))
      .meta({ description: "the five that cost most" }),
    open: z
      .object({ info: OfSeverity, warning: OfSeverity, error: OfSeverity, critical: OfSeverity })
      .meta({ description: "without effects of other findings" }),
    next_failure: z
      .object({
        kind: z.string(),
        entity_id: z.string(),
        name: z.string(),
        expected_on: z.iso.date(),
        earliest_on: z.iso.date(),
        latest_on: z.iso.date(),
      })
      .nullable(),
    held_back: z.string().nullable().meta({ description: "why nothing can be said just now" }),
    repairs: z
      .array(
        OneFinding.extend({
          key: z.string(),
          sentence: z.string(),
          advice: z.string(),
          can_mend: z.boolean().meta({ description: "whether healing/plan may have something for it" }),
        }),
      )
      .meta({
        description: "what is broken, the worst first; `key` is the same for the same trouble of the same thing",
      }),
    broken: z.int().meta({ description: "how many there are of those, more than are listed included" }),
    news: z
      .array(OneFinding.extend({ what: z.enum(newsKinds), at: z.string(), entity_id: z.string().nullable() }))
      .meta({ description: "what has become of findings since what was sent before" }),
  })
  .meta({ id: "HomeHealth", description: "tells of nobody's movements: everybody in the house sees it" });
export type HomeHealth = z.infer<typeof HomeHealth>;
