import { z } from "zod";

export const StreamSaid = z
  .strictObject({
    kinds: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(50)
      .meta({ description: "types of events, as in homeops_finding or automation_triggered; state_changed" }),
    entities: z.array(z.string().max(255)).max(200).default([]),
    areas: z.array(z.string().max(255)).max(50).default([]).meta({ description: "ids or names of areas" }),
  })
  .refine(({ kinds, entities, areas }) => !kinds.includes("state_changed") || entities.length + areas.length > 0, {
    path: ["entities"],
    message: "say of which entities or areas every state is to be sent",
  });
export type StreamSaid = z.output<typeof StreamSaid>;

export const KeepStream = z.strictObject({
  stream: z.int32().optional().meta({ description: "left out: a new one" }),
  name: z.string().trim().min(1).max(60),
  channel: z.int32().meta({ description: "a webhook or MQTT channel, as alerts/channels numbers it" }),
  said: StreamSaid,
});
export const RemoveStream = z.strictObject({ stream: z.int32() });
export const ListStreams = z.strictObject({});

const StreamShown = z
  .object({
    stream: z.int(),
    name: z.string(),
    channel: z.int(),
    said: z.object({ kinds: z.array(z.string()), entities: z.array(z.string()), areas: z.array(z.string()) }),
    upto: z.string().meta({ description: "what happened until then was sent" }),
    sent: z.int(),
    dropped: z.int().meta({ description: "what the other side would not take, or what waited longer than a day" }),
    again_at: z.string().nullable().meta({ description: "when the next one is tried again" }),
    why: z.string().nullable().meta({ description: "what went wrong last" }),
  })
  .meta({ id: "EventStream" });

export const OneStream = z.object({ stream: StreamShown });
export const StreamPage = z.object({ items: z.array(StreamShown), cursor: z.null() }).meta({ id: "EventStreamPage" });
export const StreamRemoved = z.object({ removed: z.boolean() });
