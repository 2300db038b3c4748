import { z } from "zod";
import { type Clock, milliseconds } from "#server/clock.ts";
import type { Watched } from "#server/intake/watched.ts";
import { Refusal } from "#server/refusal.ts";

/** Whoever is made an administrator waits so long for it at most, and whoever is no longer one as well. */
const FRESH_MS = milliseconds({ seconds: 30 });
/** Who is not in the list may have been added since it was asked for. */
const FRESH_OF_STRANGERS_MS = milliseconds({ seconds: 2 });
const DEADLINE_SECONDS = 5;
const ADMINS = "system-admin";

/** Source: homeassistant/components/config/auth.py, _user_info */
const HomeUser = z.looseObject({
  id: z.string(),
  name: z.string().nullable(),
  is_owner: z.boolean(),
  is_active: z.boolean(),
  group_ids: z.array(z.string()),
});

/** As Home Assistant itself judges it (homeassistant/auth/models.py, User.is_admin). */
export type Rank = { isAdmin: boolean; isActive: boolean; name?: string } | "unknown";

const STRANGER: Rank = { isAdmin: false, isActive: false };

/** Asks Home Assistant which rank its users have, and believes its answer for a moment; "unknown" where it does not answer. */
export function ranks(clock: Clock) {
  const asked = new WeakMap<Watched, { at: number; users: Promise<Map<string, Rank> | undefined> }>();

  function usersAt(watched: Watched, freshMs: number): Promise<Map<string, Rank> | undefined> {
    const before = asked.get(watched);
    if (before && clock.elapsed() - before.at < freshMs) return before.users;
    const users = ask(watched);
    asked.set(watched, { at: clock.elapsed(), users });
    const forget = () => void asked.delete(watched);
    users.then((known) => known ?? forget(), forget);
    return users;
  }

  return async (watched: Watched, user: string): Promise<Rank> => {
    let users = await usersAt(watched, FRESH_MS);
    if (users && !users.has(user)) users = await usersAt(watched, FRESH_OF_STRANGERS_MS);
    return users ? (users.get(user) ?? STRANGER) : "unknown";
  };
}

async function ask({ link }: Watched): Promise<Map<string, Rank> | undefined> {
  try {
    const users = await link?.call({ type: "config/auth/list" }, z.array(HomeUser), {
      deadlineSeconds: DEADLINE_SECONDS,
    });
    return users && new Map(users.map((one) => [one.id, rankOf(one)]));
  } catch (error) {
    if (error instanceof Refusal) return undefined; // nobody is an administrator on our word
    throw error;
  }
}

const rankOf = ({ is_owner, is_active, group_ids, name }: z.infer<typeof HomeUser>): Rank => ({
  isAdmin: is_owner || (is_active && group_ids.includes(ADMINS)),
  isActive: is_active,
  ...(name !== null && { name }),
});
