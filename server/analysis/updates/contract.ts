import { z } from "zod";
import { ComparedWeeks } from "#server/store/ledger/updates/contract.ts";
import { updateKinds } from "#server/store/ledger/updates/queries.ts";
import { InstantText } from "#server/store/memory/contract.ts";

export const ListUpdates = z.strictObject({
  before: InstantText.optional().meta({ description: "only what was installed before then" }),
  limit: z.int().min(1).max(200).default(50),
});

export const UpdatePage = z
  .object({
    items: z.array(
      z.object({
        update: z.int(),
        item: z.string().meta({ description: "core, an update entity, integration/<domain>, or the id of a device" }),
        kind: z.enum(updateKinds),
        touches: z
          .string()
          .nullable()
          .meta({ description: "domain of an integration, id of a device; null: all, or unknown" }),
        name: z.string(),
        before: z.string().meta({ description: "version" }),
        after: z.string(),
        at_least: z.string().meta({ description: "installed not before this" }),
        at: z.string().meta({ description: "installed by then" }),
        weeks: ComparedWeeks.nullable().meta({
          description: "null until four days after it, or where too little was recorded",
        }),
      }),
    ),
    cursor: z.string().nullable().meta({ description: "`before` of the next page" }),
  })
  .meta({ id: "UpdatePage" });
