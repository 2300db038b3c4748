import type { Call } from "#server/command.ts";
import { failure } from "#server/failure.ts";
import { ofHome } from "#server/of-home.ts";
import { perDatabase } from "#server/per-database.ts";
import { soon } from "#server/soon.ts";
import type { DeviceHealthPage } from "./contract.ts";
import { type LookedAt, lookAt, pageOf } from "./list-devices.ts";
import { changesOf, type Marks, marksOf } from "./marks.ts";
import { sightOf } from "./queries.ts";

const GATHER = { seconds: 0.5 };
export const EVERY = { minutes: 1 };

export interface Follower {
  readonly call: Call;
  readonly send: (items: DeviceHealthPage[]) => void;
  /** What it was told last; undefined until it has its first look. */
  marks: Marks | undefined;
}

/** Looks again where something came while it had its first look. */
export type Following = AsyncDisposable & { catchUp(): void };

const NONE: Marks = new Map();
type Sight = { readonly looked: LookedAt; readonly marks: Marks };

/** Those who follow the devices of a home, by home: one reading serves all who may see the same. */
const homesOf = perDatabase(() => new Map<number, ReturnType<typeof homeFollowed>>());

/** Tells a follower of news until it is disposed. */
export async function follow(follower: Follower): Promise<Following> {
  const homes = homesOf(follower.call.world);
  const { home } = follower.call;
  const followed = homes.get(home) ?? homeFollowed(follower.call);
  homes.set(home, followed);
  followed.followers.add(follower);
  async function leave(): Promise<void> {
    followed.followers.delete(follower);
    if (followed.followers.size > 0) return;
    if (homes.get(home) === followed) homes.delete(home);
    await followed[Symbol.asyncDispose]();
  }
  try {
    await followed.listening;
  } catch (error) {
    await leave();
    throw error;
  }
  return { catchUp: followed.catchUp, [Symbol.asyncDispose]: leave };
}

function homeFollowed({ world, home }: Call) {
  const followers = new Set<Follower>();
  let hasMissed = false;
  const look = soon(
    world.clock,
    GATHER,
    async () => {
      const ready = [...followers].filter(({ marks }) => marks !== undefined);
      hasMissed ||= ready.length < followers.size;
      await tellNews(ready, (follower) => followers.has(follower));
    },
    (error) => world.log.warn("live devices fell behind", failure(error)),
  );
  const listening = world.db.listen("ledger", ofHome(home, look.call));
  const again = world.clock.every(EVERY, () => look.call());
  return {
    followers,
    listening,
    catchUp(): void {
      if (hasMissed) look.call();
      hasMissed = false;
    },
    async [Symbol.asyncDispose]() {
      await again[Symbol.asyncDispose]();
      await (await listening.catch(() => undefined))?.[Symbol.asyncDispose]();
      await look[Symbol.asyncDispose]();
    },
  };
}

/** One of whom nothing can be read falls behind alone. */
async function tellNews(followers: readonly Follower[], isThere: (it: Follower) => boolean): Promise<void> {
  const sights = new Map<string, Promise<Sight>>(); // by what may be seen
  const told = await Promise.allSettled(
    followers.map(async (follower) => {
      const key = await sightKey(follower.call);
      const seen = sights.get(key) ?? sightOfHome(follower.call);
      sights.set(key, seen);
      const { looked, marks } = await seen;
      const { news, gone } = changesOf(follower.marks ?? NONE, marks, looked.devices);
      follower.marks = marks;
      if (news.length + gone.length > 0 && isThere(follower)) follower.send([{ ...pageOf(news, looked), gone }]);
    }),
  );
  const failed = told.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}

async function sightOfHome(call: Call): Promise<Sight> {
  const looked = await lookAt(call, null);
  return { looked, marks: marksOf(looked.devices) };
}

/** The server's owner sees everything; of people the database says it, each time anew. */
async function sightKey({ db, home, asker }: Call): Promise<string> {
  if (asker.kind === "owner") return "everything";
  return (await db.transaction((tx) => sightOf(tx, home)))?.sight ?? "nothing";
}
