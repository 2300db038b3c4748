import sql from "sql-template-tag";
import type { Queries, Transactions } from "#db/database.ts";

/** `db` as the asker sees the house. */
export const isEntityKnown = async (db: Transactions, home: number, entityId: string): Promise<boolean> =>
  (await db.transaction((tx) =>
    tx.row(sql`
      select 1 as known
      from house.entity
      where home_id = ${home} and entity_id = ${entityId} and removed_at is null`),
  )) !== undefined;

/** Who an account is in Home Assistant. */
export const userOf = async (db: Queries, home: number, person: string): Promise<string | undefined> =>
  (
    await db.row<{ user: string }>(sql`
      select ha_user_id as "user"
      from people.home_assistant_user
      where home_id = ${home} and user_id = ${person}::uuid`)
  )?.user;
