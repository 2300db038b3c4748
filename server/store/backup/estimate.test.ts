import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { takeSnapshot } from "#db/snapshot/take-snapshot.ts";
import { emptyHome, testDatabase } from "#db/testing.ts";
import { estimates, warningAbout } from "./estimate.ts";
import { partOf } from "./scopes.ts";

const GB = 1_000_000_000;
const NOW = Date.parse("2026-12-01T10:00:00Z");

it.each([
  ["a small one on a roomy disk", 20_000_000, 100 * GB, null],
  ["more than a gigabyte", 1.2 * GB, 100 * GB, /^It takes about 1\.2 GB, and each backup/],
  ["more than half of what is free", 60_000_000, 0.1 * GB, /^It takes about 60 MB, more than half/],
  ["both", 2 * GB, 3 * GB, /^It takes about 2\.0 GB, more than half/],
])("warns of %s", (_, bytes, free, expected) => {
  if (expected === null) expect(warningAbout(bytes, free)).toBeNull();
  else expect(warningAbout(bytes, free)).toMatch(expected);
});

it("comes near to what is written, and grows with the scope", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-estimate-"));
  await using db = await testDatabase("postgresql");
  const { home } = await emptyHome(db);
  await db.run(sql`
    insert into series.hour (hour, series_id, home_id, source, is_held, count, mean, min, max, last)
    select '2026-11-30T00:00Z'::timestamptz - n * interval '1 hour', series, ${home}, 'e', true, 120, 20 + random(), 20, 21, 20.5
    from generate_series(1, 4000) as n
    cross join generate_series(1, 40) as series`);
  for (const day of ["2026-09-10", "2026-11-20"]) {
    await db.rows(sql`select memory.make_day(${day}::date)`);
    await db.run(sql`
      insert into memory.event (at, home_id, entity_id, type_id, source, state)
      select ${day}::timestamptz + n * interval '0.3 s', ${home}, n % 500, 0, 'l', (random() * 100)::numeric(6, 2)::text
      from generate_series(1, 100000) as n`);
  }
  const choices = await estimates(db, NOW, 100 * GB);
  expect(choices.map(({ scope }) => scope)).toEqual(["essentials", "month", "everything"]);
  for (const { scope, bytes: estimated } of choices) {
    const part = partOf(scope, NOW);
    const taken = await takeSnapshot(db, { folder: folder.path, reason: "backup", keyMark: null, part });
    console.log(`${scope}: ${estimated} estimated, ${taken.bytes} written`);
    expect(estimated, scope).toBeGreaterThan(taken.bytes * 0.6);
    expect(estimated, scope).toBeLessThan(taken.bytes * 2.5);
  }
  expect(choices[0]!.bytes).toBeLessThan(choices[1]!.bytes);
  expect(choices[1]!.bytes).toBeLessThan(choices[2]!.bytes);
}, 60_000);
