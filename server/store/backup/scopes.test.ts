import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sql from "sql-template-tag";
import { describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { keptTables } from "#db/snapshot/kept-tables.ts";
import { loadMemory } from "#db/snapshot/load-memory.ts";
import type { Scope } from "#db/snapshot/manifest.ts";
import { checkSnapshot, rowsOf } from "#db/snapshot/read-snapshot.ts";
import { takeSnapshot } from "#db/snapshot/take-snapshot.ts";
import { fillMemory } from "#db/snapshot/testing.ts";
import { emptyHome, engines, testDatabase } from "#db/testing.ts";
import { settlePart } from "./queries.ts";
import { partOf, rules } from "./scopes.ts";

const NOW = Date.parse("2026-12-01T10:00:00Z");

it("decides about every table there is", async () => {
  await using db = await testDatabase();
  const there = (await keptTables(db.owner)).map(({ name }) => name);
  expect(Object.keys(rules).sort()).toEqual([...there].sort());
});

async function through(from: Database, to: Database, scope: Scope, now = NOW) {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-scope-"));
  const { file } = await takeSnapshot(from, {
    folder: folder.path,
    reason: "backup",
    keyMark: null,
    part: partOf(scope, now),
  });
  const { manifest, totals } = await checkSnapshot(file);
  await to.owner.transaction((tx) =>
    loadMemory(tx, { manifest, rows: rowsOf(file), totals: () => totals, accept: (tx) => settlePart(tx, manifest) }),
  );
  return { manifest, rows: new Map(totals.map(({ name, rows }) => [name, rows])) };
}

describe.each(engines)("a part of a memory on %s", (engine) => {
  it("is loaded as a memory that can go on, with what its scope promises and nothing that refers to what is not there", async () => {
    await using source = await testDatabase(engine);
    const { home, connectionId } = await fillMemory(source, 300);
    await manyKinds(source, home, connectionId);
    await using target = await testDatabase(engine);

    const essentials = await through(source, target, "essentials");
    expect(essentials.manifest).toMatchObject({ scope: "essentials", since: null });
    expect(Object.fromEntries(essentials.rows)).toMatchObject({
      "public.users": 1,
      "memory.trace": 1,
      "memory.trace_config": 1,
      "memory.import": 0,
      "memory.gap": 1,
      "series.day": 2,
      "series.hour": 1,
    });
    expect(essentials.rows.has("memory.coverage")).toBe(false);
    expect(essentials.rows.has("memory.event")).toBe(false);
    expect(essentials.rows.has("memory.recorded_import")).toBe(false);
    await target.rows(sql`select memory.make_day('2026-11-20'::date)`);

    const sources = () => target.rows(sql`select distinct source from series.hour order by source`);
    expect(await sources(), "of an import that is not known any more").toEqual([{ source: "s" }]);

    const month = await through(source, target, "month");
    expect(month.manifest.since).toBe("2026-11-01T00:00:00.000000+00:00");
    expect(Object.fromEntries(month.rows)).toMatchObject({
      "memory.event": 300,
      "memory.trace": 2,
      "memory.trace_config": 2,
      "memory.import": 2,
      "memory.recorded_import": 1,
      "memory.gap": 2,
      "series.hour": 2,
      "memory.coverage": 1,
    });

    expect(await sources()).toEqual([{ source: "A" }, { source: "e" }]);
    const covered = sql`select started_at from memory.coverage`;
    expect(await target.rows(covered), "nothing claims more than came along").toEqual([
      { started_at: "2026-11-01T00:00:00.000000+00:00" },
    ]);

    const later = await through(source, target, "month", Date.parse("2026-12-21T00:00:00Z"));
    expect(later.rows.get("memory.event"), "whole days of UTC, thirty of them").toBe(0);
    expect(await target.rows(sql`select from memory.event limit 1`)).toEqual([]);
    expect((await through(source, target, "everything")).rows.get("memory.recorded_import")).toBe(1);
  }, 90_000);
});

it("is empty of a home that has nothing", async () => {
  await using db = await testDatabase();
  await emptyHome(db);
  expect((await through(db, db, "month")).rows.get("memory.event")).toBe(0);
});

async function manyKinds(db: Database, home: number, connectionId: string): Promise<void> {
  const ago = (days: number) => new Date(NOW - days * 86_400_000).toISOString();
  for (const [id, days, failed] of [
    ["a", 200, true],
    ["b", 5, false],
    ["c", 200, false],
  ] as const) {
    await db.run(sql`insert into memory.trace_config (home_id, hash, body) values (${home}, gen_random_uuid(), '')`);
    await db.run(sql`
      insert into memory.trace (home_id, connection_id, domain, item_id, run_id, started_at, has_failed, config_id, body)
      select ${home}, ${connectionId}, 'automation', ${id}, ${id}, ${ago(days)}, ${failed}, max(id), ''
      from memory.trace_config`);
  }
  await db.run(sql`
    insert into memory.recorded_import (home_id, connection_id, kind, source, fingerprint, state)
    values (${home}, ${connectionId}, 'sqlite', 'x', 'x', 'done')`);
  for (const importId of [1, null])
    await db.run(sql`
      insert into memory.gap (home_id, connection_id, started_at, ended_at, reason, missing, import_id)
      values (${home}, ${connectionId}, ${ago(importId ?? 2)}, ${ago(0)}, 'x', 'events', ${importId})`);
  for (const part of ["history", "statistics"])
    await db.run(sql`
      insert into memory.import (connection_id, home_id, part, state, reached)
      values (${connectionId}, ${home}, ${part}, 'done', ${ago(0)})`);
  await db.run(sql`
    insert into memory.coverage (home_id, connection_id, source, started_at, ended_at)
    values (${home}, ${connectionId}, 'live', ${ago(90)}, ${ago(0)}), (${home}, ${connectionId}, 'live', ${ago(200)}, ${ago(190)})`);
  for (const days of [10, 300]) {
    await db.run(
      sql`insert into series.day (day, series_id, home_id, hours, count) values (${ago(days)}::timestamptz::date, 1, ${home}, 24, 1)`,
    );
    await db.run(sql`
      insert into series.hour (hour, series_id, home_id, source, is_held, count)
      values (date_trunc('hour', ${ago(days)}::timestamptz), 1, ${home}, ${days > 30 ? "e" : "A"}, true, 1)`);
  }
}
