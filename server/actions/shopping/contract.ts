import { z } from "zod";

const language = z.enum(["en", "de"]).default("en");

export const ChooseList = z.strictObject({
  list: z
    .string()
    .regex(/^todo\.[a-z0-9_]+$/)
    .max(255)
    .nullable()
    .meta({ description: "a to-do list of Home Assistant; null: none, and what HomeOps put on the former one goes" }),
  days: z.int().min(1).max(365).default(45).meta({ description: "so long before it is needed a cell is listed" }),
  language,
});

export const PreviewList = z.strictObject({
  days: z.int().min(1).max(365).optional().meta({ description: "left out: as chosen, or 45" }),
  language: z.enum(["en", "de"]).optional().meta({ description: "left out: as chosen, or English" }),
});

const ToBuy = z.object({
  summary: z.string(),
  due_on: z.iso.date(),
  cell: z.string().nullable().meta({ description: "its type; null: not known" }),
  entities: z.array(z.string()),
});

export const ShoppingList = z
  .object({
    list: z.string().nullable(),
    days: z.int(),
    language: z.enum(["en", "de"]),
    items: z.array(ToBuy).meta({ description: "what is to be bought, the soonest first" }),
    lists: z.array(z.object({ entity_id: z.string(), name: z.string() })).meta({ description: "that could be chosen" }),
  })
  .meta({ id: "ShoppingList" });

export const KeptList = ShoppingList.extend({
  added: z.int(),
  updated: z.int(),
  removed: z.int(),
}).meta({ id: "KeptShoppingList" });
