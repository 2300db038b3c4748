import { z } from "zod";

export const NoWish = z.strictObject({});

export const RestartPlan = z
  .object({
    at: z.iso.datetime({ offset: true }).nullable().meta({ description: "when Home Assistant will be restarted" }),
    failed: z.string().nullable().meta({ description: "why the last one did not come about, in a sentence" }),
  })
  .meta({ id: "RestartPlan" });
export type RestartPlan = z.infer<typeof RestartPlan>;
