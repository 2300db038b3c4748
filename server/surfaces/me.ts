import type { Call } from "#server/command.ts";
import { userOf } from "#server/intake/notes/queries.ts";
import { Refusal } from "#server/refusal.ts";
import { ownerOf, selfOf } from "#server/store/people/household-queries.ts";

/** Who asks: as an account here, as a user of Home Assistant, and as a row of house.entity. */
export interface Account {
  readonly person: string | null;
  readonly user: string | null;
  /** Asks with the API token, whose account is that of the home's owner. */
  readonly isOwner: boolean;
  /** null: nobody has said who that is in Home Assistant. */
  readonly self: number | null;
}

export async function accountOf({ world, home, asker }: Call): Promise<Account> {
  const db = world.db.for("asked");
  const isOwner = asker.kind === "owner";
  const person = asker.kind === "person" ? asker.personId : isOwner ? (await ownerOf(db, home))?.person : undefined;
  if (person === undefined) return { person: null, user: null, isOwner, self: null };
  const user = (await userOf(db, home, person)) ?? null;
  return { person, user, isOwner, self: (await selfOf(db, home, person))?.id ?? null };
}

export type Me = Account & { readonly self: number };

/** @throws Refusal `not_introduced` where nobody has said who that is in Home Assistant */
export async function meIn(call: Call): Promise<Me> {
  const { self, ...account } = await accountOf(call);
  if (self !== null) return { ...account, self };
  throw new Refusal("not_introduced", adviceFor(account), { status: 409 });
}

/** How somebody whom HomeOps does not know becomes known. */
export const adviceFor = ({ isOwner }: Pick<Account, "isOwner">): string =>
  isOwner
    ? "The API token belongs to nobody in particular. Say who you are: people/list has the owner's account, people/introduce takes it and your person of Home Assistant, as in person.anna"
    : "HomeOps does not know who you are in Home Assistant. Link your account to your person there (Settings, People), or let the owner say it with people/introduce";
