import sql from "sql-template-tag";
import { describe, expect, it } from "vitest";
import { emptyHome, engines, testDatabase } from "#db/testing.ts";
import { readOptions } from "#server/options.ts";
import { openLease, takeLease } from "./lease.ts";

const [ONE, OTHER] = [crypto.randomUUID(), crypto.randomUUID()];

describe.each(engines)("who looks after alerts on %s", (engine) => {
  it("is one program at a time, until it leaves or is silent", async () => {
    await using db = await testDatabase(engine);
    const { home } = await emptyHome(db);
    const world = { db, options: readOptions({}) };
    const [one, other] = [openLease(world, ONE, true), openLease(world, OTHER, true)];
    expect(await one.keep([home])).toBe(true);
    expect(await one.keep([home]), "it had it already").toBe(false);
    expect([await one.hold(home), await other.hold(home)]).toEqual([true, false]);
    await one.leave();
    expect(await other.keep([home])).toBe(true);
    await takeLease(db, { home, holder: OTHER, seconds: 0 });
    expect([await one.hold(home), await other.hold(home)], "silent since then").toEqual([true, false]);
  });

  it("is whoever asks where the clock of the database was set back", async () => {
    await using db = await testDatabase(engine);
    const { home } = await emptyHome(db);
    await takeLease(db, { home, holder: ONE, seconds: 7_200 });
    expect(await takeLease(db, { home, holder: OTHER })).toBe(true);
  });

  it("is this program in a folder of its own, of which nothing is written", async () => {
    await using db = await testDatabase(engine);
    const { home } = await emptyHome(db);
    const lease = openLease({ db, options: readOptions({}) }, ONE);
    expect([await lease.keep([home]), await lease.hold(home)]).toEqual([true, true]);
    expect(await db.rows(sql`select holder from alerts.runner`)).toEqual([]);
  });
});
