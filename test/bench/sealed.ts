import { parseArgs } from "node:util";
import sql, { type Sql } from "sql-template-tag";
import { instantOf } from "#server/instant.ts";
import { percentile } from "#server/percentile.ts";
import { sealDays } from "#server/store/memory/sealed/seal-days.ts";
import { EVENTS_A_DAY } from "../mix.ts";
import { type BenchDatabase, benchDatabase } from "./bench-database.ts";
import { fillMemory } from "./history/fill.ts";
import { ownerAsks } from "./owner-asks.ts";

const ASKED = 20;
const DAY_MS = 86_400_000;
const ENTITY = "sensor.temperature_7";

/**
 * The same questions of the same past, plain and then sealed: `bytes_…` an event of rows, keys and lists of hours; `…_ms` 95 of 100 by the clock;
 * `seal_rate` events a second, `seal_wal_mb` what a day's sealing writes. So many events (two million unless `--events` says otherwise).
 */
export async function sealedBench(args: string[]): Promise<Record<string, number>> {
  const { values } = parseArgs({ args, options: { events: { type: "string", default: "2000000" } } });
  const until = Date.now();
  await using bench = await benchDatabase();
  await fillMemory(bench, { events: Number(values.events), until });
  await bench.db.owner.script("analyze");
  const plain = await bytesOf(bench);
  console.log(`${plain.events} events, ${plain.bytes.toFixed(1)} bytes each while they are plain rows`);
  const fresh = await times(bench, { until, name: "fresh" });

  const wal = await walBytes(bench);
  const began = performance.now();
  const sealed = await sealDays({ ...bench.world, clock: { ...bench.world.clock, sleep: async () => {} } });
  const seconds = (performance.now() - began) / 1000;
  const written = (await walBytes(bench)) - wal;
  await bench.db.owner.script("analyze");
  const after = await bytesOf(bench);
  const figures = {
    events: plain.events,
    sealed,
    bytes_fresh: round(plain.bytes),
    bytes_sealed: round(after.sealedBytes / sealed),
    bytes_with_what_stays: round(after.pastBytes / sealed),
    seal_rate: Math.round(sealed / seconds),
    seal_wal_mb: round((written / sealed) * EVENTS_A_DAY) / 1e6,
  };
  console.log(`${sealed} of them sealed in ${seconds.toFixed(1)} s: ${figures.bytes_sealed} bytes each`);
  return {
    ...figures,
    seal_wal_mb: Math.round(figures.seal_wal_mb),
    ...fresh,
    ...(await times(bench, { until, name: "sealed" })),
  };
}

const round = (n: number): number => Math.round(n * 10) / 10;

async function times(bench: BenchDatabase, { until, name }: { until: number; name: string }) {
  const { db, where } = bench;
  const ask = ownerAsks(bench);
  const view = (query: Sql) => () => db.rows(query);
  const past = { from: instantOf(until - 4.5 * DAY_MS), to: instantOf(until - 3.5 * DAY_MS) };
  const key = await db.row<{ id: number }>(sql`select id from house.entity where entity_id = ${ENTITY}`);
  const questions: Record<string, () => Promise<unknown>> = {
    states: view(sql`
      select at, state
      from memory.events_between(${where.home}::int, ${past.from}::timestamptz, ${past.to}::timestamptz, array[${key?.id ?? 0}::int])
      order by at`),
    chart: ask("series/chart", { entity_id: ENTITY, ...past }),
    timeline: ask("memory/timeline", { to: past.to, limit: 50 }),
    timeline_of_one: ask("memory/timeline", { to: past.to, entities: [ENTITY], limit: 50 }),
    search: ask("memory/search", { query: "motion detected", ...past, limit: 20 }),
    explain: ask("memory/explain", { entity_id: "light.lamp_3", at: past.to }),
    count: view(sql`
      select count(*)
      from memory.events_between(${where.home}::int, ${past.to}::timestamptz - interval '1 hour', ${past.to}::timestamptz, null)`),
    view_of_one: view(sql`
      select timestamp, new_state from home_assistant_events where entity_id = ${ENTITY} and timestamp < ${past.to} order by timestamp desc limit 50`),
    view_last_hour: view(sql`
      select count(*) from home_assistant_events where timestamp >= ${instantOf(until - DAY_MS / 24)}`),
  };
  const figures: Record<string, number> = {};
  for (const [question, run] of Object.entries(questions)) {
    figures[`${question}_${name}_ms`] = await p95(run, question.startsWith("view") ? 3 : ASKED);
    console.log(`${question}, ${name}: ${figures[`${question}_${name}_ms`]} ms`);
  }
  return figures;
}

async function p95(ask: () => Promise<unknown>, times: number): Promise<number> {
  await ask();
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const since = performance.now();
    await ask();
    taken.push(performance.now() - since);
  }
  return round(percentile(taken, 0.95));
}

const walBytes = async ({ db }: BenchDatabase): Promise<number> =>
  (await db.owner.row<{ bytes: number }>(sql`select (pg_current_wal_insert_lsn() - '0/0')::float8 as bytes`))?.bytes ??
  0;

async function bytesOf({ db }: BenchDatabase) {
  const row = await db.owner.row<{ events: number; bytes: number; sealed: number; past: number }>(sql`
    with part as (
      select split_part(c.relname, '_', 1) as name, right(c.relname, 8) as day, pg_total_relation_size(c.oid) as bytes
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
      where n.nspname = 'memory' and c.relkind = 'r' and c.relname ~ '^(event|posting|sealed)_[0-9]{8}$')
    select sum(bytes)::float8 / greatest((select count(*) from memory.event), 1) as bytes,
      (select count(*)::int from memory.event) as events,
      coalesce(sum(bytes) filter (where name = 'sealed'), 0)::float8 as sealed,
      coalesce(sum(bytes) filter (where day in (select day from part where name = 'sealed')), 0)::float8 as past
    from part`);
  return { events: row?.events ?? 0, bytes: row?.bytes ?? 0, sealedBytes: row?.sealed ?? 0, pastBytes: row?.past ?? 0 };
}
