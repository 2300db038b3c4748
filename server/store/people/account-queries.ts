import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

type Who = { home: number; user: string };

/** Two starters may meet the same user at once: the lock is kept to the end of the transaction. */
export async function accountOf(tx: Queries, { home, user }: Who): Promise<{ person: string } | undefined> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${user}, ${home}))`);
  return tx.row<{ person: string }>(sql`
    select user_id as person
    from people.home_assistant_user
    where home_id = ${home} and ha_user_id = ${user}`);
}

export const insertAccount = (tx: Queries, { home, user, person }: Who & { person: string }) =>
  tx.run(sql`
    insert into people.home_assistant_user (home_id, ha_user_id, user_id)
    values (${home}, ${user}, ${person}::uuid)`);

type Rank = {
  home: number;
  person: string;
  isAdmin: boolean;
  /** Of all homes of this server: inside the app whoever administers its Home Assistant administers the app. */
  isEverywhere: boolean;
};

/** Administrators there are administrators here, as long as they are. The owner stays the owner; a guest who administers Home Assistant is no guest. */
export const keepRole = (db: Queries, { home, person, isAdmin, isEverywhere }: Rank) =>
  db.run(
    isAdmin
      ? sql`
    insert into people.member as old (home_id, user_id, role)
    select id, ${person}::uuid, 'admin'
    from people.home
    where id = ${home} or ${isEverywhere}
    on conflict (user_id, home_id) do update set role = 'admin'
    where old.role in ('member', 'guest')`
      : sql`
    update people.member
    set role = 'member'
    where user_id = ${person}::uuid and role = 'admin' and (home_id = ${home} or ${isEverywhere})`,
  );
