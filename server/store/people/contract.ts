import { z } from "zod";

const personEntity = z
  .string()
  .regex(/^person\.[a-z0-9_]+$/)
  .meta({ description: "who that is in Home Assistant, as in person.anna" });

const Member = z
  .object({
    person: z.uuid(),
    name: z.string(),
    role: z.enum(["owner", "admin", "member", "guest"]),
    entity_id: z.string().nullable(),
    allows: z.array(z.uuid()).meta({ description: "who else may see where this one was" }),
    areas: z.array(z.string()).nullable().meta({ description: "ids of the areas that a guest sees; null: everything" }),
  })
  .meta({ id: "Member" });
export const Members = z.object({ items: z.array(Member), cursor: z.null() });

export const NewMember = z.strictObject({
  name: z.string().trim().min(1).max(100),
  role: z.enum(["admin", "member", "guest"]).default("member"),
  entity_id: personEntity.optional(),
});
export const Added = z.object({ person: z.uuid() });

export const Introduction = z.strictObject({ person: z.uuid(), entity_id: personEntity.nullable() });

export const Allowance = z.strictObject({
  person: z.uuid().meta({ description: "who may see my movements, or no longer" }),
  allowed: z.boolean(),
});

export const Privacy = z.strictObject({
  person: z.uuid().meta({ description: "whose it is" }),
  kind: z.enum(["area", "entity"]),
  value: z.string().min(1).max(255).meta({ description: "id of an area, or an entity id" }),
  private: z.boolean(),
});

export const Areas = z
  .array(z.string().min(1).max(255))
  .max(500)
  .meta({ description: "ids of areas, as house/search has them" });

export const GuestRooms = z.strictObject({ person: z.uuid(), areas: Areas });
export const RoleChange = z.strictObject({ person: z.uuid(), role: z.enum(["admin", "member", "guest"]) });

export const Done = z.object({ done: z.boolean() });

export const Nothing = z.strictObject({});
