import type { Queries } from "#db/database.ts";
import { type Call, command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import { ownerOf } from "#server/store/people/household-queries.ts";
import { KeepMine, Mine, Nothing, Wishes } from "./contract.ts";
import { heldFor, wishesOf, writeWishes } from "./mine-queries.ts";
import { usedBy } from "./outbox-queries.ts";
import { type WayRow, waysIn } from "./ways.ts";

export const mine = command({
  name: "alerts/mine",
  summary: "How the asking person is told: when, in which language, on which ways, and how often that was",
  access: "own",
  isForOwner: true,
  input: Nothing,
  output: Mine,
  run: async (_, call) => {
    const person = await personIn(call);
    return call.world.db.for("asked").transaction((tx) => shownMine(tx, call, person));
  },
});

export const keepMine = command({
  name: "alerts/keep-mine",
  summary: "Changes how the asking person is told; what is left out stays as it is",
  access: "own",
  isForOwner: true,
  input: KeepMine,
  output: Mine,
  run: async (wanted, call) => {
    const person = await personIn(call);
    return call.world.db.for("asked").transaction(async (tx) => {
      const kept = Wishes.parse(await wishesOf(tx, call.home, person));
      const wishes = {
        ...kept,
        ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)),
      };
      const reachable = theirs(await waysIn(tx, call.home), person).map(({ id }) => id);
      const strange = wishes.channels.find((channel) => !reachable.includes(channel));
      if (strange !== undefined) throw unknownWay(strange);
      await writeWishes(tx, { home: call.home, person, wishes });
      return shownMine(tx, call, person);
    });
  },
});

/** With the API token, the account of the home's owner; null: nobody in particular. */
export const accountAsking = async ({ world, home, asker }: Call): Promise<string | null> =>
  asker.kind === "person" ? asker.personId : ((await ownerOf(world.db.for("asked"), home))?.person ?? null);

async function personIn(call: Call): Promise<string> {
  const person = await accountAsking(call);
  if (person === null)
    throw new Refusal("unknown_person", "Nobody in particular asks; people/list says who belongs to this home", {
      status: 409,
    });
  return person;
}

async function shownMine(tx: Queries, { world, home }: Call, person: string) {
  const { used } = await usedBy(tx, { home, person, now: instantOf(shownNow(world, home)) });
  const ways = theirs(await waysIn(tx, home), person);
  return {
    person,
    wishes: Wishes.parse(await wishesOf(tx, home, person)),
    used,
    held: await heldFor(tx, home, person),
    ways: ways.map(({ id, kind, name, is_on }) => ({ channel: id, kind, name, is_on })),
  };
}

const theirs = (ways: readonly WayRow[], person: string): WayRow[] =>
  ways.filter(({ user_id }) => user_id === person || user_id === null);

const unknownWay = (channel: number): Refusal =>
  new Refusal("unknown_channel", `There is no way ${channel} to you in this home; alerts/mine lists those there are`, {
    status: 404,
  });
