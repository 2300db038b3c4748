import { z } from "zod";

export const ListUsage = z.strictObject({
  first: z.iso.date().optional().meta({ description: "day of the home's time zone; else four weeks ago" }),
  last: z.iso.date().optional().meta({ description: "included; else today" }),
  things: z.array(z.string().max(255)).max(200).optional().meta({ description: "ids of entities or devices" }),
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().max(255).optional(),
});
export type ListUsage = z.output<typeof ListUsage>;

const amount = z.number().nullable();
const UsageDay = z.object({
  day: z.iso.date(),
  hours: amount.meta({ description: "that it was on, open or ran; null of a counter" }),
  times: z.int().nullable().meta({ description: "that it was switched on, opened or began to run on that day" }),
  amount: amount.meta({ description: "that it counted, or that its runs took" }),
  known_hours: z
    .number()
    .meta({ description: "of the day, of which it is known what it did: a whole day has 23 to 25" }),
});

const UsedThing = z
  .object({
    entity_id: z.string(),
    name: z.string(),
    area: z.string().nullable(),
    device_id: z.string().nullable(),
    device: z.string().nullable(),
    measure: z.enum(["on", "open", "runs", "amount"]),
    unit: z.string().nullable().meta({ description: "of the amounts" }),
    hours: amount,
    times: z.int().nullable(),
    amount,
    days: z.array(UsageDay),
    trend: z
      .object({ before: z.number(), after: z.number(), direction: z.enum(["more", "less", "same"]) })
      .nullable()
      .meta({
        description: "means a day of the earlier and the later half, of whole days only; null below a fortnight",
      }),
  })
  .meta({ id: "UsedThing" });
export type UsedThing = z.input<typeof UsedThing>;
export type UsageDay = UsedThing["days"][number];

export const UsagePage = z
  .object({
    first: z.iso.date(),
    last: z.iso.date(),
    items: z.array(UsedThing),
    gaps: z
      .array(z.object({ from: z.string(), to: z.string(), reason: z.string() }))
      .meta({ description: "spans of which nothing is known" }),
    cursor: z.string().nullable(),
  })
  .meta({ id: "UsagePage" });
