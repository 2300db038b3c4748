import { z } from "zod";
import { scopes } from "#db/snapshot/manifest.ts";

export const NoWish = z.strictObject({});
export const ChooseScope = z.strictObject({
  scope: z.enum(scopes).meta({
    description:
      "essentials: what only HomeOps has, without single events; month: also the events of 30 days; everything",
  }),
});

const Choice = z.object({
  scope: z.enum(scopes),
  bytes: z.int().meta({ description: "estimated" }),
  warning: z.string().nullable().meta({ description: "a sentence, where it would be large or the disk tight" }),
});

export const PreparedBackup = z
  .object({
    scope: z.enum(scopes),
    taken_at: z.string(),
    bytes: z.int(),
    rows: z.int(),
    seconds: z.number(),
    warning: z.string().nullable(),
  })
  .meta({ id: "PreparedBackup" });
export type PreparedBackup = z.infer<typeof PreparedBackup>;

export const BackupChoices = z
  .object({
    scope: z.enum(scopes).meta({ description: "what the next backup takes along" }),
    choices: z.array(Choice),
    disk_free_bytes: z.int(),
    event_days: z.int().meta({ description: "of `month`: days of single events" }),
    hour_days: z.int().meta({ description: "of the essentials: days of hourly values; daily values are all in it" }),
    last: PreparedBackup.nullable().meta({ description: "the last dump that was written" }),
  })
  .meta({ id: "BackupChoices" });
export type BackupChoices = z.infer<typeof BackupChoices>;

export const FinishedBackup = z
  .object({ removed: z.boolean().meta({ description: "false where there was none" }) })
  .meta({ id: "FinishedBackup" });

/** Beside the dump. The dump itself holds the same, checked when it is read. */
export const BackupListing = z.object({
  homeops: z.string(),
  schema: z.int(),
  scope: z.enum(scopes),
  since: z.string().nullable(),
  taken_at: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  key_mark: z.string().nullable(),
  tables: z.array(z.object({ name: z.string(), rows: z.int(), sum: z.string() })),
});
export type BackupListing = z.infer<typeof BackupListing>;
