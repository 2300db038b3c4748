import sql, { join, type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { TraceDomain } from "./trace.ts";

export type Kept = { connectionId: string; home: number };

export type RunKey = { domain: string; item_id: string; run_id: string };

export const insertConfig = (tx: Queries, home: number, { hash, body }: { hash: string; body: Buffer }) =>
  tx.row<{ id: number }>(sql`
    insert into memory.trace_config (home_id, hash, body)
    values (${home}, ${hash}::uuid, ${body})
    on conflict (home_id, hash) do update set hash = excluded.hash
    returning id`);

export interface TraceRow extends RunKey {
  domain: TraceDomain;
  entity_id: string | null;
  started_at: Instant;
  finished_at: Instant | null;
  outcome: string | null;
  has_failed: boolean;
  context_id: string;
  parent_id: string | null;
  trigger: string | null;
  config_id: number;
  body: Buffer;
  /** Of entities, by their ids; the household's law asks for them. */
  mentions: string[];
}

/** A run that was stored while it still ran is replaced by its end; one that has ended never changes. */
export const upsertTrace = (tx: Queries, { home, connectionId }: Kept, row: TraceRow) =>
  tx.run(sql`
    insert into memory.trace as old (home_id, connection_id, domain, item_id, run_id, entity_id, started_at, finished_at,
      outcome, has_failed, context_id, parent_id, trigger, config_id, body, mentions)
    values (${home}, ${connectionId}, ${row.domain}, ${row.item_id}, ${row.run_id}, ${row.entity_id}, ${row.started_at},
      ${row.finished_at}, ${row.outcome}, ${row.has_failed}, ${row.context_id}, ${row.parent_id}, ${row.trigger},
      ${row.config_id}, ${row.body}, ${row.mentions}::text[])
    on conflict (connection_id, domain, item_id, run_id) do update set
      finished_at = excluded.finished_at,
      outcome = excluded.outcome,
      has_failed = excluded.has_failed,
      trigger = excluded.trigger,
      body = excluded.body,
      mentions = excluded.mentions
    where old.finished_at is null`);

/** Those of the runs that are stored already. */
export const storedRuns = (db: Queries, connectionId: string, runs: readonly RunKey[]) =>
  db.rows<RunKey & { is_over: boolean }>(sql`
    select domain, item_id, run_id, finished_at is not null as is_over
    from memory.trace
    join jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as wanted (domain text, item_id text, run_id text)
      using (domain, item_id, run_id)
    where connection_id = ${connectionId}`);

export const deleteOutlived = (tx: Queries, home: number, before: { successful: Instant; failed: Instant }) =>
  tx.run(sql`
    delete from memory.trace
    where home_id = ${home}
      and started_at < case when has_failed then ${before.failed}::timestamptz else ${before.successful}::timestamptz end`);

/** Keeps what fits: failed runs before successful ones, newer before older. */
export const deleteBeyond = (tx: Queries, home: number, bytes: number) =>
  tx.run(sql`
    delete from memory.trace
    using (
      select connection_id, domain, item_id, run_id,
        sum(octet_length(body)) over (order by has_failed desc, started_at desc, run_id) as total
      from memory.trace
      where home_id = ${home}
    ) as ranked
    where ranked.total > ${bytes} and trace.connection_id = ranked.connection_id and trace.domain = ranked.domain
      and trace.item_id = ranked.item_id and trace.run_id = ranked.run_id`);

export const deleteUnusedConfigs = (tx: Queries, home: number) =>
  tx.run(sql`
    delete from memory.trace_config
    where home_id = ${home} and not exists (select from memory.trace where trace.config_id = trace_config.id)`);

export const configBytes = async (tx: Queries, home: number): Promise<number> =>
  (
    await tx.row<{ bytes: number }>(sql`
    select coalesce(sum(octet_length(body)), 0)::int as bytes
    from memory.trace_config
    where home_id = ${home}`)
  )?.bytes ?? 0;

export interface ListedRun extends RunKey {
  entity_id: string | null;
  name: string | null;
  started_at: Instant;
  finished_at: Instant | null;
  outcome: string | null;
  has_failed: boolean;
  trigger: string | null;
}

export interface Listing {
  entity_id?: string | undefined;
  failed?: boolean | undefined;
  from?: Instant | undefined;
  to?: Instant | undefined;
  /** The last one of the page before. */
  after?: { started_at: Instant; run_id: string } | undefined;
  limit: number;
}

export const listRuns = (db: Queries, home: number, { entity_id, failed, from, to, after, limit }: Listing) =>
  db.rows<ListedRun>(sql`
    select ${listed}
    from memory.trace
    left join house.entity on entity.connection_id = trace.connection_id and entity.entity_id = trace.entity_id
      and entity.removed_at is null
    where ${join(
      [
        sql`trace.home_id = ${home}`,
        ...maybe(entity_id, (it) => sql`trace.entity_id = ${it}`),
        ...maybe(failed, (it) => sql`has_failed = ${it}`),
        ...maybe(from, (it) => sql`started_at >= ${it}`),
        ...maybe(to, (it) => sql`started_at < ${it}`),
        ...maybe(after, (it) => sql`(started_at, run_id) < (${it.started_at}::timestamptz, ${it.run_id})`),
      ],
      " and ",
    )}
    order by started_at desc, run_id desc
    limit ${limit}`);

export const readRun = (db: Queries, home: number, runId: string) =>
  db.row<ListedRun & { body: Uint8Array; config: Uint8Array | null }>(sql`
    select ${listed}, trace.body, trace_config.body as config
    from memory.trace
    left join memory.trace_config on trace_config.id = trace.config_id
    left join house.entity on entity.connection_id = trace.connection_id and entity.entity_id = trace.entity_id
      and entity.removed_at is null
    where trace.home_id = ${home} and run_id = ${runId}
    limit 1`);

const listed = sql`trace.domain, item_id, run_id, trace.entity_id, entity.name, started_at, finished_at, outcome, has_failed,
  trigger`;

const maybe = <T>(value: T | undefined, condition: (value: T) => Sql): Sql[] =>
  value === undefined ? [] : [condition(value)];
