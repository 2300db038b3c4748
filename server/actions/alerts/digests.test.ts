import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { alertedHome, DAY, HOUR } from "./testing.ts";

describe.each(engines)("digests on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  it("come each week as a letter, once, though nothing was held for it", async () => {
    const home = await alertedHome(db, { at: "2026-11-21T09:00:00Z" }); // a Saturday
    await home.way("email", "http://127.0.0.1:9", home.owner, "anna");
    await home.pass(2 * DAY, 6 * HOUR);
    expect((await home.outbox()).length).toBe(1);
    await home.pass(7 * DAY, 6 * HOUR);
    expect((await home.outbox()).length).toBe(2);
  });
});
