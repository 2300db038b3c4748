import { z } from "zod";

const measures = ["unavailable", "flaps", "errors", "reports", "battery"] as const;
const UpdateMeasure = z.enum(measures);
export type UpdateMeasure = z.infer<typeof UpdateMeasure>;

/** What was measured of one part of a home in the week before an update and in the week after it. */
export const ComparedPart = z
  .object({
    part: z.string().nullable().meta({ description: "domain of an integration, where the update touches many" }),
    measure: UpdateMeasure.meta({
      description:
        "unavailable: per cent of the time; flaps: times out of reach a day and device; errors: lines in the log a day; reports: numbers reported an hour; battery: per cent lost a day and battery",
    }),
    before: z.number(),
    after: z.number(),
    others_before: z
      .number()
      .nullable()
      .meta({ description: "of what was not updated; null where there is too little" }),
    others_after: z.number().nullable(),
    is_worse: z.boolean().meta({ description: "on nearly all days, by far, and not of what was not updated" }),
  })
  .meta({ id: "ComparedPart" });
export type ComparedPart = z.infer<typeof ComparedPart>;

export const ComparedWeeks = z
  .object({
    days_before: z.int().meta({ description: "of the seven, those of which enough was remembered" }),
    days_after: z.int(),
    parts: z.array(ComparedPart),
  })
  .meta({ id: "ComparedWeeks" });
export type ComparedWeeks = z.infer<typeof ComparedWeeks>;
