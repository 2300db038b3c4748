import { z } from "zod";

/** ISO 8601 with an offset; up to microseconds. The database knows no year 0. */
export const InstantText = z.iso
  .datetime({ offset: true, precision: undefined })
  .refine((text) => !text.startsWith("0"), "Give a year from 1000 on")
  .meta({ description: "ISO 8601 instant, e.g. 2026-11-21T06:45:12.250001+00:00" });

export const RememberedEvent = z
  .object({
    event: z.uuid(),
    at: z.string(),
    kind: z.string().meta({ description: "state_changed, or the type of the event" }),
    entity_id: z.string().nullable(),
    name: z.string().nullable(),
    area: z.string().nullable(),
    state: z
      .string()
      .nullable()
      .meta({ description: "null where the entity was removed, and for events that are no states" }),
    old_state: z.string().nullable(),
    unit: z.string().nullable(),
    device_class: z.string().nullable(),
    attributes: z
      .record(z.string(), z.json())
      .nullable()
      .meta({ description: "a state's attributes, another event's data" }),
    source: z.enum(["live", "backfill", "import", "snapshot"]),
    sentence: z.string().nullable().meta({
      description:
        "how it is told, as things are called now; null where it is not worth telling, such as a number measured",
    }),
  })
  .meta({ id: "RememberedEvent" });
export type RememberedEvent = z.infer<typeof RememberedEvent>;

export const Timeline = z.strictObject({
  from: InstantText.optional(),
  to: InstantText.optional(),
  entities: z.array(z.string()).max(500).optional(),
  areas: z.array(z.string()).max(100).optional().meta({ description: "ids or names of areas" }),
  labels: z.array(z.string()).max(100).optional().meta({ description: "ids or names of labels" }),
  kinds: z.array(z.string()).max(50).optional().meta({ description: "event types" }),
  attributes: z.boolean().default(false).meta({ description: "whether to answer attributes and data as well" }),
  limit: z.int().min(1).max(500).default(50),
  cursor: z.string().max(100).optional(),
});
export type Timeline = z.infer<typeof Timeline>;

export const Count = z.strictObject({
  from: InstantText.meta({ description: "at most two days ago: it is a count of rows, not of rollups" }),
  to: InstantText.optional().meta({ description: "default now" }),
});
export const Counted = z.object({ events: z.int() }).meta({ id: "CountedEvents" });

export const TimelinePage = z
  .object({ items: z.array(RememberedEvent), cursor: z.string().nullable() })
  .meta({ id: "TimelinePage" });
