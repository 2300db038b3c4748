import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Wishes } from "./contract.ts";

/** `db` as the asker sees the home. */
export const isAlertThere = async (db: Queries, home: number, alert: number): Promise<boolean> =>
  (await db.row(sql`select id from alerts.alert where home_id = ${home} and id = ${alert}`)) !== undefined;

export const wishesOf = async (tx: Queries, home: number, person: string): Promise<unknown> =>
  (
    await tx.row<{ wishes: unknown }>(sql`
      select wishes
      from alerts.person
      where home_id = ${home} and user_id = ${person}::uuid`)
  )?.wishes ?? {};

export const writeWishes = (tx: Queries, { home, person, wishes }: { home: number; person: string; wishes: Wishes }) =>
  tx.run(sql`
    insert into alerts.person (home_id, user_id, wishes)
    values (${home}, ${person}::uuid, ${JSON.stringify(wishes)}::jsonb)
    on conflict (home_id, user_id) do update set wishes = excluded.wishes`);

export const heldFor = async (tx: Queries, home: number, person: string): Promise<number> =>
  (
    await tx.row<{ held: number }>(sql`
      select count(distinct alert_id)::int as held
      from alerts.sending
      where home_id = ${home} and user_id = ${person}::uuid and state = 'held'`)
  )?.held ?? 0;
