import { z } from "zod";

/** Each reaches the commands of that `access`, and no others. */
const scopes = ["read", "add", "own", "write"] as const;
export type Scope = (typeof scopes)[number];

const Scopes = z
  .array(z.enum(scopes))
  .min(1)
  .max(scopes.length)
  .meta({ description: "each reaches the commands whose `x-homeops-access` is that word, and no others" });
const Rooms = z
  .array(z.string().regex(/^[a-z][a-z-]*$/))
  .min(1)
  .max(50)
  .meta({ description: "first part of the names of commands, as in `memory`; left out: all" });
const Homes = z.array(z.int32().positive()).min(1).max(50).meta({
  description: "ids of homes; left out: all of its person. Commands about the server itself are then out of reach",
});

export const NewToken = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: Scopes,
  rooms: Rooms.optional(),
  homes: Homes.optional(),
  days: z.int().min(1).max(3_650).nullable().default(90).meta({ description: "until it ends; null: never" }),
});

const MadeToken = z
  .object({
    token: z.int32().positive().meta({ description: "its number here, for tokens/revoke" }),
    name: z.string(),
    person: z.uuid(),
    person_name: z.string(),
    is_mine: z.boolean(),
    scopes: Scopes,
    rooms: Rooms.nullable(),
    homes: Homes.nullable(),
    expires_at: z.string().nullable(),
    last_used_on: z.string().nullable().meta({ description: "day, in UTC" }),
    created_at: z.string(),
  })
  .meta({ id: "MadeToken" });
export type MadeToken = z.infer<typeof MadeToken>;

export const Shown = z.object({
  token: z.int32().positive(),
  secret: z.string().meta({ description: "what to send as `Authorization: Bearer`; nobody can be shown it again" }),
  expires_at: z.string().nullable(),
});
export const MadeTokens = z.object({ items: z.array(MadeToken), cursor: z.null() });
export const WhichToken = z.strictObject({ token: z.int32().positive() });
