import { z } from "zod";
import { InstantText } from "#server/store/memory/contract.ts";

export const Nothing = z.strictObject({});

const role = z.enum(["owner", "admin", "member", "guest"]);

const Thing = z.object({
  entity_id: z.string(),
  name: z.string().nullable(),
  area: z.string().nullable(),
  why: z.enum(["self", "tracker", "device", "place", "private"]).meta({
    description:
      "self: the person; tracker: carried by them; device: on the same device; place: tells of several people; private: marked so",
  }),
  also: z.array(z.string()).meta({
    description: "names of others of whom it tells too; its events are counted only for whom all of them allow it",
  }),
  is_gone: z.boolean().meta({ description: "no longer there; its past is" }),
  events: z.int(),
  since: z.string().nullable(),
  last_at: z.string().nullable(),
});

const MyNote = z.object({ at: z.string(), text: z.string(), entity_id: z.string().nullable() });

const keepers = [
  ...["events", "summaries", "sentences", "vectors", "episodes", "traces", "changes"],
  ...["audit", "backups", "home_assistant", "files"],
] as const;

export const AboutMe = z
  .object({
    you: z.object({
      person: z.uuid().nullable(),
      name: z.string().nullable(),
      role: role.nullable(),
      entity_id: z.string().nullable().meta({ description: "who that is in Home Assistant; null: nobody has said" }),
      sees_all: z.boolean().meta({ description: "asks with the API token, which sees everybody" }),
      may_change: z.boolean().meta({ description: "may mark rooms as private, pause and forget" }),
      may_introduce: z.boolean().meta({ description: "may say who an account is in Home Assistant" }),
    }),
    advice: z.string().nullable().meta({ description: "what to do where HomeOps does not know who asks" }),
    things: z.array(Thing).meta({ description: "what tells of the asker's movements" }),
    rooms: z.array(
      z.object({
        area_id: z.string(),
        name: z.string(),
        of: z.string().nullable().meta({ description: "whose private room it is" }),
        of_person: z.uuid().nullable().meta({ description: "their account, where there is one" }),
        is_mine: z.boolean(),
      }),
    ),
    notes: z.object({ count: z.int(), items: z.array(MyNote).meta({ description: "the latest" }) }),
    asked: z.object({
      is_kept: z.boolean().meta({ description: "whether what is said to Assist is remembered; never who said it" }),
      changes: z.int().meta({ description: "rows of the audit trail: what the asker changed or tried to" }),
    }),
    people: z.array(
      z.object({
        person: z.uuid(),
        name: z.string(),
        role,
        entity_id: z.string().nullable(),
        sees_me: z.boolean().meta({ description: "may see where the asker was" }),
        shows_me: z.boolean().meta({ description: "lets the asker see where they were" }),
      }),
    ),
    kept: z
      .array(
        z.object({
          where: z.enum(keepers),
          count: z.int().nullable().meta({ description: "rows; null where nobody can count them" }),
          is_erased: z.boolean().meta({ description: "whether people/erase-mine reaches it" }),
        }),
      )
      .meta({ description: "where the asker's data lie" }),
    backup_at: z.string().nullable().meta({ description: "when they last went into a backup" }),
  })
  .meta({ id: "AboutMe" });
export type AboutMe = z.infer<typeof AboutMe>;

export const EraseMine = z.union([
  z.strictObject({
    from: InstantText.optional().meta({ description: "left out: from the beginning" }),
    to: InstantText.optional().meta({ description: "left out: up to now" }),
  }),
  z.strictObject({
    confirm: z.string().min(1).max(100).meta({ description: "what the preview gave: erases what it counted" }),
  }),
]);

export const ErasedMine = z
  .object({
    state: z.enum(["preview", "running"]),
    confirm: z.string().nullable().meta({ description: "of a preview: good once, for ten minutes" }),
    events: z.int().meta({ description: "of the asker alone; what tells of others too goes uncounted" }),
    bytes: z.int().meta({ description: "estimate" }),
    from: z.string(),
    to: z.string(),
    things: z.array(z.string()).meta({ description: "entity ids" }),
    shared: z.array(z.string()).meta({ description: "those of them that tell of others too" }),
    stays: z.array(z.enum(keepers)).meta({ description: "where nothing can be erased from here" }),
  })
  .meta({ id: "ErasedMine" });
