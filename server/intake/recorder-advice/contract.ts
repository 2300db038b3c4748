import { z } from "zod";

export const NoWish = z.strictObject({});

export const RecorderAdvice = z
  .object({
    state: z.enum(["advised", "short_already", "importing", "kept_here_shorter", "not_connected"]).meta({
      description:
        "short_already: nothing is to be gained; importing: the past is still being read; kept_here_shorter: the memory keeps fewer days than the recorder",
    }),
    reaches_back_days: z
      .int()
      .nullable()
      .meta({ description: "how far back the recorder reached when it was read; null: nobody knows yet" }),
    keep_days: z
      .int()
      .min(3)
      .nullable()
      .meta({ description: "purge_keep_days that is enough for the memory to fill its gaps; null: no advice" }),
    longest_absence_seconds: z
      .int()
      .meta({ description: "for how long HomeOps did not listen at a stretch in the last ninety days" }),
    database_bytes: z.int().nullable().meta({ description: "of the recorder; null: Home Assistant does not tell" }),
    saves_bytes: z.int().nullable().meta({
      description: "at most: long-term statistics stay, and a file gets smaller only by recorder.purge with repack",
    }),
    yaml: z.string().nullable().meta({ description: "for configuration.yaml" }),
  })
  .meta({ id: "RecorderAdvice" });
