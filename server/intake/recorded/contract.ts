import { z } from "zod";
import { importKinds, importStates } from "#server/store/memory/recorded/recorded-import.ts";

const file = z.string().min(1).max(4_096).meta({ description: "a recorder file or a backup, as the server sees it" });
const url = z
  .string()
  .min(1)
  .max(4_096)
  .meta({ description: "mysql://, mariadb:// or postgresql:// address of a recorder's database" });

/** What is to be imported: one of them, or neither where HOMEOPS_IMPORT_URL names a database. */
export const WantedSource = z
  .strictObject({ file: file.optional(), url: url.optional() })
  .refine((wanted) => !(wanted.file && wanted.url), "name a file or a url, not both");
export type WantedSource = z.infer<typeof WantedSource>;

export const ImportShown = z
  .object({
    id: z.int(),
    home: z.int(),
    kind: z.enum(importKinds),
    source: z.string(),
    state: z.enum(importStates),
    reason: z.string().nullable().meta({ description: "a sentence: why it stopped or failed" }),
    rows: z.int().meta({ description: "estimate" }),
    read: z.int(),
    added: z.int().meta({ description: "events that were not known before" }),
    statistics: z.int().meta({ description: "hours of long-term statistics that were not known before" }),
    rate: z.number().nullable().meta({ description: "rows a second" }),
    remaining_seconds: z.number().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    started_at: z.string(),
    ended_at: z.string().nullable(),
    can_undo: z.boolean(),
  })
  .meta({ id: "RecorderImport" });
export type ImportShown = z.infer<typeof ImportShown>;

export const ImportPreview = z
  .object({
    kind: z.enum(importKinds),
    source: z.string(),
    schema: z.int(),
    states: z.int(),
    events: z.int(),
    statistics: z.int(),
    entities: z.int(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    bytes: z.int().meta({ description: "that it would take, about" }),
    free_bytes: z.int(),
    fits: z.boolean(),
    kept_days: z.int().nullable().meta({ description: "how long events are kept; null: for ever" }),
    too_old: z.int().meta({ description: "states older than that, of which only summaries would stay" }),
    unfinished: z.int().nullable().meta({ description: "an import of the same recorder that would go on" }),
    can_undo: z.boolean(),
  })
  .meta({ id: "ImportPreview" });
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportStatus = z.object({ running: ImportShown.nullable() });

const FoundFile = z.object({ file: z.string(), bytes: z.int(), changed_at: z.string() });
export type FoundFile = z.infer<typeof FoundFile>;
export const ImportList = z.object({
  items: z.array(ImportShown),
  files: z.array(FoundFile).meta({ description: "recorder files and backups within reach of the server" }),
  cursor: z.null(),
});

export const NoWish = z.strictObject({});
export const OneImport = z.strictObject({ id: z.int32() });

export const WantedUpload = z.strictObject({ name: z.string().min(1).max(255), bytes: z.int().positive() });
export const Upload = z
  .object({
    upload: z.string(),
    received: z.int().meta({ description: "bytes that are here: go on from there" }),
    piece_bytes: z
      .int()
      .meta({ description: "the most to send at once, with PUT /api/import/upload/<upload>/<received>" }),
    file: z.string().nullable().meta({ description: "once all is here: what to import" }),
  })
  .meta({ id: "Upload" });
export type Upload = z.infer<typeof Upload>;
