import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { OwnItem } from "./steps-to.ts";
import type { Language, ToBuy } from "./to-buy.ts";

export type ListRow = { entity_id: string; days: number; language: Language };

export const chosenList = (db: Queries, home: number) =>
  db.row<ListRow>(sql`select entity_id, days, language from shopping.list where home_id = ${home}`);

export const keepChoice = (db: Queries, home: number, { entity_id, days, language }: ListRow) =>
  db.run(sql`
    insert into shopping.list (home_id, entity_id, days, language)
    values (${home}, ${entity_id}, ${days}, ${language})
    on conflict (home_id) do update set entity_id = excluded.entity_id, days = excluded.days, language = excluded.language`);

export const dropChoice = (db: Queries, home: number) => db.run(sql`delete from shopping.list where home_id = ${home}`);

export const ownItems = (db: Queries, home: number) =>
  db.rows<OwnItem>(sql`
    select id, cell, uid, others, entities, summary, due_on::text, is_open
    from shopping.item
    where home_id = ${home}
    order by id
    limit 1000`);

/** Undefined where there is an open one of these cells already. */
export const insertItem = (db: Queries, home: number, it: ToBuy, others: readonly string[]) =>
  db.row<{ id: number }>(sql`
    insert into shopping.item (home_id, cell, others, entities, summary, due_on)
    values (${home}, ${it.cell ?? ""}, ${[...others]}::text[], ${[...it.entities]}::text[], ${it.summary}, ${it.due_on}::date)
    on conflict (home_id, cell) where is_open do nothing
    returning id`);

export const rewriteItem = (db: Queries, id: number, it: ToBuy) =>
  db.run(sql`
    update shopping.item
    set entities = ${[...it.entities]}::text[], summary = ${it.summary}, due_on = ${it.due_on}::date
    where id = ${id}`);

export const setOthers = (db: Queries, id: number, others: readonly string[]) =>
  db.run(sql`update shopping.item set others = ${[...others]}::text[] where id = ${id}`);

export const setUid = (db: Queries, id: number, uid: string) =>
  db.run(sql`update shopping.item set uid = ${uid}, others = '{}' where id = ${id}`);

export const settleItem = (db: Queries, id: number) =>
  db.run(sql`update shopping.item set is_open = false where id = ${id}`);

export const forgetItem = (db: Queries, id: number) => db.run(sql`delete from shopping.item where id = ${id}`);

export const forgetItems = (db: Queries, home: number) =>
  db.run(sql`delete from shopping.item where home_id = ${home}`);

/** The list is everybody's: what tells of somebody is not on it. */
export const ofSomebody = async (tx: Queries, home: number): Promise<Set<string>> =>
  new Set(
    (
      await tx.rows<{ entity_id: string }>(sql`
        select entity_id
        from house.entity
        where home_id = ${home} and id = any (people.of_somebody(${home}))
        limit 20000`)
    ).map(({ entity_id }) => entity_id),
  );

export const todoLists = (tx: Queries, home: number) =>
  tx.rows<{ entity_id: string; name: string }>(sql`
    select entity_id, coalesce(name, entity_id) as name
    from house.entity
    where home_id = ${home} and entity_id like 'todo.%' and removed_at is null and not is_disabled
    order by entity_id
    limit 200`);
