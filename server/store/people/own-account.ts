import type { Queries } from "#db/database.ts";
import type { Asker, Call } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { ownerOf } from "./household-queries.ts";

/** Whose account is meant: with the API token, that of the home's owner. */
export const accountAsked = async (tx: Queries, home: number, asker: Asker): Promise<string | undefined> =>
  asker.kind === "person" ? asker.personId : (await ownerOf(tx, home))?.person;

/** @throws Refusal `no_account` */
export async function ownAccount({ world, home, asker }: Pick<Call, "world" | "home" | "asker">): Promise<string> {
  const person = await accountAsked(world.db.for("asked"), home, asker);
  if (person !== undefined) return person;
  throw new Refusal("no_account", "This home has no owner with an account; add one with people/add first", {
    status: 409,
  });
}
