import sql, { raw } from "sql-template-tag";
import { Refusal } from "#server/refusal.ts";
import type { Queries } from "../database.ts";
import { applyStep, lockSchema, type Migration, makeStepTable, migrations } from "../migrate.ts";
import { clearMemory } from "./clear-memory.ts";
import { type KeptTable, keptTables } from "./kept-tables.ts";
import { inSameWords } from "./live-memory.ts";
import type { Manifest, Total } from "./manifest.ts";
import { totalOf } from "./pages.ts";
import { type Progress, progressOf } from "./progress.ts";
import type { Rows } from "./read-snapshot.ts";

/** A memory of before there were sealed days has none. */
const SHOW_SEALED = raw(
  `do $$ begin if to_regprocedure('memory.show_sealed()') is not null then perform memory.show_sealed(); end if; end $$`,
);

export interface Loading {
  manifest: Manifest;
  rows: AsyncIterable<Rows>;
  /** Asked when all rows were read. */
  totals(): Total[];
  /** How many rows will come, where that is known before. */
  expected?: number;
  told?: Progress;
  /** A last look as the server before all of it counts; what it throws undoes everything. */
  accept?(tx: Queries): Promise<void>;
}

/**
 * Puts another memory in the place of what this database holds: the schema that it was written with, its rows, counted and
 * compared, then the steps up to this program's schema. All in the caller's one transaction, so that it is whole or undone.
 * @throws Refusal `newer_snapshot`, `not_restored`
 */
export async function loadMemory(tx: Queries, loading: Loading, steps = migrations()): Promise<Total[]> {
  const { old, later } = divided(loading.manifest, steps);
  await lockSchema(tx);
  await inSameWords(tx);
  await clearMemory(tx, steps);
  await makeStepTable(tx);
  for (const step of old) await applyStep(tx, step);
  const tables = await fittingTables(tx, loading.manifest);
  for (const { name } of tables) await tx.run(sql`alter table ${raw(name)} disable trigger user`);
  for (const { partitions, name } of loading.manifest.tables)
    for (const part of partitions) await makePartition(tx, name, part);
  await asServer(tx, () => insertAll(tx, tables, loading));
  for (const { name, last } of loading.manifest.sequences)
    await tx.rows(sql`select setval(${name}::regclass, ${last}::bigint)`);
  const totals = await compare(tx, loading.totals());
  await asServer(tx, async () => loading.accept?.(tx));
  for (const { name } of tables) await tx.run(sql`alter table ${raw(name)} enable trigger user`);
  for (const step of later) await applyStep(tx, step);
  await tx.run(SHOW_SEALED);
  return totals;
}

/** @throws Refusal `newer_snapshot` */
export function divided(
  { migrations: wanted }: Manifest,
  steps: readonly Migration[] = migrations(),
): Record<"old" | "later", Migration[]> {
  const ids = new Set(wanted.map(({ id }) => id));
  const unknown = wanted.find(({ id }) => !steps.some((step) => step.id === id));
  if (unknown) {
    throw new Refusal(
      "newer_snapshot",
      `This snapshot was taken by a newer HomeOps (its schema has step ${unknown.id}, which this one does not know); update HomeOps`,
    );
  }
  return { old: steps.filter(({ id }) => ids.has(id)), later: steps.filter(({ id }) => !ids.has(id)) };
}

async function fittingTables(tx: Queries, { tables: wanted }: Manifest): Promise<KeptTable[]> {
  const tables = await keptTables(tx);
  return wanted.map(({ name, columns }) => {
    const table = tables.find((one) => one.name === name);
    if (table && table.columns.join() === columns.join()) return table;
    throw new Refusal("not_restored", `The snapshot has a table ${name} of another shape; nothing was changed`);
  });
}

type Partition = Manifest["tables"][number]["partitions"][number];

async function makePartition(tx: Queries, parent: string, { name, bound, is_guarded }: Partition): Promise<void> {
  await tx.run(raw(`create table ${name} (like ${parent} including defaults including constraints)`));
  await tx.run(raw(`alter table ${parent} attach partition ${name} ${bound}`));
  if (is_guarded) await tx.run(raw(`alter table ${name} enable row level security, force row level security`));
}

async function insertAll(
  tx: Queries,
  tables: readonly KeptTable[],
  { rows, expected = 0, told }: Loading,
): Promise<void> {
  const known = new Map(tables.map((table) => [table.name, table]));
  const loaded = progressOf(expected, expected > 0 ? told : undefined);
  for await (const { table: name, rows: count, body } of rows) {
    const table = known.get(name);
    if (!table) throw new Refusal("not_restored", `The snapshot has rows of an unknown table ${name}`);
    const inserted = await insertRows(tx, table, body);
    if (inserted !== count) throw new Refusal("not_restored", `${name} took ${inserted} of ${count} rows`);
    loaded(count);
  }
}

const insertRows = (tx: Queries, { name, columns }: KeptTable, body: string): Promise<number> =>
  tx.run(sql`
    insert into ${raw(name)} (${raw(columns.join(", "))}) overriding system value
    select ${raw(columns.map((column) => `(read.line).${column}`).join(", "))}
    from (
      select line::${raw(name)} as line
      from json_array_elements_text(${body}::json) as line
      offset 0) as read`);

async function compare(tx: Queries, wanted: readonly Total[]): Promise<Total[]> {
  const tables = await keptTables(tx);
  return asServer(tx, async () => {
    const totals: Total[] = [];
    for (const { name, rows, sum } of wanted) {
      const table = tables.find((one) => one.name === name);
      const there = table ? await totalOf(tx, table) : { rows: 0, sum: "0" };
      if (there.rows !== rows || there.sum !== sum)
        throw new Refusal("not_restored", `${name} came out with ${there.rows} of ${rows} rows, or with other ones`);
      totals.push({ name, ...there });
    }
    return totals;
  });
}

/** The owner of tables under forced row level security sees no row of them. */
async function asServer<T>(tx: Queries, work: () => Promise<T>): Promise<T> {
  await tx.run(sql`set local role homeops_server`);
  const result = await work();
  await tx.run(sql`set local role none`);
  return result;
}
