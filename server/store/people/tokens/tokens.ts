import { randomBytes } from "node:crypto";
import { listenWhenThere } from "#db/listen-when-there.ts";
import type { Capability } from "#server/capability.ts";
import { milliseconds } from "#server/clock.ts";
import { command } from "#server/command.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { secretHash } from "#server/secret-hash.ts";
import { Done, Nothing } from "../contract.ts";
import { ownAccount } from "../own-account.ts";
import { MadeTokens, NewToken, Shown, WhichToken } from "./contract.ts";
import { hearTokens } from "./made-tokens.ts";
import * as queries from "./queries.ts";

const MOST_OF_A_PERSON = 100;
const DAY_MS = milliseconds({ hours: 24 });
/** An ended one is listed for so long, so that somebody finds out why a program stopped. */
const KEPT_MS = 30 * DAY_MS;
const LOOK = { seconds: 1 };

const own = { access: "own", isForOwner: true, isForGuests: true, isBeyondTokens: true } as const;

const create = command({
  ...own,
  name: "tokens/create",
  summary: "Makes a token for a program that asks as you, within these scopes; it is shown this once",
  input: NewToken,
  output: Shown,
  async run({ days, scopes, rooms = null, homes = null, name }, call) {
    const { world, asker } = call;
    const person = await ownAccount(call);
    const now = world.clock.now();
    const secret = `hop_${randomBytes(32).toString("base64url")}`;
    const expiresAt = days === null ? null : instantOf(now + days * DAY_MS);
    const isAtMostMember = asker.kind === "person" && asker.atMost === "member";
    return world.db.for("asked").transaction(async (tx) => {
      await queries.deleteExpired(tx, instantOf(now - KEPT_MS));
      const made = await queries.countTokens(tx, person);
      if ((made?.count ?? 0) >= MOST_OF_A_PERSON) throw tooMany();
      const what = { person, name, scopes: [...new Set(scopes)], rooms, homes, isAtMostMember };
      const row = await queries.insertToken(tx, { ...what, expiresAt, hash: secretHash(secret), at: instantOf(now) });
      return { token: row?.id ?? 0, secret, expires_at: expiresAt };
    });
  },
});

const list = command({
  ...own,
  name: "tokens/list",
  summary: "Tokens that you made, and for admins those of everybody in the home; never what they are",
  input: Nothing,
  output: MadeTokens,
  async run(_, call) {
    const { world, home } = call;
    const me = await ownAccount(call);
    const rows = await queries.tokensOf(world.db.for("asked"), home, (await call.mayChange()) ? null : me);
    return { items: rows.map((row) => ({ ...row, is_mine: row.person === me })), cursor: null };
  },
});

const revoke = command({
  ...own,
  name: "tokens/revoke",
  summary: "Ends a token at once, and the live sockets that were opened with it",
  input: WhichToken,
  output: Done,
  async run({ token }, call) {
    const { world, home } = call;
    const person = (await call.mayChange()) ? null : await ownAccount(call);
    const gone = await queries.deleteToken(world.db.for("asked"), { token, home, person });
    if (gone === 0)
      throw new Refusal("unknown_token", `There is no token ${token} for you; tokens/list has those there are`, {
        status: 404,
      });
    return { done: true };
  },
});

/** Tokens for programs, made and ended by people. */
export const madeTokens: Capability = {
  name: "tokens",
  commands: [create, list, revoke],
  async start(world, stack) {
    let isMissed = false;
    const hear = async (told: string | undefined) => {
      try {
        await hearTokens(world, told);
        if (told === undefined) isMissed = false;
      } catch (error) {
        isMissed = true;
        if (!isDatabaseAway(error)) throw error;
      }
    };
    const listening = stack.use(listenWhenThere(world.db, ["tokens"], (told) => void hear(told)));
    stack.use(
      world.clock.every(LOOK, async () => {
        if ((await listening.isHearing()) && isMissed) await hear(undefined);
      }),
    );
  },
};

const tooMany = () =>
  new Refusal("too_many", `A person can have ${MOST_OF_A_PERSON} tokens; revoke one that nobody uses any more`, {
    status: 409,
  });
