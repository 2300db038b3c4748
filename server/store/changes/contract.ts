import { z } from "zod";
import { InstantText } from "../memory/contract.ts";

export const changeKinds = [
  "automation",
  "script",
  "scene",
  "helper",
  "dashboard",
  "entity",
  "device",
  "area",
  "floor",
  "label",
  "category",
  "integration",
  "settings",
  "version",
] as const;
export const ChangeKind = z.enum(changeKinds);
export type ChangeKind = z.infer<typeof ChangeKind>;

export const ChangeAction = z.enum(["added", "changed", "removed"]);
export type ChangeAction = z.infer<typeof ChangeAction>;

const Value = z.json().optional();

/** One place in a configuration where two differ; a side is left out where there was nothing. */
export const Difference = z
  .object({ path: z.string().meta({ description: "triggers[0].at" }), before: Value, after: Value })
  .meta({ id: "Difference" });
export type Difference = z.infer<typeof Difference>;

/** What a sentence says of a change. */
export const Gist = z.object({ differences: z.array(Difference), more: z.int(), isHidden: z.boolean().optional() });
export type Gist = z.infer<typeof Gist>;

export const ChangeShown = z
  .object({
    change: z.int(),
    at: z.string().meta({ description: "when it was changed, at the latest" }),
    at_least: z.string().nullable().meta({ description: "not before this; null where the instant itself is known" }),
    at_most: z.string().nullable(),
    action: ChangeAction,
    kind: ChangeKind,
    subject: z.string().meta({ description: "an entity id, or what Home Assistant calls the item" }),
    entity_id: z.string().nullable(),
    name: z.string(),
    who: z.string().nullable().meta({ description: "the person, where Home Assistant told" }),
    summary: z.string(),
  })
  .meta({ id: "Change" });
export type ChangeShown = z.infer<typeof ChangeShown>;

export const ListChanges = z.strictObject({
  from: InstantText.optional(),
  to: InstantText.optional(),
  kinds: z.array(ChangeKind).max(20).optional(),
  entities: z
    .array(z.string())
    .max(500)
    .optional()
    .meta({ description: "changes of these, and of what mentions them, such as an automation" }),
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional(),
});

export const ChangePage = z
  .object({
    items: z.array(ChangeShown),
    cursor: z.string().nullable(),
    since: z.string().nullable().meta({ description: "changes are known from here on; null where nothing was read" }),
    missing: z
      .array(z.object({ kind: ChangeKind, sentence: z.string() }))
      .meta({ description: "what Home Assistant does not show to the connection's token" }),
  })
  .meta({ id: "ChangePage" });

export const ReadChange = z.strictObject({ change: z.int32() });

export const ChangeDiff = ChangeShown.extend({
  differences: z.array(Difference),
  before: z.array(z.string()).meta({ description: "the whole configuration in lines; empty where there was none" }),
  after: z.array(z.string()),
}).meta({ id: "ChangeDiff" });

/** Type of the event by which the memory tells of a change. */
export const CHANGED = "homeops_changed";
