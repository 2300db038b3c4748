import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type AskedOnce = { body: Buffer; holder: string; answer: string | null; age_seconds: number };
type Claim = { id: Buffer; body: Buffer; holder: string };

export const deleteOld = (db: Queries) =>
  db.run(sql`
    delete from once.asked
    where begun_at < now() - interval '1 day'`);

/** One where this is the first time. */
export const claim = (db: Queries, { id, body, holder }: Claim) =>
  db.run(sql`
    insert into once.asked (id, body, holder)
    values (${id}, ${body}, ${holder})
    on conflict (id) do nothing`);

export const askedBefore = (db: Queries, id: Buffer) =>
  db.row<AskedOnce>(sql`
    select body, holder, answer, extract(epoch from now() - begun_at)::float8 as age_seconds
    from once.asked
    where id = ${id}`);

export const keepAnswer = (db: Queries, id: Buffer, answer: string) =>
  db.run(sql`
    update once.asked
    set answer = ${answer}
    where id = ${id}`);

export const forgetAsked = (db: Queries, id: Buffer) =>
  db.run(sql`
    delete from once.asked
    where id = ${id}`);
