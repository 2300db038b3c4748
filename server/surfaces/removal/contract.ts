import { z } from "zod";

export const Nothing = z.strictObject({});

export const RemovePerson = z.strictObject({
  person: z.uuid(),
  erase_movements: z.boolean().default(false).meta({
    description: "also all that the memory holds of their movements alone; else it stays, and only the owner sees it",
  }),
});

export const RemoveHome = z.strictObject({
  confirm: z.string().max(255).meta({ description: "the home's name, so that no other is removed by mistake" }),
});

const counts = z.record(z.string(), z.int()).meta({ description: "rows by table" });

const Removal = z
  .object({
    removal: z.int32().positive(),
    kind: z.enum(["person", "home"]),
    home: z.int(),
    name: z.string().nullable().meta({ description: "of a person until it is done" }),
    state: z.enum(["running", "done"]),
    done: z.int(),
    steps: z.int().meta({ description: "0: not known yet" }),
    gone: counts,
    kept: counts.meta({ description: "rows that stay without the person, as of the audit trail" }),
    asked_at: z.string(),
    ended_at: z.string().nullable(),
  })
  .meta({ id: "Removal" });
export type Removal = z.infer<typeof Removal>;

export const Removals = z.object({ items: z.array(Removal), cursor: z.null() });
export const Begun = z.object({ removal: z.int32().positive() });
