import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { addMaintenance } from "../ledger/maintenance/queries.ts";
import { memoryHome } from "../memory/testing.ts";
import { emptyHome } from "./empty-home.ts";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());

const at = (day: number, hour = 0) => Date.UTC(2026, 10, day, hour);
const text = (ms: number) => new Date(ms).toISOString();

it("explains what is unusual by a holiday that was told, from its first hour to a day after it, and not by work in a room", async () => {
  const { home } = await memoryHome(db);
  const told = { from: text(at(10)), until: text(at(17)), why: null, person: null };
  await addMaintenance(db, home, { ...told, kind: "holiday", subject_kind: "home", subject: "" });
  await addMaintenance(db, home, {
    ...{ ...told, from: text(at(20)), until: text(at(21)) },
    ...{ kind: "work", subject_kind: "area", subject: "kitchen" },
  });
  const isExplained = await db.transaction((tx) => emptyHome(tx, home, { from: at(5), to: at(25) }));
  expect([at(9, 23), at(10, 1), at(17, 12), at(18, 1), at(20, 12)].map(isExplained)).toEqual([
    ...[false, true, true, false, false],
  ]);
});
