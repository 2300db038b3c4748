import sql, { raw } from "sql-template-tag";
import { z } from "zod";
import { fromMicroseconds, secondsToMicroseconds, toMicroseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { NEWEST_VERSION, OLDEST_VERSION, type RecorderFacts } from "./facts.ts";
import type { RecorderDatabase } from "./recorder-database.ts";

const Count = z.coerce.number().int();
const Bounds = z.tuple([Count.nullable(), Count.nullable()]);
const Seconds = z.tuple([z.number().nullable(), z.number().nullable()]);
const Run = z.tuple([z.string(), z.string().nullable(), z.unknown()]);
const TABLES = [
  "states",
  "states_meta",
  "state_attributes",
  "events",
  "event_types",
  "event_data",
  "statistics",
  "statistics_meta",
];

/** @throws Refusal `foreign_source`, `older_source`, `newer_source` */
export async function readFacts(db: RecorderDatabase): Promise<RecorderFacts> {
  const version = await versionOf(db);
  const states = await bounds(db, "states", "state_id");
  const events = await bounds(db, "events", "event_id");
  const statistics = await bounds(db, "statistics", "id");
  const span = spanOf([await times(db, "states", "last_updated_ts"), await times(db, "events", "time_fired_ts")]);
  return {
    version,
    fingerprint: await fingerprintOf(db),
    hi: { states: states.hi, events: events.hi },
    rows: { states: states.rows, events: events.rows, statistics: statistics.rows },
    span,
    statisticsFrom: (await times(db, "statistics", "start_ts"))[0],
    runs: span ? await runsOf(db, span) : [],
    entities: Count.parse((await db.rows(sql`select count(*) from states_meta`))[0]?.[0]),
  };
}

async function versionOf(db: RecorderDatabase): Promise<number> {
  const [row] = await db
    .rows(sql`select schema_version from schema_changes order by change_id desc limit 1`)
    .catch(foreign);
  const version = Count.safeParse(row?.[0]);
  if (!version.success) throw foreignSource("its table schema_changes is empty");
  if (version.data < OLDEST_VERSION)
    throw new Refusal(
      "older_source",
      `This is the recorder of an old Home Assistant (schema ${version.data}); start Home Assistant 2025.1 or later on it once, which brings it to ${OLDEST_VERSION} or later, and import it then`,
    );
  if (version.data > NEWEST_VERSION)
    throw new Refusal(
      "newer_source",
      `This is the recorder of a newer Home Assistant (schema ${version.data}, this HomeOps reads up to ${NEWEST_VERSION}); update HomeOps`,
    );
  for (const table of TABLES) await db.rows(sql`select 1 from ${raw(table)} limit 1`).catch(foreign);
  return version.data;
}

function foreign(cause: unknown): never {
  if (cause instanceof Refusal) throw cause.code === "foreign_source" ? foreignSource(cause.message) : cause;
  const isMissing = cause instanceof Error && "code" in cause && /^(42P01|ER_NO_SUCH_TABLE)$/.test(String(cause.code));
  throw isMissing ? foreignSource("a table is missing") : cause;
}

const foreignSource = (why: string) =>
  new Refusal(
    "foreign_source",
    `This is no recorder database (${why}); Home Assistant's is called home-assistant_v2.db and lies in its configuration folder`,
  );

async function bounds(db: RecorderDatabase, table: string, id: string) {
  const [row] = await db.rows(extremes(id, table));
  const [lo, hi] = Bounds.parse(row);
  return { hi: hi ?? 0, rows: lo === null || hi === null ? 0 : hi - lo + 1 };
}

async function times(db: RecorderDatabase, table: string, column: string): Promise<z.infer<typeof Seconds>> {
  const [row] = await db.rows(extremes(column, table));
  return Seconds.parse(row);
}

/** SQLite finds one extreme by the index, and for two at once reads the table. */
const extremes = (column: string, table: string) =>
  sql`select (select min(${raw(column)}) from ${raw(table)}), (select max(${raw(column)}) from ${raw(table)})`;

function spanOf(all: readonly z.infer<typeof Seconds>[]): RecorderFacts["span"] {
  const known = all
    .flatMap(([from, to]) => (from === null || to === null ? [] : [from, to]))
    .map(secondsToMicroseconds);
  if (known.length === 0) return null;
  return { from: fromMicroseconds(Math.min(...known)), to: fromMicroseconds(Math.max(...known)) };
}

/** When its first table was made; a copy has the same, a purge leaves it. */
async function fingerprintOf(db: RecorderDatabase): Promise<string> {
  const [row] = await db.rows(sql`select changed from schema_changes order by change_id limit 1`);
  return instantIn(z.string().parse(row?.[0]));
}

/** Source: db_schema.py, RecorderRuns; of a run that was cut off, `end` is when the next one noticed. */
async function runsOf(
  db: RecorderDatabase,
  { from, to }: { from: string; to: string },
): Promise<RecorderFacts["runs"]> {
  const rows = await db.rows(
    sql`select r.start, r.end, r.closed_incorrect from recorder_runs r order by r.start limit 100000`,
  );
  const runs: RecorderFacts["runs"] = [];
  for (const row of rows) {
    const [start, end, isCutOff] = Run.parse(row);
    const began = runs.length === 0 ? from : instantIn(start); // rows may be older than the oldest run that a purge left
    const ended =
      end === null
        ? to
        : isCutOff && Number(isCutOff) !== 0
          ? await lastWord(db, instantIn(end), began)
          : instantIn(end);
    const run = { from: later(began, from), to: earlier(ended, to) };
    if (toMicroseconds(run.from) < toMicroseconds(run.to)) runs.push(run);
  }
  return runs.length > 0 ? runs : [{ from, to }];
}

async function lastWord(db: RecorderDatabase, before: string, after: string): Promise<string> {
  const [row] = await db.rows(
    sql`select max(last_updated_ts) from states where last_updated_ts < ${toMicroseconds(before) / 1e6}`,
  );
  const seconds = z.number().nullable().parse(row?.[0]);
  return seconds === null ? after : later(fromMicroseconds(secondsToMicroseconds(seconds)), after);
}

const later = (one: string, other: string) => (toMicroseconds(one) > toMicroseconds(other) ? one : other);
const earlier = (one: string, other: string) => (toMicroseconds(one) < toMicroseconds(other) ? one : other);

/** Without an offset it is UTC. */
const instantIn = (text: string): string => {
  const offset = /(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(text) ? "" : "+00:00";
  return fromMicroseconds(toMicroseconds(`${text.replace(" ", "T")}${offset}`));
};
