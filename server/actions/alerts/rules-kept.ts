import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { Rule } from "./contract.ts";
import { defaultRules } from "./default-rules.ts";

export type RuleRow = { id: number; name: string; place: number; said: unknown };

export const ruleRows = (tx: Queries, home: number) =>
  tx.rows<RuleRow>(sql`
    select id, name, place, said
    from alerts.rule
    where home_id = ${home}
    order by place, id
    limit 500`);

/** People's own first, then those that come with HomeOps, as people have changed them. By their ids. */
export async function rulesOf(tx: Queries, home: number): Promise<ReadonlyMap<string, Rule>> {
  const rows = await ruleRows(tx, home);
  const said = new Map(rows.map(({ name, said }) => [name, Rule.parse(said)]));
  const own = [...said].filter(([name]) => !defaultRules.has(name));
  return new Map([...own, ...[...defaultRules].map(([name, rule]) => [name, said.get(name) ?? rule] as const)]);
}

/** One that is kept already keeps its place. */
export const writeRule = (tx: Queries, home: number, { name, said }: { name: string; said: Rule }) =>
  tx.run(sql`
    insert into alerts.rule (home_id, name, place, said)
    values (${home}, ${name}, 0, ${JSON.stringify(said)}::jsonb)
    on conflict (home_id, name) do update set said = excluded.said`);

/** One of people's own, named by its number. */
export async function addOwn(tx: Queries, home: number, said: Rule): Promise<string> {
  const row = await tx.row<{ id: number }>(sql`
    insert into alerts.rule (home_id, name, place, said)
    values (${home}, gen_random_uuid()::text, 0, ${JSON.stringify(said)}::jsonb)
    returning id`);
  const name = `own-${row?.id ?? 0}`;
  await tx.run(sql`update alerts.rule set name = ${name} where home_id = ${home} and id = ${row?.id ?? 0}`);
  return name;
}

/** Gives people's own their places, the first is 0: what was removed leaves no gap. */
export const putInOrder = (tx: Queries, home: number, names: readonly string[]) =>
  tx.run(sql`
    update alerts.rule
    set place = wanted.place - 1
    from unnest(${[...names]}::text[]) with ordinality as wanted (name, place)
    where home_id = ${home} and rule.name = wanted.name`);

export const deleteRule = (tx: Queries, home: number, name: string) =>
  tx.run(sql`delete from alerts.rule where home_id = ${home} and name = ${name}`);
