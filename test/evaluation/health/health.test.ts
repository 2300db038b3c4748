import { expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { freshDatabase } from "../../world/fresh-database.ts";
import { makeHome } from "./make-home.ts";
import { playHome } from "./play-home.ts";
import { score } from "./score.ts";

/** Ten days of the recorder's past, and two weeks. */
const SMALL = { days: 24, size: 45 };

async function lived(wanted: { seed: number; hasFaults: boolean }) {
  await using database = await freshDatabase();
  await using db = openDatabase(postgres(database.url));
  await migrate(db);
  return score(await playHome(db, makeHome({ ...wanted, ...SMALL })));
}

it("finds what was broken in a made-up home, and tells when", async () => {
  const { faults, falsely } = await lived({ seed: 61, hasFaults: true });
  const found = (kind: string) => faults.filter((one) => one.kind === kind && one.delay !== undefined);
  const all = (kind: string) => faults.filter((one) => one.kind === kind);
  for (const kind of ["device dies", "automation cannot run", "integration down"])
    expect(found(kind), kind).toHaveLength(all(kind).length);
  expect(all("device dies").length).toBeGreaterThan(0);
  expect(found("device dies")[0]?.by).toBe("device-unavailable");
  expect(falsely.map(({ check, subject }) => `${check} ${subject}`)).toEqual([]);
}, 120_000);

it("says nothing of a made-up home in which nothing is wrong", async () => {
  const { shown, falsely } = await lived({ seed: 61, hasFaults: false });
  expect(falsely.map(({ check, subject }) => `${check} ${subject}`)).toEqual([]);
  expect(shown).toBe(0);
}, 120_000);
