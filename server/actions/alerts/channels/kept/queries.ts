import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { SealedRow } from "#server/sealed.ts";
import type { ChannelKind, Delivered } from "../channel.ts";

const MOST_CHANNELS = 200;

export type ChannelRow = {
  id: number;
  home_id: number;
  user_id: string | null;
  kind: ChannelKind;
  name: string;
  target: Record<string, unknown>;
  secrets: string | null;
  is_on: boolean;
  tested_at: string | null;
  outcome: Delivered["outcome"] | null;
  outcome_at: string | null;
  why: string | null;
};

const columns = sql`id, home_id, user_id, kind, name, target, secrets, is_on, tested_at, outcome, outcome_at, why`;

/** As whoever asks may see them. */
export const listChannels = (db: Queries, home: number) =>
  db.rows<ChannelRow>(sql`
    select ${columns}
    from alerts.channel
    where home_id = ${home}
    order by user_id nulls first, name, id
    limit ${MOST_CHANNELS}`);

export const channelRow = (db: Queries, home: number, id: number) =>
  db.row<ChannelRow>(sql`
    select ${columns}
    from alerts.channel
    where home_id = ${home} and id = ${id}`);

type Begun = Pick<ChannelRow, "home_id" | "user_id" | "kind" | "name">;

/** Its id, before all of it is written: what is sealed names its row. */
export async function beginChannel(db: Queries, { home_id, user_id, kind, name }: Begun): Promise<number> {
  const row = await db.row<{ id: number }>(sql`
    insert into alerts.channel (home_id, user_id, kind, name, target)
    values (${home_id}, ${user_id}::uuid, ${kind}, ${name}, '{}')
    returning id`);
  if (!row) throw new Error("An insert returned no row");
  return row.id;
}

export type Kept = Pick<ChannelRow, "id" | "name" | "target" | "secrets" | "is_on">;

export const writeChannel = (db: Queries, { id, name, target, secrets, is_on }: Kept) =>
  db.row<ChannelRow>(sql`
    update alerts.channel
    set name = ${name}, target = ${JSON.stringify(target)}::jsonb, secrets = ${secrets}, is_on = ${is_on}
    where id = ${id}
    returning ${columns}`);

export const countChannels = async (db: Queries, home: number): Promise<number> =>
  (await db.row<{ n: number }>(sql`select count(*)::int as n from alerts.channel where home_id = ${home}`))?.n ?? 0;

export const deleteChannel = (db: Queries, home: number, id: number) =>
  db.run(sql`delete from alerts.channel where home_id = ${home} and id = ${id}`);

type Came = { id: number; at: string; outcome: Delivered["outcome"]; why: string | null; isTest: boolean };

export const noteOutcome = (db: Queries, { id, at, outcome, why, isTest }: Came) =>
  db.run(sql`
    update alerts.channel
    set outcome = ${outcome}, outcome_at = ${at}::timestamptz, why = ${why},
      tested_at = case when ${isTest} then ${at}::timestamptz else tested_at end
    where id = ${id}`);

/** Phones with the app, and whose they are, as far as Home Assistant tells: a tracker of the app that a person is followed by. */
export const phonesIn = (db: Queries, home: number) =>
  db.rows<{ device: string; tracker: string | null }>(sql`
    select distinct on (device.id) device.name as device, tracker.entity_id as tracker
    from house.device
    join house.item as entry on entry.connection_id = device.connection_id and entry.kind = 'config_entry' and entry.item_id = device.config_entry_id
    left join house.entity as tracker on tracker.connection_id = device.connection_id and tracker.device_id = device.device_id
      and tracker.removed_at is null and tracker.entity_id like 'device\\_tracker.%'
    where device.home_id = ${home} and device.removed_at is null and entry.body->>'domain' = 'mobile_app' and device.name is not null
    order by device.id, tracker.entity_id
    limit 200`);

/** Accounts by the person entity that each is. */
export const accountsOf = (db: Queries, home: number) =>
  db.rows<{ person: string; entity_id: string }>(sql`
    select self.user_id as person, entity.entity_id
    from people.self
    join house.entity on entity.id = self.person_id
    where self.home_id = ${home}
    limit 1000`);

export const namesOf = (db: Queries, home: number, entityIds: readonly string[]) =>
  db.rows<{ entity_id: string; name: string; platform: string | null; device_class: string | null }>(sql`
    select entity_id, coalesce(name, entity_id) as name, platform, device_class
    from house.entity
    where home_id = ${home} and removed_at is null and not is_hidden and not is_disabled and entity_id = any (${[...entityIds]}::text[])
    order by entity_id
    limit 2000`);

export const sealedOtherwise = (db: Queries, beginning: string, limit: number) =>
  db.rows<SealedRow>(sql`
    select id::text as row, secrets as sealed
    from alerts.channel
    where secrets is not null and not starts_with(secrets, ${beginning})
    order by id
    limit ${limit}`);

export const replaceSealed = (db: Queries, { row, before, sealed }: SealedRow & { before: string }) =>
  db.run(sql`
    update alerts.channel
    set secrets = ${sealed}
    where id = ${Number(row)} and secrets = ${before}`);
