import { z } from "zod";
import { Areas } from "../contract.ts";

const role = z.enum(["admin", "member", "guest"]);

export const Invite = z.strictObject({
  name: z.string().trim().min(1).max(100).meta({ description: "what the person is called" }),
  role: role.default("member"),
  areas: Areas.default([]).meta({ description: "of a guest: ids of the areas that they see" }),
  days: z.int().min(1).max(30).default(7).meta({ description: "until the link ends" }),
});

export const Invited = z.object({
  invitation: z.int32().positive(),
  link: z.string().meta({
    description:
      "what follows the address of this server; opens it once. The code stands behind the #, which browsers send to nobody",
  }),
  expires_at: z.string(),
});

const Invitation = z
  .object({
    invitation: z.int32().positive(),
    name: z.string(),
    role,
    areas: z.array(z.string()),
    invited_by: z.string().nullable().meta({ description: "name; null: with the API token" }),
    created_at: z.string(),
    expires_at: z.string(),
    accepted_at: z.string().nullable(),
    state: z.enum(["open", "accepted", "expired"]),
  })
  .meta({ id: "Invitation" });
export type Invitation = z.infer<typeof Invitation>;

export const Invitations = z.object({ items: z.array(Invitation), cursor: z.null() });
export const WhichInvitation = z.strictObject({ invitation: z.int32().positive() });
export const AcceptInvitation = z.object({
  code: z.string().regex(/^[A-Za-z0-9_-]{43}$/, "must be the code of a link"),
});
