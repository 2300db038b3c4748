import sql, { raw } from "sql-template-tag";
import { instantOf } from "#server/instant.ts";
import { version } from "#server/version.ts";
import type { Database, Queries } from "../database.ts";
import { appliedIn } from "../migrate.ts";
import { type KeptTable, keptTables, type Selection } from "./kept-tables.ts";
import type { Manifest, Reason, Scope, Total } from "./manifest.ts";
import { pagesOf } from "./pages.ts";
import { type Progress, progressOf } from "./progress.ts";
import type { Rows } from "./read-snapshot.ts";

/** What is told the same way by every session, whatever its server was configured to. */
const SAME_WORDS = `
  set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex';
  set local extra_float_digits = 1; set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0; set local transaction_timeout = 0`;

export interface LiveMemory {
  manifest: Manifest;
  bytes: number;
  rows(): AsyncGenerator<Rows>;
  /** Known once all rows were read. */
  readonly totals: Total[];
}

export type About = {
  reason: Reason;
  keyMark: string | null;
  told?: Progress;
  /** Leaves out what is not wanted; by what it calls itself, the manifest says so. */
  part?: { scope: Scope; since: string | null; selection: Selection };
};

/** Reads a whole memory as it is at one moment, while others may write on. */
export const readingMemory = <T>(db: Database, about: About, work: (memory: LiveMemory) => Promise<T>): Promise<T> =>
  db.owner.transaction(async (tx) => {
    await tx.run(raw(`set transaction isolation level repeatable read; ${SAME_WORDS}`));
    const migrations = await appliedIn(tx);
    const sequences = await lastValues(tx);
    const selected = about.part?.selection ?? whole;
    const tables = (await keptTables(tx)).flatMap((table) => selected(table) ?? []);
    await tx.run(sql`set local role homeops_server`); // an owner is subject to the row level security of its own tables
    const bytes = tables.flatMap(({ leaves }) => leaves).reduce((sum, leaf) => sum + leaf.bytes, 0);
    const totals: Total[] = [];
    const manifest: Manifest = {
      kind: "manifest",
      format: 1,
      homeops: version,
      engine: db.engine,
      reason: about.reason,
      taken_at: instantOf(Date.now()),
      migrations: migrations.map(({ id, name }) => ({ id, name })),
      tables: tables.map(described),
      sequences,
      key_mark: about.keyMark,
      ...(about.part && { scope: about.part.scope, since: about.part.since }),
    };
    return work({ manifest, bytes, totals, rows: () => everyRow(tx, tables, totals, progressOf(bytes, about.told)) });
  });

const whole: Selection = (table) => table;

/** Speaks as `readingMemory` does, so that sums may be compared. */
export const inSameWords = (tx: Queries) => tx.run(raw(SAME_WORDS));

async function* everyRow(
  tx: Queries,
  tables: readonly KeptTable[],
  totals: Total[],
  read: (bytes: number) => void,
): AsyncGenerator<Rows> {
  for (const table of tables) {
    let rows = 0;
    let sum = 0n;
    for await (const page of pagesOf(tx, table)) {
      rows += page.rows;
      sum += BigInt(page.sum);
      read(page.tableBytes);
      if (page.rows > 0) yield { kind: "rows", table: table.name, rows: page.rows, body: page.body };
    }
    totals.push({ name: table.name, rows, sum: String(sum) });
  }
}

const described = ({ name, columns, leaves }: KeptTable): Manifest["tables"][number] => ({
  name,
  columns,
  partitions: leaves.flatMap(({ name, bound, is_guarded }) => (bound === null ? [] : [{ name, bound, is_guarded }])),
});

/** Of the identity columns: an id is never given twice, also where the newest rows are gone. */
const lastValues = (tx: Queries) =>
  tx.rows<{ name: string; last: number }>(sql`
    select distinct format('%I.%I', s.schemaname, s.sequencename) as name, s.last_value as last
    from pg_sequences as s
    join pg_depend as d on d.objid = format('%I.%I', s.schemaname, s.sequencename)::regclass and d.deptype in ('i', 'a')
    join pg_class as c on c.oid = d.refobjid
    where s.last_value is not null and exists (
      select from aclexplode(c.relacl) as granted
      where granted.grantee = to_regrole('homeops_server'))
    order by name`);
