import type { Asker } from "#server/command.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { coreBehind, intakeOf } from "#server/intake/connected-homes.ts";
import type { Watched } from "#server/intake/watched.ts";
import { Lru } from "#server/lru.ts";
import { Refusal } from "#server/refusal.ts";
import { presentStates } from "#server/store/house/present.ts";
import { keepRole } from "#server/store/people/account-queries.ts";
import { accountFor, introduce } from "#server/store/people/accounts.ts";
import type { World } from "#server/world.ts";
import { type Rank, ranks } from "./ranks.ts";

const MOST = 1_000;

type User = { id: string; name?: string };

/** Users of Home Assistant as persons of the household, with the rank that they have there now. */
export interface Users {
  /** @throws Refusal `forbidden` for whom Home Assistant does not know or has locked out */
  asker(user: User, home?: number): Promise<Asker>;
}

/** Of whom nothing is known while the database is away: a member of no home, who sees how HomeOps itself is. */
const UNKNOWN = { kind: "person", personId: "00000000-0000-0000-0000-000000000000", atMost: "member" } as const;

/** `rank`: how it was kept last, and when there were how many homes. */
type Known = { person: string; rank?: string };

export function usersOf(world: World): Users {
  const rankOf = ranks(world.clock);
  const accounts = new Lru<string, Known>(MOST); // by home and user

  async function known(user: User, { home_id: home }: Watched["row"], rank: Rank): Promise<Known> {
    const key = `${home}/${user.id}`;
    const before = accounts.get(key);
    const name = namedBy(user.name) ?? (rank === "unknown" ? undefined : rank.name) ?? "Somebody of Home Assistant";
    const person = before?.person ?? (await accountFor(world.db.for("asked"), { home, user: user.id, name }));
    if (!before) await meet(home, user.id, person);
    const account: Known = before ?? { person };
    accounts.set(key, account);
    if (rank === "unknown") return account;
    const { isAdmin } = rank;
    const kept = `${isAdmin} ${intakeOf(world).connections.size}`;
    if (account.rank === kept) return account;
    await keepRole(world.db.for("asked"), { home, person, isAdmin, isEverywhere: world.options.insideApp });
    account.rank = kept;
    return account;
  }

  /** Home Assistant says which person a user is. */
  async function meet(home: number, user: string, person: string): Promise<void> {
    const states = [...presentStates(world, home).values()];
    const found = states.find(({ entityId, attributes }) => isPersonOf(entityId, attributes, user));
    if (found) await introduce(world.db.for("asked"), { home, person, entityId: found.entityId });
  }

  return {
    async asker(user, home) {
      const watched = homeOf(world, home);
      if (!watched) return UNKNOWN; // the database has never told of a home yet
      const rank = await rankOf(watched, user.id);
      if (rank !== "unknown" && !rank.isActive) throw stranger();
      const { person } = await known(user, watched.row, rank).catch((error: unknown) => {
        const before = accounts.get(`${watched.row.home_id}/${user.id}`);
        if (isDatabaseAway(error)) return before ?? { person: UNKNOWN.personId };
        throw error;
      });
      const isAdmin = rank !== "unknown" && rank.isAdmin;
      return { kind: "person", personId: person, ...(!isAdmin && { atMost: "member" }) };
    },
  };
}

/** The home whose users are meant: inside the app the one behind the Supervisor, else the named or only one. */
function homeOf(world: World, home: number | undefined): Watched | undefined {
  const { supervisor } = world.options;
  const all = [...intakeOf(world).connections.values()];
  const ours = supervisor && all.find(({ row }) => row.url === coreBehind(supervisor));
  const found = ours ?? (home === undefined && all.length === 1 ? all[0] : all.find(({ row }) => row.home_id === home));
  if (found || (supervisor && world.db.away() !== undefined)) return found;
  if (supervisor) throw new Refusal("not_started", "HomeOps is still starting; try again in a moment", STARTING);
  throw new Refusal("which_home", "Say which home that user belongs to: set `home`");
}

const STARTING = { status: 503, retryAfterSeconds: 2 };

const isPersonOf = (entityId: string, attributes: Record<string, unknown>, user: string): boolean =>
  entityId.startsWith("person.") && attributes.user_id === user;

/** A name comes from people: one line, and not a long one. */
const namedBy = (name: string | undefined): string | undefined =>
  name
    ?.replaceAll(/\p{Cc}+/gu, " ")
    .toWellFormed()
    .trim()
    .slice(0, 100) || undefined;

const stranger = () =>
  new Refusal("forbidden", "Home Assistant does not know this user, or has locked them out; sign in there again", {
    status: 403,
  });
