import { z } from "zod";
import { madeKinds } from "#server/footprint.ts";

const Made = z.object({ kind: z.enum(madeKinds), id: z.string(), name: z.string() });

export const Footprints = z.object({ items: z.array(Made), cursor: z.null() });
export const Leave = z.strictObject({
  confirm: z.literal("leave").meta({ description: "typed by a person: what goes does not come back by itself" }),
});
export const Left = z
  .object({
    removed: z.array(Made),
    remaining: z.array(
      Made.extend({ reason: z.string().meta({ description: "a sentence that says what to do by hand" }) }),
    ),
  })
  .meta({ id: "Left" });
