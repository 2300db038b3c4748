import type { Queries } from "#db/database.ts";
import type { Capability } from "#server/capability.ts";
import { type Asker, command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { Added, Allowance, Done, Introduction, Members, NewMember, Nothing, Privacy } from "./contract.ts";
import { guestAreas } from "./guest-queries.ts";
import { changeRole, guestRooms } from "./guests.ts";
import * as queries from "./household-queries.ts";
import { writeMovements } from "./law/queries.ts";
import { accountAsked } from "./own-account.ts";
import { addMember, addPerson } from "./people.ts";

const list = command({
  name: "people/list",
  summary: "Who belongs to the home, who that is in Home Assistant, and whom each allows to see where they were",
  input: Nothing,
  output: Members,
  run: async (_, { world, home }) => {
    const db = world.db.for("asked");
    const [members, chosen] = [await queries.membersOf(db, home), await guestAreas(db, home)];
    const areasOf = (person: string) => chosen.flatMap((it) => (it.person === person ? it.area_id : []));
    const items = members.map((it) => ({ ...it, areas: it.role === "guest" ? areasOf(it.person) : null }));
    return { items, cursor: null };
  },
});

const add = command({
  name: "people/add",
  summary: "Makes an account for a person of the home",
  access: "write",
  input: NewMember,
  output: Added,
  run: ({ name, role, entity_id }, { world, home, asker }) =>
    world.db.for("asked").transaction(async (tx) => {
      if (entity_id) refuseOthers(asker);
      const person = await addPerson(tx, name);
      await addMember(tx, { home, person, role });
      if (entity_id) await queries.writeSelf(tx, { home, person, id: await named(tx, home, entity_id) });
      return { person };
    }),
});

const introduce = command({
  name: "people/introduce",
  summary: "Says who an account is in Home Assistant, so that it sees its own movements",
  access: "write",
  input: Introduction,
  output: Done,
  run: ({ person, entity_id }, { world, home, asker }) =>
    world.db.for("asked").transaction(async (tx) => {
      refuseOthers(asker);
      await refuseStranger(tx, home, person);
      if (entity_id) await queries.writeSelf(tx, { home, person, id: await named(tx, home, entity_id) });
      else await queries.deleteSelf(tx, home, person);
      return { done: true };
    }),
});

const allow = command({
  name: "people/allow",
  summary: "Lets another person of the home see where I was, or no longer",
  access: "own",
  isForOwner: true,
  input: Allowance,
  output: Done,
  run: ({ person, allowed }, { world, home, asker }) =>
    world.db.for("asked").transaction(async (tx) => {
      const { id } = await introduced(tx, home, await accountAsked(tx, home, asker));
      await refuseStranger(tx, home, person);
      if (allowed) await queries.writeAllowed(tx, { home, person, id });
      else await queries.deleteAllowed(tx, { person, id });
      return { done: true };
    }),
});

const keepPrivate = command({
  name: "people/private",
  summary: "Keeps a room or an entity to one person and those whom that person allows, or no longer",
  access: "write",
  input: Privacy,
  output: Done,
  run: ({ private: isPrivate, person, ...place }, { world, home, asker }) =>
    world.db.for("asked").transaction(async (tx) => {
      const isTheirs = asker.kind === "person" && asker.personId === person;
      if (!isPrivate && !isTheirs) refuseOthers(asker);
      const { id } = await introduced(tx, home, person);
      const write = isPrivate ? queries.writePrivate : queries.deletePrivate;
      const done = (await write(tx, { home, ...place, id })) > 0;
      if (!done && isPrivate) throw new Refusal("taken", "Somebody else keeps this private already; ask them");
      await writeMovements(tx, home);
      return { done };
    }),
});

export const household: Capability = {
  name: "people",
  commands: [list, add, introduce, allow, keepPrivate, changeRole, guestRooms],
};

/** Whoever may say who an account is could else see whom they like. */
function refuseOthers({ kind }: Asker): void {
  if (kind === "owner") return;
  throw new Refusal("forbidden", "Only the owner of this server may do this, with the API token", { status: 403 });
}

async function introduced(tx: Queries, home: number, person: string | undefined): Promise<{ id: number }> {
  const self = person === undefined ? undefined : await queries.selfOf(tx, home, person);
  if (self) return self;
  throw new Refusal(
    "not_introduced",
    "HomeOps does not know who this account is in Home Assistant; let the owner say it with people/introduce",
    { status: 409 },
  );
}

async function named(tx: Queries, home: number, entityId: string): Promise<number> {
  const row = await queries.personNamed(tx, home, entityId);
  if (!row)
    throw new Refusal("unknown_entity", `There is no ${entityId} in this home; house/entities lists those there are`, {
      status: 404,
    });
  return row.id;
}

async function refuseStranger(tx: Queries, home: number, person: string): Promise<void> {
  if (await queries.isMember(tx, home, person)) return;
  throw new Refusal("unknown_person", "That person does not belong to this home; people/list says who does", {
    status: 404,
  });
}
