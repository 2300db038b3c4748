import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { SealedRow } from "#server/sealed.ts";

export type SourceRow = {
  id: string;
  home_id: number;
  name: string;
  secrets: string;
  former_until: string | null;
  created_at: string;
  received: number;
  last_at: string | null;
};

const columns = sql`id, home_id, name, secrets, former_until, created_at, received, last_at`;
export const MOST_SOURCES = 100;

export const sourcesOf = (db: Queries, home: number) =>
  db.rows<SourceRow>(sql`
    select ${columns}
    from webhooks.source
    where home_id = ${home}
    order by name, id
    limit ${MOST_SOURCES}`);

export const sourceById = (db: Queries, id: string) =>
  db.row<SourceRow>(sql`
    select ${columns}
    from webhooks.source
    where id = ${id}`);

type New = Pick<SourceRow, "id" | "home_id" | "name" | "secrets"> & { person: string | null };

export const insertSource = (db: Queries, { id, home_id, name, secrets, person }: New) =>
  db.row<SourceRow>(sql`
    insert into webhooks.source (id, home_id, name, secrets, user_id)
    values (${id}, ${home_id}, ${name}, ${secrets}, ${person}::uuid)
    returning ${columns}`);

export const writeSecrets = (db: Queries, { id, home_id, secrets, former_until }: Omit<SourceRow, "name">) =>
  db.row<SourceRow>(sql`
    update webhooks.source
    set secrets = ${secrets}, former_until = ${former_until}
    where id = ${id} and home_id = ${home_id}
    returning ${columns}`);

export const deleteSource = (db: Queries, home: number, id: string) =>
  db.run(sql`delete from webhooks.source where home_id = ${home} and id = ${id}`);

export type Received = { source: string; message: string; home: number; at: string };

export const wasReceived = async (db: Queries, { source, message }: Pick<Received, "source" | "message">) =>
  (await db.row(sql`select 1 from webhooks.received where source_id = ${source} and message_id = ${message}`)) !==
  undefined;

/** False where it was already; what came before `old` is forgotten. */
export async function noteReceived(
  tx: Queries,
  { source, message, home, at }: Received,
  old: string,
): Promise<boolean> {
  const inserted = await tx.run(sql`
    insert into webhooks.received (source_id, message_id, home_id, at)
    values (${source}, ${message}, ${home}, ${at})
    on conflict (source_id, message_id) do nothing`);
  if (inserted === 0) return false;
  await tx.run(sql`update webhooks.source set received = received + 1, last_at = ${at} where id = ${source}`);
  await tx.run(sql`delete from webhooks.received where source_id = ${source} and at < ${old}`);
  return true;
}

export const sealedOtherwise = (db: Queries, beginning: string, limit: number) =>
  db.rows<SealedRow>(sql`
    select id as row, secrets as sealed
    from webhooks.source
    where not starts_with(secrets, ${beginning})
    order by id
    limit ${limit}`);

export const replaceSealed = (db: Queries, { row, before, sealed }: SealedRow & { before: string }) =>
  db.run(sql`
    update webhooks.source
    set secrets = ${sealed}
    where id = ${row} and secrets = ${before}`);
