import type { Capability } from "#server/capability.ts";
import { type Call, command } from "#server/command.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { wishForgotten } from "#server/intake/control/wish-forgotten.ts";
import { Refusal } from "#server/refusal.ts";
import { roleOf } from "#server/store/people/guest-queries.ts";
import { sessionsOf } from "../sessions.ts";
import { firstOf, thingsOf } from "../what-is-mine.ts";
import { Begun, Nothing, Removals, RemoveHome, RemovePerson } from "./contract.ts";
import * as queries from "./queries.ts";
import { runRemovals, wakeRemovals } from "./run-removals.ts";

const byAdmins = { access: "write", isBeyondTokens: true } as const;

const removePerson = command({
  ...byAdmins,
  name: "people/remove",
  summary:
    "Takes somebody out of the home at once; who belongs to no other home loses their account with it, and the audit trail keeps its rows without them",
  input: RemovePerson,
  output: Begun,
  async run({ person, erase_movements }, call) {
    const { world, home } = call;
    const db = world.db.for("asked");
    const leaver = await queries.leaverOf(db, home, person);
    if (!leaver) throw stranger();
    if (leaver.role === "owner") throw owns();
    if (erase_movements && leaver.self !== null) await forgetMovements(call, leaver.self);
    const isLast = leaver.homes === 1;
    const begun = await db.transaction(async (tx) => {
      const gone = await queries.leaveHome(tx, home, person);
      const wish = { ...wishOf(call), kind: "person" as const, name: leaver.name, person: isLast ? person : null };
      return queries.insertRemoval(tx, { ...wish, gone });
    });
    if (isLast) sessionsOf(world).end((session) => session.person === person);
    wakeRemovals(world);
    return { removal: begun?.id ?? 0 };
  },
});

const removeHome = command({
  ...byAdmins,
  name: "homes/remove",
  summary: "Removes a home and all that was remembered of it, in the background; its owner only",
  input: RemoveHome,
  output: Begun,
  async run({ confirm }, call) {
    const { world, home, asker } = call;
    const begun = await world.db.for("asked").transaction(async (tx) => {
      const person = asker.kind === "person" ? asker.personId : undefined;
      if (person !== undefined && (await roleOf(tx, { home, person }))?.role !== "owner") throw ownersOnly();
      const named = await queries.homeNamed(tx, home);
      if (named?.name !== confirm) throw unconfirmed();
      if (await queries.isRemoving(tx, home)) throw goesAlready();
      await queries.emptyHome(tx, home);
      return queries.insertRemoval(tx, { ...wishOf(call), kind: "home", name: confirm, person: null, gone: {} });
    });
    wakeRemovals(world);
    return { removal: begun?.id ?? 0 };
  },
});

const list = command({
  ...byAdmins,
  scope: "server",
  name: "removals/list",
  summary: "People and homes that were removed or are just going: how far it is, and what went",
  input: Nothing,
  output: Removals,
  run: async (_, { world }) => ({ items: await queries.removals(world.db.for("asked")), cursor: null }),
});

/** How people and homes go. */
export const removal: Capability = {
  name: "removal",
  commands: [removePerson, removeHome, list],
  async start(world, stack) {
    stack.use(runRemovals(world));
  },
};

const wishOf = ({ world, home, asker }: Call) => ({
  home,
  by: asker.kind === "person" ? asker.personId : null,
  at: instantOf(world.clock.now()),
});

/** Of what tells of others too, their part stays theirs. */
async function forgetMovements({ world, home }: Call, self: number): Promise<void> {
  const { db, clock } = world;
  const things = await db.for("asked").transaction((tx) => thingsOf(tx, { home, self }));
  const entities = things.filter(({ also }) => also.length === 0).map(({ id }) => id);
  const first = await db.for("asked").transaction((tx) => firstOf(tx, { home, ids: entities }));
  const to = instantOf(clock.now());
  if (first?.at && toMicroseconds(first.at) < toMicroseconds(to))
    await wishForgotten(world, { home, from: first.at, to, entities });
}

const stranger = () =>
  new Refusal("unknown_person", "That person does not belong to this home; people/list says who does", { status: 404 });
const owns = () =>
  new Refusal("owner", "An owner cannot be removed from their home; remove the home with homes/remove", {
    status: 409,
  });
const ownersOnly = () => new Refusal("forbidden", "Only the owner of a home may remove it; ask them", { status: 403 });
const unconfirmed = () =>
  new Refusal("not_confirmed", "Send the name of the home as `confirm`, letter by letter, to remove it");
const goesAlready = () =>
  new Refusal("going_already", "This home is being removed; removals/list says how far it is", { status: 409 });
