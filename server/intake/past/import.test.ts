import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { instantOf } from "#server/instant.ts";
import { addSilence } from "#server/store/memory/control/queries.ts";
import { writeKeep } from "#server/store/memory/retention/queries.ts";
import type { Link } from "../connect/link.ts";
import { intakeHome, linkTo } from "../testing.ts";
import { importPast, type Progressed } from "./import.ts";

const state = (at: string, state: string) => ({ at, entity_id: "sensor.fridge", state });
/** Wall times of the last hours and days, and of long ago. */
const PAST = ["-400d 05:00", "-45d 06:00", "-44d 06:00", "-12d 03:00", "-3d 12:00", "-1d 08:00", "-1d 08:30"];

let db: Database;
beforeAll(async () => {
  db = await testDatabase("postgresql");
});
afterAll(() => db[Symbol.asyncDispose]());

type Question = { type: string; start_time?: string; end_time?: string; include_start_time_state?: boolean };

/** A home with a past, and an import of it that can be stopped and begun again. */
async function importing(demo: DemoHome) {
  await using stack = new AsyncDisposableStack();
  const home = stack.use(await intakeHome(db));
  for (const name of ["measurements", "states", "diagnostics"])
    await writeKeep(db, home.where.home, { kind: "class", value: name, days: null });
  await home.rememberer.refreshLeftOut();
  const link = await linkTo(demo);
  stack.defer(() => link.close());
  const asked: Question[] = [];
  const listening: Link = Object.assign(Object.create(link), {
    call: (message: Question, ...rest: [never]) => {
      asked.push(message);
      return link.call(message, ...rest);
    },
  });
  const progress: Parameters<Progressed>[0][] = [];
  const before = instantOf(Date.now());
  const run = (signal = new AbortController().signal, progressed: Progressed = () => {}) =>
    importPast({
      link: listening,
      has: (feature) => feature === "history",
      entityIds: new Set(["sensor.fridge"]),
      keep: home.rememberer.keep,
      poisoned: (reason) => expect(reason).toBe("never"),
      signal,
      db,
      where: home.where,
      log: home.world.log,
      dataFolder: home.world.options.dataFolder,
      before,
      progressed(it) {
        progress.push({ ...it });
        progressed(it);
      },
    });
  const stored = async () =>
    (
      await db.rows<{ state: string }>(sql`
        select state from memory.event where home_id = ${home.where.home} order by at desc`)
    ).map(({ state }) => state);
  const coverage = () =>
    db.rows<{ days: number }>(sql`
      select extract(epoch from ended_at - started_at) / 86400 as days
      from memory.coverage
      where home_id = ${home.where.home} and source = 'history'
      order by started_at desc`);
  const owned = stack.move();
  return { home, asked, progress, run, stored, coverage, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

const houseWithPast = () => startSmallHouse({ timeline: PAST.map((at, n) => state(at, String(n))) });
const numbers = PAST.map((_, n) => String(n)).reverse();

describe("the first import", () => {
  it("brings nothing of a span that is forgotten", async () => {
    await using demo = await houseWithPast();
    await using it = await importing(demo);
    const day = (ago: number) => instantOf(Date.now() - ago * 86_400_000);
    const span = { from: day(20), to: day(5), entities: null };
    await addSilence(db, { home: it.home.where.home, kind: "forgotten", ...span });
    await it.home.rememberer.refreshLeftOut();
    await it.run();
    expect(await it.stored()).toEqual(expect.arrayContaining(numbers.filter((n) => n !== "3")));
    expect(await it.stored()).not.toContain("3"); // twelve days ago
  });

  it("brings the past newest first, over days and months in which nothing happened, and says how far it is", async () => {
    await using demo = await houseWithPast();
    await using past = await importing(demo);
    await past.run();
    const stored = await past.stored();
    expect(stored.filter((one) => numbers.includes(one))).toEqual(expect.arrayContaining(numbers));
    const reached = past.progress.map(({ reached }) => Date.parse(reached));
    expect(reached).toEqual(reached.toSorted((one, other) => other - one));
    const done = past.progress.map(({ done }) => done);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
    expect(past.progress.at(-1)).toMatchObject({ state: "done", done: stored.length, remaining: 0 });
    expect(past.progress.slice(0, -1).every(({ state }) => state === "running")).toBe(true);
  });

  it("goes on where it was stopped, asks for nothing twice, and does nothing once it is done", async () => {
    await using demo = await houseWithPast();
    await using past = await importing(demo);
    const stop = new AbortController();
    await past.run(stop.signal, ({ reached }) => {
      if (Date.parse(reached) < Date.now() - 4 * 86_400_000) stop.abort();
    });
    const reached = Date.parse(past.progress.at(-1)!.reached);
    expect(past.progress.at(-1)?.state).toBe("running");
    const before = await past.stored();
    expect(before.length).toBeLessThan(PAST.length);
    past.asked.length = 0;
    const begun = past.progress.length;
    await past.run();
    const estimates = past.progress.slice(begun).map(({ remaining }) => remaining ?? 0);
    expect(Math.max(...estimates), "judged by the pace, not by what was done before").toBeLessThan(100);
    const ends = past.asked
      .filter((each) => !each.include_start_time_state)
      .map(({ end_time }) => Date.parse(end_time!));
    expect(Math.max(...ends)).toBe(reached);
    expect((await past.stored()).filter((one) => numbers.includes(one))).toEqual(expect.arrayContaining(numbers));
    past.asked.length = 0;
    await past.run();
    expect(past.asked).toEqual([]);
    expect(past.progress.at(-1)?.state).toBe("done");
  });

  it("stores nothing twice when the process died between storing and noting it", async () => {
    await using demo = await houseWithPast();
    await using past = await importing(demo);
    await past.run();
    const stored = await past.stored();
    await db.run(sql`delete from memory.import where home_id = ${past.home.where.home}`);
    await past.run();
    expect(await past.stored()).toEqual(stored);
    expect(past.progress.at(-1)?.done).toBe(0);
  });

  it("is soon done with a home that has no past", async () => {
    await using demo = await startSmallHouse({
      entities: [{ entity_id: "light.new", name: "New", state: "off" }],
      people: [{ id: "u-anna", name: "Anna", admin: true, entity_id: null }],
      automations: [],
    });
    await using past = await importing(demo);
    await past.run();
    expect(await past.stored()).toEqual([]);
    expect(past.asked.length).toBeLessThan(60);
    expect(past.progress.at(-1)).toMatchObject({ state: "done", done: 0 });
  });

  it("leaves one span of coverage where it brought one past, not one a day", async () => {
    await using demo = await startSmallHouse({
      timeline: [
        {
          every: "1h",
          from: "-6d 00:00",
          to: "-0d 00:00",
          entity_id: "sensor.fridge",
          wave: { mean: 4, amplitude: 1, noise: 0.5 },
        },
      ],
    });
    await using past = await importing(demo);
    await past.run();
    const spans = await past.coverage();
    expect(spans).toHaveLength(1);
    expect(spans[0]?.days).toBeGreaterThan(5);
  });
});
