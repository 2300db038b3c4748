import { readFileSync } from "node:fs";
import pg from "pg";
import sql, { raw } from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { DAY, type FilledHome, fillHome } from "./faults/s1-fill.ts";

type Panel = { title: string; targets: { rawSql: string }[] };
type Dashboard = { panels: Panel[]; templating: { list: { name: string; type: string; query: string }[] } };

const dashboard: Dashboard = JSON.parse(
  readFileSync(new URL("../docs/grafana/homeops-dashboard.json", import.meta.url), "utf8"),
);
const queries = [
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ rawSql }) => [title, rawSql] as const)),
  ...dashboard.templating.list.flatMap(({ name, type, query }) => (type === "query" ? [[name, query] as const] : [])),
];

/** As Grafana fills its macros and variables in before it asks. */
const filledIn = (query: string, values: Record<string, string>): string =>
  query
    .replaceAll(/\$__timeFilter\((\w+)\)/g, `$1 between '${DAY}T00:00:00Z' and '${DAY}T23:59:59Z'`)
    .replaceAll("$__timeFrom()", `'${DAY}T00:00:00Z'`)
    .replaceAll("$__timeTo()", `'${DAY}T23:59:59Z'`)
    .replaceAll(/\$\{(\w+):sqlstring\}/g, (_, name) => `'${values[name]}'`)
    .replaceAll(/\$(\w+)/g, (_, name) => String(values[name]));

describe("the dashboard for Grafana", () => {
  let place: Awaited<ReturnType<typeof testDatabaseUrl>>;
  let db: Database;
  let anna: FilledHome;

  beforeAll(async () => {
    place = await testDatabaseUrl();
    db = openDatabase(postgres(place.url));
    await migrate(db);
    await db.rows(sql`select memory.make_day(${DAY}::date), memory.make_sealed_day(${DAY}::date)`);
    const owner = new pg.Client({ connectionString: place.url });
    await owner.connect();
    anna = await fillHome(owner, "annas", 6_600_001).finally(() => owner.end());
  });
  afterAll(async () => {
    await db?.[Symbol.asyncDispose]();
    await place?.[Symbol.asyncDispose]();
  });

  it("has panels", () => expect(dashboard.panels.length).toBeGreaterThan(8));

  it.each(queries)("asks what the database answers: %s", async (_, query) => {
    const values = { home: String(anna.home), series: "annas", entity: "light.annas" };
    const rows = await db.as(anna.person).rows(sql`${raw(filledIn(query, values))}`);
    expect(rows.length).toBeGreaterThan(0);
  });
});
