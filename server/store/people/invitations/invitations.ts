import type { Queries } from "#db/database.ts";
import type { Capability } from "#server/capability.ts";
import { milliseconds } from "#server/clock.ts";
import { type Call, command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { secretHash } from "#server/secret-hash.ts";
import { Done, Nothing } from "../contract.ts";
import { roleOf } from "../guest-queries.ts";
import { refuseUnknownAreas } from "../guests.ts";
import { newCode } from "./accept.ts";
import { Invitations, Invite, Invited, WhichInvitation } from "./contract.ts";
import * as queries from "./queries.ts";

const DAY_MS = milliseconds({ hours: 24 });
const LINK_MS = milliseconds({ minutes: 15 });
/** One that is over is listed for so long. */
const KEPT_MS = 30 * DAY_MS;
const MOST_OPEN = 50;

const byAdmins = { access: "write", isBeyondTokens: true } as const;

const invite = command({
  ...byAdmins,
  name: "people/invite",
  summary: "Invites a person into the home by a link that opens once; whoever opens it is signed in as that person",
  input: Invite,
  output: Invited,
  run: ({ areas, days, ...who }, call) =>
    call.world.db.for("asked").transaction(async (tx) => {
      if (who.role !== "guest" && areas.length > 0) throw areasForGuests();
      await refuseUnknownAreas(tx, call.home, areas);
      return written(tx, call, { ...who, areas, person: null, lifeMs: days * DAY_MS });
    }),
});

const list = command({
  ...byAdmins,
  name: "people/invitations",
  summary: "Who was invited, by whom, and whether they came; never the links",
  input: Nothing,
  output: Invitations,
  run: async (_, { world, home }) => ({
    items: await queries.invitationsOf(world.db.for("asked"), home, instantOf(world.clock.now())),
    cursor: null,
  }),
});

const withdraw = command({
  ...byAdmins,
  name: "people/withdraw",
  summary: "Takes an invitation back that nobody has accepted yet",
  input: WhichInvitation,
  output: Done,
  async run({ invitation }, { world, home }) {
    if ((await queries.deleteInvitation(world.db.for("asked"), home, invitation)) > 0) return { done: true };
    throw new Refusal("unknown_invitation", "There is no such invitation that is still open; see people/invitations", {
      status: 404,
    });
  },
});

const link = command({
  name: "people/link",
  summary: "Makes a link that signs you in on one more browser, within a quarter of an hour",
  access: "own",
  isForGuests: true,
  isBeyondTokens: true,
  input: Nothing,
  output: Invited,
  run: (_, call) =>
    call.world.db.for("asked").transaction(async (tx) => {
      const { asker, home } = call;
      const person = asker.kind === "person" ? asker.personId : "";
      const role = (await roleOf(tx, { home, person }))?.role ?? "guest";
      const isCapped = asker.kind === "person" && asker.atMost !== undefined && ["owner", "admin"].includes(role);
      if (isCapped) throw moreThanHere();
      return written(tx, call, { name: "", role, areas: [], person, lifeMs: LINK_MS });
    }),
});

type Wish = { name: string; role: string; areas: string[]; person: string | null; lifeMs: number };

async function written(tx: Queries, { world, home, asker }: Call, { lifeMs, ...wish }: Wish) {
  const now = world.clock.now();
  const [at, expiresAt] = [instantOf(now), instantOf(now + lifeMs)];
  await queries.expireInvitations(tx, instantOf(now - KEPT_MS));
  if (((await queries.countOpen(tx, home, at))?.count ?? 0) >= MOST_OPEN) throw tooMany();
  const code = newCode();
  const by = asker.kind === "person" ? asker.personId : null;
  const row = await queries.insertInvitation(tx, { ...wish, home, by, hash: secretHash(code), at, expiresAt });
  return { invitation: row?.id ?? 0, link: `/#invite=${code}`, expires_at: expiresAt };
}

/** How people come in who have no account of Home Assistant. */
export const invitations: Capability = { name: "invitations", commands: [invite, list, withdraw, link] };

const areasForGuests = () =>
  new Refusal("bad_input", "Areas are chosen for guests; admins and members see the whole home, so leave `areas` out");

const moreThanHere = () =>
  new Refusal("forbidden", "Your account may do more than you may here; sign in with the API token on that browser", {
    status: 403,
  });

const tooMany = () =>
  new Refusal("too_many", `${MOST_OPEN} links of this home are open; take some back with people/withdraw`, {
    status: 409,
  });
