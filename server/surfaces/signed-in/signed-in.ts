import type { Capability } from "#server/capability.ts";
import { type Call, command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { namesOf } from "#server/store/people/household-queries.ts";
import { type Session, sessionsOf } from "../sessions.ts";
import { mayChangeServer } from "../which-home.ts";
import { Done, Nothing, SessionsShown, WhichSession } from "./contract.ts";

const own = { access: "own", scope: "server", isForOwner: true, isBeyondTokens: true } as const;

const list = command({
  ...own,
  name: "sessions/list",
  summary: "Browsers in which you are signed in, and for who administers the server those of everybody",
  input: Nothing,
  output: SessionsShown,
  async run(_, call) {
    const shown = await seenBy(call);
    const names = await namesOf(call.world.db.for("asked"), [...new Set(shown.flatMap(({ person }) => person ?? []))]);
    const named = new Map(names.map(({ id, name }) => [id, name]));
    const items = shown.map(({ id, person, device, since, seen, until }) => ({
      ...{ session: id, person, device, person_name: person === null ? null : (named.get(person) ?? null) },
      ...{ since: instantOf(since), last_seen: instantOf(seen), until: instantOf(until), is_this: id === call.session },
    }));
    return { items, cursor: null };
  },
});

const end = command({
  ...own,
  name: "sessions/end",
  summary: "Signs one browser out; its live socket is closed within a second",
  input: WhichSession,
  output: Done,
  async run({ session }, call) {
    const isSeen = (await seenBy(call)).some(({ id }) => id === session);
    if (isSeen && sessionsOf(call.world).end(({ id }) => id === session) > 0) return { done: true };
    throw new Refusal("unknown_session", "There is no such sign-in of yours; sessions/list has those there are", {
      status: 404,
    });
  },
});

/** Who may change the server ends any; others their own. */
async function seenBy({ world, asker }: Call): Promise<Session[]> {
  const all = sessionsOf(world).list();
  const mayAll = await mayChangeServer(world.db, asker).then(
    () => true,
    () => false,
  );
  return mayAll ? all : all.filter(({ person }) => asker.kind === "person" && person === asker.personId);
}

/** Who is signed in where. */
export const signedIn: Capability = { name: "sessions", commands: [list, end] };
