import { randomBytes } from "node:crypto";
import type { Queries } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { secretHash } from "#server/secret-hash.ts";
import type { World } from "#server/world.ts";
import { writeGuestAreas } from "../guest-queries.ts";
import { addPerson } from "../people.ts";
import { upsertMember } from "../queries.ts";
import { type Accepted, noteComer, takeInvitation } from "./queries.ts";

export const newCode = (): string => randomBytes(32).toString("base64url");

/**
 * Whom a link lets in: a new person of the home, or one who made it for another browser.
 * @throws Refusal `unknown_invitation`
 */
export const acceptInvitation = (world: World, code: string): Promise<string> =>
  world.db.for("asked").transaction(async (tx) => {
    const taken = await takeInvitation(tx, secretHash(code), instantOf(world.clock.now()));
    if (!taken) throw unknown();
    return taken.person ?? (await letIn(tx, taken));
  });

async function letIn(tx: Queries, { id, home, name, role, areas }: Accepted): Promise<string> {
  const person = await addPerson(tx, name);
  await upsertMember(tx, { home, person, role });
  if (role === "guest") await writeGuestAreas(tx, { home, person }, areas);
  await noteComer(tx, id, person);
  return person;
}

const unknown = () =>
  new Refusal("unknown_invitation", "This link was used already, was taken back or has ended; ask for a new one", {
    status: 401,
  });
