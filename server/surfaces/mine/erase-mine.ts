import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { milliseconds } from "#server/clock.ts";
import { type Call, command } from "#server/command.ts";
import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { wishForgotten, wouldForget } from "#server/intake/control/wish-forgotten.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { meIn } from "../me.ts";
import { firstOf, type MyThing, thingsOf } from "../what-is-mine.ts";
import { ErasedMine, EraseMine } from "./contract.ts";

const LIFE_MS = milliseconds({ minutes: 10 });
const MOST = 1_000;

export const eraseMine = command({
  name: "people/erase-mine",
  isForGuests: true,
  summary:
    "Erase a span or all of one's own movements: events, summaries, sentences, vectors, episodes, runs that name them. Asked twice: a preview first, whose `confirm` then erases it; a gap stays",
  access: "own",
  isForOwner: true,
  input: EraseMine,
  output: ErasedMine,
  async run(asked, call) {
    const { self } = await meIn(call);
    return "confirm" in asked ? erase(call, self, asked.confirm) : preview(call, self, asked);
  },
});

type Wish = { home: number; self: number; from: string; to: string; things: readonly MyThing[]; until: number };
type Going = { events: number; bytes: number };

/** What was previewed, by what confirms it, oldest first; a server that starts anew asks anew. */
const previews = new WeakMap<World, Map<string, Wish & Going>>();

function previewsOf(world: World): Map<string, Wish & Going> {
  const all = previews.get(world) ?? new Map<string, Wish & Going>();
  previews.set(world, all);
  const [oldest] = all.keys();
  if (oldest !== undefined && all.size >= MOST) all.delete(oldest);
  return all;
}

async function preview(call: Call, self: number, span: { from?: string | undefined; to?: string | undefined }) {
  const { world, home } = call;
  const things = await call.db.transaction((tx) => thingsOf(tx, { home, self }));
  const { from, to } = await spanOf(call, things, span);
  const alone = things.filter(({ also }) => also.length === 0); // how often others came and went is not theirs to count
  const going = await wouldForget(world, { home, from, to, entities: idsOf(alone) });
  const wish = { home, self, from, to, things, ...going, until: world.clock.now() + LIFE_MS };
  const confirm = randomBytes(18).toString("base64url");
  previewsOf(world).set(confirm, wish);
  return { ...shown(wish), state: "preview" as const, confirm };
}

async function erase({ world, home }: Call, self: number, confirm: string) {
  const wish = previewsOf(world).get(confirm);
  if (!wish || wish.self !== self || wish.home !== home || wish.until < world.clock.now())
    throw new Refusal("not_previewed", "Look at a preview first: ask again without `confirm`, then send what it gives");
  previewsOf(world).delete(confirm);
  const { from, to, things } = wish;
  if (things.length > 0) await wishForgotten(world, { home, from, to, entities: idsOf(things) });
  return { ...shown(wish), state: "running" as const, confirm: null };
}

/** @throws Refusal `bad_span` */
async function spanOf(
  { world, home, db }: Call,
  things: readonly MyThing[],
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<{ from: string; to: string }> {
  const now = Math.floor(world.clock.now() * 1000);
  const to = fromMicroseconds(Math.min(now, asked.to === undefined ? now : toMicroseconds(asked.to)));
  const first = asked.from ?? (await db.transaction((tx) => firstOf(tx, { home, ids: idsOf(things) })))?.at;
  const from = fromMicroseconds(toMicroseconds(first ?? instantOf(world.clock.now() - 1)));
  if (toMicroseconds(from) < toMicroseconds(to)) return { from, to };
  throw new Refusal("bad_span", "The span must begin before it ends, and before now; give another one");
}

const idsOf = (things: readonly MyThing[]): number[] => things.map(({ id }) => id);

const STAYS: z.input<typeof ErasedMine>["stays"] = ["audit", "backups", "home_assistant", "files"];

const shown = ({ from, to, events, bytes, things }: Wish & Going) => ({
  ...{ from, to, events, bytes },
  things: things.map(({ entity_id }) => entity_id),
  shared: things.filter(({ also }) => also.length > 0).map(({ entity_id }) => entity_id),
  stays: STAYS,
});
