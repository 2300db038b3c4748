import type { z } from "zod";
import type { Capability } from "#server/capability.ts";
import type { Asker, Call, Command } from "#server/command.ts";
import type { Feed, Opened } from "#server/feed.ts";
import { Refusal } from "#server/refusal.ts";
import { homeWithin, type Reach, refuseBeyond } from "#server/store/people/tokens/reach.ts";
import type { World } from "#server/world.ts";
import { answerable } from "./answerable.ts";
import { type As, narrowed, seenBy } from "./asker.ts";
import type { Trail, Wanted } from "./trail.ts";
import { apart, inputIn } from "./understood.ts";
import { type Users, usersOf } from "./users.ts";
import { mayChangeHome, mayChangeServer, NO_HOME, whichHome } from "./which-home.ts";

/** Who asks, and from where, as its surface found out. */
export interface Caller {
  readonly asker: Asker;
  /** It asks for others only, and must say for whom. */
  readonly isGoBetween?: boolean | undefined;
  /** The number of the browser's sign-in that it came with. */
  readonly session?: string | undefined;
  /** Of a made token. */
  readonly reach?: Reach | undefined;
  /** Whom it speaks for, in all that it asks. */
  readonly as?: As | undefined;
  readonly requestId: string;
  readonly from: Call["from"];
}

/** The one way to everything HomeOps can be asked; surfaces differ in how they carry it only. */
export interface Dispatch {
  readonly commands: ReadonlyMap<string, Command>;
  readonly feeds: ReadonlyMap<string, Feed>;
  /** @throws Refusal, or whatever went wrong inside */
  run(name: string, body: unknown, caller: Caller): Promise<unknown>;
  open(
    ask: { name: string; body: unknown; caller: Caller },
    send: (items: unknown[]) => void,
  ): Promise<Opened<unknown>>;
}

type Parts = { world: World; capabilities: readonly Capability[]; onTrail: Trail; users?: Users };

export function dispatcher({ world, capabilities, onTrail, users = usersOf(world) }: Parts): Dispatch {
  const commands = byName<Command>(capabilities.flatMap((capability) => capability.commands ?? []));
  const feeds = byName<Feed>(capabilities.flatMap((capability) => capability.feeds ?? []));
  return {
    commands,
    feeds,
    async run(name, body, caller) {
      const command = found(commands, name);
      const wanted: Wanted = { action: command.action ?? name, ...caller };
      const work = async () => {
        const { input, call } = await admitted(command, body, { world, caller, wanted, users });
        return command.output.parse(await command.run(input, call));
      };
      const isTrailed = command.isTrailed || (command.access ?? "read") !== "read";
      return isTrailed ? onTrail(wanted, work) : onTrail.watching(wanted, work);
    },
    async open({ name, body, caller }, send) {
      const feed = found(feeds, name);
      const wanted: Wanted = { action: name, ...caller };
      const { input, call } = await onTrail.watching(wanted, () =>
        admitted(feed, body, { world, caller, wanted, users }),
      );
      const shown = (items: readonly unknown[]) => items.map((item) => feed.item.parse(item));
      const opened = await feed.open(input, call, (items) => {
        try {
          send(shown(items));
        } catch (error) {
          answerable(error, { log: world.log, requestId: caller.requestId }); // the room goes on: its feed is not its fault alone
        }
      });
      return { snapshot: shown(opened.snapshot), close: opened.close };
    },
  };
}

type Asked = {
  name: Command["name"];
  input: z.ZodType;
  scope?: "home" | "server";
  access?: Command["access"];
  isForOwner?: boolean;
  isForGuests?: boolean;
  isForSpeakers?: boolean;
  isForIntegration?: boolean;
  isBeyondTokens?: boolean;
};
type Asking = { world: World; caller: Caller; wanted: Wanted; users: Users };

async function admitted(asked: Asked, body: unknown, { world, caller, wanted, users }: Asking) {
  const { common, own } = apart(body);
  refuseBeyond(asked, caller.reach);
  const wantedHome = asked.scope === "server" ? common.home : homeWithin(common.home, caller.reach);
  const asking = { home: wantedHome, users, isForIntegration: asked.isForIntegration };
  const spokenFor = caller.as && (await narrowed({ caller, as: caller.as, ...asking }));
  const speaking = spokenFor ? { asker: spokenFor } : caller;
  const asker = await narrowed({ caller: speaking, as: common.as, ...asking });
  wanted.asker = asker;
  refuseOthers(asked, asker);
  const inHomesOf = spokenFor?.kind === "person" ? spokenFor : caller.asker;
  const place = { world, caller: inHomesOf, asker, home: wantedHome };
  const allowed = asked.access === "write" ? await homeOf(asked, place) : undefined; // before it is told what is wrong with it
  const input = inputIn(asked.input, own);
  const home = allowed ?? (await homeOf(asked, place));
  wanted.home = home;
  const mayChange = () => mayChangeHome(world.db, asker, home);
  const call: Call = { ...caller, world, db: seenBy(asker, world.db, home), asker, home, mayChange };
  return { input, call };
}

/** @throws Refusal `forbidden` */
function refuseOthers({ access, isForOwner, isForSpeakers }: Asked, { kind }: Asker): void {
  const isPerson = kind === "person";
  if (access === "own" && !isPerson && !(isForOwner && kind === "owner")) throw notTheirs();
  if (access === "add" && kind === "nobody") throw notForSpeakers();
  if (!isForSpeakers && !isPerson && kind !== "owner") throw notForSpeakers();
}

const notTheirs = () =>
  new Refusal("forbidden", "Only the person themself decides this; ask as that person, with `as`", { status: 403 });
const notForSpeakers = () =>
  new Refusal("forbidden", "This is for people of the household; ask as one of them", { status: 403 });

const notForGuests = () =>
  new Refusal("forbidden", "This is not for guests; ask somebody who lives in the home", { status: 403 });

type Place = { world: World; caller: Asker; asker: Asker; home: number | undefined };

async function homeOf(asked: Asked, { world, caller, asker, home }: Place): Promise<number> {
  const isWrite = asked.access === "write";
  if (asked.scope === "server") {
    if (isWrite) await mayChangeServer(world.db, asker);
    return NO_HOME;
  }
  const { id, role } = await whichHome(world.db, { caller, asker, home, isWrite });
  const isTheirs = asker.kind === "nobody" || (asker.kind === "person" && asked.isForGuests);
  if (role === "guest" && !isTheirs) throw notForGuests(); // a satellite hears of rooms that a guest does not see
  return id;
}

function found<T>(all: ReadonlyMap<string, T>, name: string): T {
  const it = all.get(name);
  if (it) return it;
  throw new Refusal("unknown_command", "There is no such command here; see /api/openapi.json for those that are", {
    status: 404,
  });
}

function byName<T extends { name: string }>(list: readonly T[]): Map<string, T> {
  const named = new Map(list.map((it) => [it.name, it]));
  if (named.size !== list.length) throw new Error("Two commands or two feeds have the same name");
  return named;
}
