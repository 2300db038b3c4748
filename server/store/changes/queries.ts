import sql, { empty, join, type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Packed } from "#server/packed.ts";
import type { ChangeAction, ChangeKind, Gist } from "./contract.ts";

export interface Where {
  readonly home: number;
  readonly connectionId: string;
}

export type ItemRow = {
  id: number;
  item_id: string;
  entity_id: string | null;
  name: string;
  content_id: number | null;
  hash: string | null;
};

export const itemsOf = (
  tx: Queries,
  { connectionId }: Where,
  kind: ChangeKind,
  itemIds: readonly string[] | undefined,
) =>
  tx.rows<ItemRow>(sql`
    select item.id, item_id, entity_id, name, content_id, replace(hash::text, '-', '') as hash
    from changes.item
    left join changes.content on content.id = item.content_id
    where connection_id = ${connectionId} and kind = ${kind}
      ${itemIds ? sql`and item_id = any (${[...itemIds]}::text[])` : empty}
    limit 100000`);

export const bodyOf = async (tx: Queries, contentId: number): Promise<Uint8Array | undefined> =>
  (await tx.row<{ body: Uint8Array }>(sql`select body from changes.content where id = ${contentId}`))?.body;

export async function insertContents(
  tx: Queries,
  home: number,
  packed: readonly Packed[],
): Promise<Map<string, number>> {
  const told = packed.map(({ hash, body }) => ({ hash, body: body.toString("base64") }));
  await tx.run(sql`
    insert into changes.content (home_id, hash, body)
    select ${home}, hash::uuid, decode(body, 'base64')
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as it (hash text, body text)
    on conflict (home_id, hash) do nothing`);
  const rows = await tx.rows<{ id: number; hash: string }>(sql`
    select id, replace(hash::text, '-', '') as hash
    from changes.content
    where home_id = ${home} and hash = any (${packed.map(({ hash }) => hash)}::uuid[])`);
  return new Map(rows.map(({ id, hash }) => [hash, id]));
}

export type StoredItem = { item_id: string; entity_id: string | null; name: string; content_id: number | null };

export async function upsertItems(
  tx: Queries,
  { home, connectionId }: Where,
  kind: ChangeKind,
  items: readonly StoredItem[],
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ id: number; item_id: string }>(sql`
    insert into changes.item (home_id, connection_id, kind, item_id, entity_id, name, content_id)
    select ${home}, ${connectionId}::uuid, ${kind}, item_id, entity_id, name, content_id
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      as it (item_id text, entity_id text, name text, content_id int)
    on conflict (connection_id, kind, item_id) do update
      set entity_id = excluded.entity_id, name = excluded.name, content_id = excluded.content_id
    returning id, item_id`);
  return new Map(rows.map(({ id, item_id }) => [item_id, id]));
}

export interface NewChange {
  item_id: number;
  at: Instant;
  since: Instant | null;
  action: ChangeAction;
  name: string;
  who: string | null;
  before_id: number | null;
  after_id: number | null;
  gist: Gist;
  mentions: string[];
}

export const insertChange = (tx: Queries, home: number, it: NewChange) =>
  tx.row<{ id: number }>(sql`
    insert into changes.change (home_id, item_id, at, since, action, name, who, before_id, after_id, gist, mentions)
    values (${home}, ${it.item_id}, ${it.at}, ${it.since}, ${it.action}, ${it.name}, ${it.who}, ${it.before_id},
      ${it.after_id}, ${JSON.stringify(it.gist)}::jsonb, ${it.mentions}::text[])
    returning id`);

export type Look = {
  kind: ChangeKind;
  first_at: Instant | null;
  unsure_since: Instant | null;
  missing: string | null;
};

export const lookAt = (tx: Queries, { connectionId }: Where, kind: ChangeKind) =>
  tx.row<Look>(sql`
    select kind, first_at, unsure_since, missing
    from changes.look
    where connection_id = ${connectionId} and kind = ${kind}
    for update`);

export const keepLook = (tx: Queries, { home, connectionId }: Where, kind: ChangeKind, at: Instant) =>
  tx.run(sql`
    insert into changes.look (connection_id, home_id, kind, first_at)
    values (${connectionId}, ${home}, ${kind}, ${at})
    on conflict (connection_id, kind) do update
      set first_at = coalesce(look.first_at, excluded.first_at), unsure_since = null, missing = null`);

export const keepMissing = (tx: Queries, { home, connectionId }: Where, kind: ChangeKind, sentence: string) =>
  tx.run(sql`
    insert into changes.look (connection_id, home_id, kind, missing)
    values (${connectionId}, ${home}, ${kind}, ${sentence})
    on conflict (connection_id, kind) do update set missing = excluded.missing`);

/** What may have changed since then was not heard of; an older doubt stays. */
export const doubt = (tx: Queries, { connectionId }: Where, from: Instant, kinds?: readonly ChangeKind[]) =>
  tx.run(sql`
    update changes.look
    set unsure_since = ${from}
    where connection_id = ${connectionId} and unsure_since is null and first_at is not null
      ${kinds ? sql`and kind = any (${[...kinds]}::text[])` : empty}`);

/** Areas, floors, labels and devices by their ids. */
export const namedItems = (tx: Queries, { connectionId }: Where) =>
  tx.rows<{ item_id: string; name: string }>(sql`
    select item_id, name
    from changes.item
    where connection_id = ${connectionId} and kind in ('area', 'floor', 'label', 'device')
    limit 20000`);

export const userNamed = async (tx: Queries, { connectionId }: Where, userId: string): Promise<string | null> =>
  (
    await tx.row<{ name: string }>(sql`
    select name
    from house.item
    where connection_id = ${connectionId} and kind = 'user' and item_id = ${userId}`)
  )?.name ?? null;

export interface Listing {
  from?: Instant | undefined;
  to?: Instant | undefined;
  kinds?: readonly ChangeKind[] | undefined;
  entities?: readonly string[] | undefined;
  /** Of these items, or about these entities. */
  about?: { items: readonly number[]; entities: readonly string[] } | undefined;
  after?: { at: Instant; change: number } | undefined;
  limit: number;
}

export type ChangeRow = Omit<NewChange, "item_id" | "mentions"> & {
  change: number;
  kind: ChangeKind;
  subject: string;
  entity_id: string | null;
};

/** Newest first. Of a change of which only the bounds are known, both count. */
export const listChanges = (tx: Queries, home: number, { from, to, kinds, entities, about, after, limit }: Listing) =>
  tx.rows<ChangeRow>(sql`
    select ${shown}
    from changes.change
    join changes.item on item.id = change.item_id
    where ${join(
      [
        sql`change.home_id = ${home}`,
        ...maybe(from, (it) => sql`change.at >= ${it}`),
        ...maybe(to, (it) => sql`coalesce(change.since, change.at) < ${it}`),
        ...maybe(kinds, (it) => sql`item.kind = any (${[...it]}::text[])`),
        ...maybe(entities, (it) => sql`change.mentions && ${[...it]}::text[]`),
        ...maybe(
          about,
          (it) =>
            sql`(change.item_id = any (${[...it.items]}::int[]) or change.mentions && ${[...it.entities]}::text[])`,
        ),
        ...maybe(after, (it) => sql`(change.at, change.id) < (${it.at}::timestamptz, ${it.change}::int)`),
      ],
      " and ",
    )}
    order by change.at desc, change.id desc
    limit ${limit}`);

export const readChange = (tx: Queries, home: number, change: number) =>
  tx.row<ChangeRow & { before: Uint8Array | null; after: Uint8Array | null }>(sql`
    select ${shown}, before.body as before, later.body as after
    from changes.change
    join changes.item on item.id = change.item_id
    left join changes.content as before on before.id = change.before_id
    left join changes.content as later on later.id = change.after_id
    where change.home_id = ${home} and change.id = ${change}`);

const shown = sql`change.id as change, change.at, change.since, change.action, item.kind, item.item_id as subject,
  item.entity_id, change.name, change.who, change.gist, change.before_id, change.after_id`;

export type NamedItem = { id: number; kind: ChangeKind; name: string; first_at: Instant };

/** Everything that is or was configured, as it is called. */
export const itemsNamed = (tx: Queries, home: number) =>
  tx.rows<NamedItem>(sql`
    select item.id, item.kind, item.name, look.first_at
    from changes.item
    join changes.look on look.connection_id = item.connection_id and look.kind = item.kind
    where item.home_id = ${home} and look.first_at is not null
    order by item.id
    limit 50000`);

/** As the item was at an instant: what the next change found there, or as it is; before the first reading nobody knows. */
export const contentAt = (tx: Queries, { id, first_at }: Pick<NamedItem, "id" | "first_at">, at: Instant) =>
  tx.row<{ body: Uint8Array }>(sql`
    with next as (
      select before_id
      from changes.change
      where item_id = ${id} and coalesce(since, change.at) > ${at}
      order by change.at, change.id
      limit 1)
    select body
    from changes.content
    where ${at}::timestamptz >= ${first_at}::timestamptz and id = case
      when exists (select from next) then (select before_id from next)
      else (select content_id from changes.item where item.id = ${id})
    end`);

export const looksOf = (tx: Queries, home: number) =>
  tx.rows<Look>(sql`
    select kind, min(first_at) as first_at, min(unsure_since) as unsure_since, max(missing) as missing
    from changes.look
    where home_id = ${home}
    group by kind
    order by kind
    limit 100`);

const maybe = <T>(value: T | undefined, condition: (value: T) => Sql): Sql[] =>
  value === undefined ? [] : [condition(value)];
