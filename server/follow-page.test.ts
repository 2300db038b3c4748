import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { systemClock } from "./clock.ts";
import type { Call } from "./command.ts";
import { followPage } from "./follow-page.ts";
import { jsonLog } from "./log.ts";
import { noteMaintenance } from "./store/ledger/maintenance/queries.ts";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());

it("tells how things stand, then only what is another, and nothing of other homes", async () => {
  const call = { world: { db, clock: systemClock, log: jsonLog("silent") }, home: 7 } as unknown as Call;
  let [now, reads] = [{ items: ["first"], at: 0 }, 0];
  const read = async () => {
    reads++;
    return { ...now, at: reads };
  };
  const sent: (typeof now)[] = [];
  const page = { name: "a page", channels: ["maintenance"], read, markOf: ({ items }: typeof now) => items };
  const opened = await followPage(page, call, (items) => sent.push(...items));
  expect(opened.snapshot).toEqual([{ items: ["first"], at: 1 }]);
  await noteMaintenance(db, 8);
  await noteMaintenance(db, 7);
  await vi.waitFor(() => expect(reads).toBe(2), 10_000);
  now = { items: ["second"], at: 0 };
  await noteMaintenance(db, 7);
  await vi.waitFor(() => expect(sent).toEqual([{ items: ["second"], at: 3 }]), 10_000);
  await opened.close();
});
