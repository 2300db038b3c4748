import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { openDesk } from "#server/intake/recorded/desk.ts";
import { NEWEST_VERSION, OLDEST_VERSION } from "#server/intake/recorded/facts.ts";
import { intakeHome } from "#server/intake/testing.ts";
import { pastFile, remembered, somePast, thisWeek } from "./world/recorded-past.ts";
import { migrateRecorder } from "./world/recorder-migrated.ts";
import { type TemporaryDirectory, temporaryDirectory } from "./world/temporary.ts";

const VERSIONS = Array.from({ length: NEWEST_VERSION - OLDEST_VERSION + 1 }, (_, n) => OLDEST_VERSION + n);
const past = somePast({ from: thisWeek(), hours: 4 });

type Row = { at?: string; type_id?: number };

/** A file that began with a schema, and one that began with the oldest and was brought to it by Core's own migration. */
describe("a recorder file of schema", () => {
  let db: Database;
  let folder: TemporaryDirectory;
  let newest: Awaited<ReturnType<typeof imported>>;
  beforeAll(async () => {
    db = await testDatabase("postgresql");
    folder = await temporaryDirectory("schemas");
    newest = await imported(await begunWith(NEWEST_VERSION, "newest"));
    await migrateRecorder(await begunWith(OLDEST_VERSION, "old"), { from: OLDEST_VERSION, to: NEWEST_VERSION });
  });
  afterAll(async () => {
    await folder?.[Symbol.asyncDispose]();
    await db?.[Symbol.asyncDispose]();
  });

  it.each(VERSIONS)(
    "%i has Core's own columns, and gives the same states, events, contexts and statistics",
    async (version) => {
      const begun = await begunWith(version);
      const brought = version === OLDEST_VERSION ? [] : [path.join(folder.path, `old.db.${version}`)];
      for (const file of brought) expect(columnsOf(file)).toEqual(columnsOf(begun));
      for (const file of [begun, ...brought]) {
        const { schema, ...all } = await imported(file);
        expect(schema).toBe(version);
        expect(all).toEqual({ ...newest, schema: undefined });
      }
    },
  );

  async function begunWith(version: number, name = `begun-${version}`): Promise<string> {
    const file = path.join(folder.path, `${name}.db`);
    await pastFile(file, { version, observations: past });
    return file;
  }

  async function imported(file: string) {
    await using home = await intakeHome(db);
    await using desk = openDesk(home.world);
    const { schema } = await desk.preview(home.where.home, { file });
    const job = await desk.start(home.where.home, { file });
    await job.over;
    expect(job.it).toMatchObject({ state: "done", reason: null, added: past.length, statistics: 106 });
    const { events = [], contexts = [], entities, hours, days, coverage, gaps } = await remembered(db, home.where.home);
    return { schema, entities, hours, days, coverage, gaps, ...withOwnTypes(events as Row[], contexts as Row[]) };
  }
});

/** Types of events are numbered anew in each home. */
function withOwnTypes(events: Row[], contexts: Row[]) {
  const types = [...new Set(events.map(({ type_id }) => type_id))];
  const own = (row: Row) => ({ ...row, type_id: types.indexOf(row.type_id) });
  return { events: events.map(own), contexts: contexts.map(own) };
}

/** In no order: what was added later stands last. */
function columnsOf(file: string): string[] {
  using database = new DatabaseSync(file, { readOnly: true });
  const columns = database.prepare(`
    select tables.name || '.' || columns.name as said
    from sqlite_schema as tables
    join pragma_table_info(tables.name) as columns
    where tables.type = 'table'
    order by 1`);
  return columns.all().map(({ said }) => String(said));
}
