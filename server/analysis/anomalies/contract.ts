import { z } from "zod";
import { InstantText } from "#server/store/memory/contract.ts";

export const ExpectedInput = z.strictObject({
  entity: z.string().min(1).max(255).meta({ description: "an entity id" }),
  from: InstantText,
  to: InstantText,
  points: z.int().min(1).max(500).default(300).meta({ description: "at most so many; an hour is the finest" }),
});
export type ExpectedInput = z.output<typeof ExpectedInput>;

export const ExpectedBand = z
  .object({
    items: z
      .array(z.object({ at: z.string(), low: z.number(), high: z.number() }))
      .meta({ description: "from then on, up to the next; none where nothing is learned yet" }),
  })
  .meta({ id: "ExpectedBand" });
export type ExpectedBand = z.infer<typeof ExpectedBand>;
