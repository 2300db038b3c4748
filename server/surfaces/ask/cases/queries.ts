import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { LocalCase } from "./contract.ts";

/** Of a home; the oldest go first. */
const MOST_KEPT = 1_000;

export async function keepCase(db: Queries, home: number, it: Omit<LocalCase, "id">): Promise<LocalCase> {
  const [kept] = await db.rows<LocalCase>(sql`
    insert into ask.local_case (home_id, asked_at, question, before, told, correction)
    values (${home}, ${it.asked_at}, ${it.question}, ${it.before}, ${JSON.stringify(it.told)}::jsonb, ${it.correction})
    returning id, asked_at, question, before, told, correction`);
  if (!kept) throw new Error("the case was not kept");
  await db.run(sql`
    delete from ask.local_case
    where home_id = ${home} and id <= (
      select id
      from ask.local_case
      where home_id = ${home}
      order by id desc
      offset ${MOST_KEPT}
      limit 1)`);
  return kept;
}

/** Newest first. */
export const localCases = (db: Queries, home: number, limit: number) =>
  db.rows<LocalCase>(sql`
    select id, asked_at, question, before, told, correction
    from ask.local_case
    where home_id = ${home}
    order by id desc
    limit ${limit}`);

/** Homes that have any. */
export const homesWithCases = (db: Queries) =>
  db.rows<{ home: number }>(sql`
    select distinct home_id as home
    from ask.local_case
    order by home
    limit 1000`);
