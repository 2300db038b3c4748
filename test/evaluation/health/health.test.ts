import { beforeAll, expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { freshDatabase } from "../../world/fresh-database.ts";
import { makeHome } from "./make-home.ts";
import { playHome } from "./play-home.ts";
import { type Scored, score } from "./score.ts";

/** Ten days of the recorder's past, and some more. */
const SMALL = { days: 18, size: 40, seed: 61 };
let broken: Scored;
let whole: Scored;

beforeAll(async () => {
  [broken, whole] = await Promise.all([lived(true), lived(false)]);
}, 400_000);

async function lived(hasFaults: boolean): Promise<Scored> {
  await using database = await freshDatabase();
  await using db = openDatabase(postgres(database.url));
  await migrate(db);
  return score(await playHome(db, makeHome({ ...SMALL, hasFaults })));
}

const called = ({ falsely }: Scored) => falsely.map(({ check, subject, at }) => `${check} ${subject} ${at}`);

it.each([
  ["device dies", "device-unavailable"],
  ["automation cannot run", "automation-broken"],
  ["integration down", "integration-failed"],
  ["recorder stopped", "recorder-stopped"],
  ["automations fight", "automations-fight"],
])("finds in a made-up home each of what is wrong by %s, and by what says so", (kind, check) => {
  const faults = broken.faults.filter((one) => one.kind === kind);
  expect(faults.length).toBeGreaterThan(0);
  for (const { delay, by } of faults) {
    expect(delay).toBeLessThan(86_400);
    expect(by).toBe(check);
  }
});

it("says of it nothing that is not wrong", () => {
  expect(called(broken)).toEqual([]);
});

it("says nothing of a made-up home in which nothing is wrong", () => {
  expect(called(whole)).toEqual([]);
  expect(whole.shown).toBe(0);
});

it("makes the same home again from the same seed, and another from another", () => {
  const again = makeHome({ ...SMALL, hasFaults: true });
  expect(again).toEqual(makeHome({ ...SMALL, hasFaults: true }));
  expect(makeHome({ ...SMALL, seed: 62, hasFaults: true }).devices).not.toEqual(again.devices);
});
