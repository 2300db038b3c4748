import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

/** What somebody called wrong; `told` as it was answered, with what had been understood. */
export interface WrongAnswer<Told = unknown> {
  readonly id: number;
  readonly asked_at: string;
  readonly question: string;
  readonly before: string | null;
  readonly told: Told;
  readonly correction: string | null;
}

/** Of a home; the oldest go first. */
const MOST_KEPT = 1_000;

export async function keepCase<Told>(
  db: Queries,
  home: number,
  it: Omit<WrongAnswer<Told>, "id">,
): Promise<WrongAnswer<Told>> {
  const [kept] = await db.rows<WrongAnswer<Told>>(sql`
    insert into memory.wrong_answer (home_id, asked_at, question, before, told, correction)
    values (${home}, ${it.asked_at}, ${it.question}, ${it.before}, ${JSON.stringify(it.told)}::jsonb, ${it.correction})
    returning id, asked_at, question, before, told, correction`);
  if (!kept) throw new Error("the case was not kept");
  await db.run(sql`
    delete from memory.wrong_answer
    where home_id = ${home} and id <= (
      select id
      from memory.wrong_answer
      where home_id = ${home}
      order by id desc
      offset ${MOST_KEPT}
      limit 1)`);
  return kept;
}

/** Newest first. */
export const localCases = <Told>(db: Queries, home: number, limit: number) =>
  db.rows<WrongAnswer<Told>>(sql`
    select id, asked_at, question, before, told, correction
    from memory.wrong_answer
    where home_id = ${home}
    order by id desc
    limit ${limit}`);

/** Homes that have any. */
export const homesWithCases = (db: Queries) =>
  db.rows<{ home: number }>(sql`
    select distinct home_id as home
    from memory.wrong_answer
    order by home
    limit 1000`);
