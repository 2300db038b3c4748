import { z } from "zod";
import { InstantText } from "#server/store/memory/contract.ts";
import { detailKinds, details } from "#server/store/memory/retention/details.ts";
import { classNames } from "#server/store/memory/retention/keep-days.ts";
import { LeftOut, LeftOutList } from "../contract.ts";

const days = z.int().min(1).max(36_500).nullable().meta({ description: "null: for ever" });
const name = z.string().min(1).max(255);
const preview = z.boolean().default(false).meta({ description: "only say what would go, and change nothing" });

const sentence = z.string().meta({ description: "what goes, what stays, and what can be undone" });

/** What goes, or would go. */
const Going = z.object({
  events: z.int(),
  bytes: z.int().meta({ description: "estimate" }),
  from: z.string().nullable(),
  to: z.string().nullable(),
});

export const ShowRetention = z.strictObject({});
export const Retention = z
  .object({
    classes: z.array(
      z.object({ name: z.enum(classNames), days, default_days: days, says: z.string(), events: z.int().nullable() }),
    ),
    labels: z.array(z.object({ label: z.string(), name: z.string(), days })),
    label_names: z
      .array(z.object({ label: z.string(), name: z.string() }))
      .meta({ description: "all labels of the home, for which days may be wished" }),
    entities: z.array(z.object({ entity_id: z.string(), name: z.string().nullable(), days })),
    oldest: z.string().nullable().meta({ description: "the oldest day of which there are events" }),
    last: z
      .object({
        began_at: z.string(),
        ended_at: z.string().nullable(),
        reason: z.enum(["kept long enough", "cap"]),
        days: z.int(),
        rewritten: z.int(),
        events: z.int(),
        bytes: z.int(),
        attributes: z.int(),
      })
      .nullable()
      .meta({ description: "what went the last time: days dropped whole, and days of which something stayed" }),
  })
  .meta({ id: "Retention" });

export const Keep = z.strictObject({
  kind: z.enum(["class", "label", "entity"]),
  value: name.meta({ description: "a class, the id of a label, or an entity id" }),
  days: days.optional().meta({ description: "left out: what is usual again" }),
  preview,
});
export const Kept = z
  .object({
    would_go: Going.extend({ days: z.int().meta({ description: "days that become smaller or go" }) }),
    is_changed: z.boolean(),
    sentence,
  })
  .meta({ id: "Kept" });

export const KeepLess = z.strictObject({
  kind: z.enum(detailKinds),
  value: name,
  detail: z.enum(details).nullable().meta({
    description:
      "changes: no repeats of the same state; rollups: numbers only summed up; out: not at all; null: as usual again",
  }),
  past: z
    .boolean()
    .default(false)
    .meta({ description: "also what is stored: days that are over at once in the background, today by night" }),
  preview,
});

export const TakeBack = LeftOut.extend({ preview });
export const TakenBack = z
  .object({
    was: z.enum(details).nullable().meta({ description: "null: there was no such wish" }),
    is_changed: z.boolean(),
    stops: z.boolean().meta({ description: "more of the past was still to be removed; that stays" }),
    gone: Going.meta({ description: "what the wish has removed of the past; it does not come back" }),
    since: z.string().nullable().meta({ description: "from when on what it concerned was not kept" }),
    sentence,
    ...LeftOutList.shape,
  })
  .meta({ id: "TakenBack" });

export const Heaviest = z.strictObject({
  days: z.int().min(1).max(90).default(7),
  limit: z.int().min(1).max(200).default(20),
});
const Saving = z
  .number()
  .nullable()
  .meta({ description: "bytes a day that this would save; null where it does not fit" });
export const HeavyEntity = z
  .object({
    entity_id: z.string(),
    name: z.string().nullable(),
    area: z.string().nullable(),
    device: z.string().nullable(),
    device_id: z.string().nullable(),
    integration: z.string().nullable(),
    labels: z.array(z.string()),
    events_a_day: z.number(),
    bytes_a_day: z.number(),
    writes_a_day: z.number().meta({ description: "rows: events, lists of hours, summaries" }),
    share: z.number().meta({ description: "of all bytes a day, 0 to 1" }),
    detail: z.enum(details).nullable().meta({ description: "what is wished for it already" }),
    saves: z.object({ changes: Saving, rollups: Saving, out: Saving }),
  })
  .meta({ id: "HeavyEntity" });
export type HeavyEntity = z.infer<typeof HeavyEntity>;
export const HeaviestPage = z.object({
  items: z.array(HeavyEntity),
  cursor: z.null(),
  days: z.int().meta({ description: "whole days that were looked at" }),
  from: z.string().nullable(),
  to: z.string().nullable(),
});

export const LONGEST_MINUTES = 7 * 24 * 60;
export const Pause = z.union([
  z.strictObject({ minutes: z.number().positive().max(LONGEST_MINUTES) }),
  z.strictObject({ until: InstantText }),
]);
export const Resume = z.strictObject({});
export const PauseShown = z
  .object({ paused_since: z.string().nullable(), paused_until: z.string().nullable() })
  .meta({ id: "Pause" });

export const Forget = z.strictObject({
  span: z.strictObject({ from: InstantText, to: InstantText }),
  areas: z.array(name).max(100).optional().meta({ description: "ids or names of areas" }),
  entities: z.array(name).max(500).optional(),
  preview,
});
export const Forgotten = z
  .object({
    ...Going.shape,
    entities: z.int().nullable().meta({ description: "how many are meant; null: all of the home" }),
    state: z.enum(["preview", "running"]),
  })
  .meta({ id: "Forgotten" });

export const ErrandShown = z
  .object({
    home: z.int(),
    kind: z.enum(["forget", "keep less"]),
    about: z.string().nullable().meta({ description: "null: all of the home" }),
    from: z.string().nullable(),
    to: z.string().nullable(),
    done: z.int().meta({ description: "steps" }),
    total: z.int(),
  })
  .meta({ id: "Errand" });

export const Cap = z.strictObject({
  gigabytes: z.number().positive().max(1_000_000).nullable().meta({ description: "null: no cap" }),
});

export const SizeShown = z
  .object({
    bytes: z.int().meta({ description: "database, spill and data folder" }),
    cap_bytes: z.int().nullable(),
    cap_is_chosen: z.boolean().meta({ description: "by a person or an option; else a share of what was free" }),
    state: z.enum(["ok", "near", "full"]).meta({ description: "full: nothing is remembered until there is room" }),
    measured_at: z.string(),
    bytes_a_day: z.int().nullable(),
    days_left: z.int().nullable().meta({ description: "until cap or disk are reached; null where they will not be" }),
    levels_off_at: z.int().nullable().meta({ description: "bytes, once as many days go as come" }),
  })
  .meta({ id: "Size" });
