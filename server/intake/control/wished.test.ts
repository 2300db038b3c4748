import sql from "sql-template-tag";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { instantOf } from "#server/instant.ts";
import { seen } from "#server/store/memory/testing.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { startHomeOps } from "#server/testing.ts";
import { intakeOf } from "../connected-homes.ts";

const HOUR_MS = 3_600_000;
const PATIENTLY = { timeout: 100_000, interval: 100 };
/** Yesterday, and before. */
const LIVED = [
  { daysAgo: 5, time: "12:00:00", state: "50" },
  { daysAgo: 3, time: "12:00:00", state: "31" },
  { daysAgo: 3, time: "13:00:00", state: "32" },
  { daysAgo: 3, time: "14:00:00", state: "33" }, // what was so at the end of a span is told as from then
  { daysAgo: 1, time: "08:00:00", state: "10" },
];
const dayOf = (daysAgo: number) => instantOf(Date.now() - daysAgo * 24 * HOUR_MS).slice(0, 10);
const WATTS = '{"state_class":"measurement","unit_of_measurement":"°C"}';

/** The whole program with a home that has a past, and what a person may wish of it. */
describe("what is wished", { timeout: 300_000 }, () => {
  let demo: DemoHome;
  let homeops: HomeOps;
  let home: number;
  beforeEach(async () => {
    demo = await startSmallHouse();
    homeops = await startHomeOps({ engine: "postgresql" });
    const added = (await homeops.ask("connections/add", { url: demo.url, token: demo.token })) as { home: number };
    home = added.home;
    await expect.poll(isLive, PATIENTLY).toBe(true);
    const [watched] = intakeOf(homeops.world).connections.values();
    await watched?.rememberer.keep(
      LIVED.map(({ daysAgo, time, state }) =>
        seen("sensor.fridge", `${dayOf(daysAgo)}T${time}+00:00`, { state, attributes: WATTS, source: "backfill" }),
      ),
    );
  }, 150_000);
  afterEach(async () => {
    await homeops?.[Symbol.asyncDispose]();
    await demo?.[Symbol.asyncDispose]();
  });

  const status = () => homeops.ask("system/status") as Promise<SystemStatus>;
  const isLive = async () => (await status()).connections[0]?.state === "live";
  const rests = () => expect.poll(async () => (await status()).errands, PATIENTLY).toEqual([]);
  const stored = async () =>
    (
      await homeops.world.db.rows<{ state: string }>(sql`
        select state
        from memory.event
        join house.entity on entity.id = event.entity_id
        where event.home_id = ${home} and entity.entity_id = 'sensor.fridge'
        order by at`)
    ).map(({ state }) => state);
  const has = (...states: string[]) => expect.poll(stored, PATIENTLY).toEqual(expect.arrayContaining(states));

  const coverage = async () =>
    (await homeops.world.db.rows(sql`select from memory.coverage where home_id = ${home} and source = 'history'`))
      .length;

  /** No hour of yesterday waits for its summary. */
  const summedUp = () =>
    expect
      .poll(async () => {
        const { db } = homeops.world;
        const due = await db.rows(sql`select from memory.due_hour where hour < date_trunc('day', now(), 'UTC')`);
        const hours = await db.rows(sql`select from series.hour where home_id = ${home} and source = 'e'`);
        return due.length === 0 && hours.length > 0;
      }, PATIENTLY)
      .toBe(true);

  it("is forgotten in the background, and a gap fill does not bring it back", async () => {
    await has("50", "31", "32", "10");
    for (const state of ["66", "34"]) demo.say("sensor.fridge", state);
    await has("66", "34");
    const spans = [
      { from: `${dayOf(4)}T00:00:00+00:00`, to: `${dayOf(2)}T00:00:00+00:00` },
      { from: instantOf(Date.now() - HOUR_MS), to: instantOf(Date.now()) },
    ];
    for (const span of spans) {
      const shown = await homeops.ask("memory/forget", { span, preview: true });
      expect(shown).toMatchObject({ state: "preview", events: expect.any(Number) });
      expect(await homeops.ask("memory/forget", { span })).toMatchObject({ state: "running" });
    }
    await rests();
    expect(await stored()).toEqual(expect.arrayContaining(["50", "10"]));
    for (const gone of ["31", "32", "66"]) expect(await stored()).not.toContain(gone);

    const { db } = homeops.world;
    await db.run(sql`delete from memory.coverage where home_id = ${home}`);
    demo.say("sensor.fridge", "67");
    demo.cutOff(); // the next link asks for the last hour
    await has("67");
    await expect.poll(coverage, PATIENTLY).toBeGreaterThan(0);
    for (const gone of ["31", "32", "66"]) expect(await stored()).not.toContain(gone);
    const gaps = (await status()).gaps.filter(({ reason }) => reason.startsWith("Forgotten"));
    expect(gaps).toHaveLength(2);
  });

  it("is kept less of at once, and a wish that is taken back says what does not come back", async () => {
    await has("10");
    await summedUp();
    const wish = { kind: "entity", value: "sensor.fridge", detail: "rollups", past: true };
    const preview = (await homeops.ask("memory/keep-less", { ...wish, preview: true })) as { sentence: string };
    expect(preview.sentence).toMatch(/Of what is stored \d+ events, .+ would be removed.*cannot be undone/);
    expect(await stored()).toContain("10");
    await homeops.ask("memory/keep-less", wish);
    await rests();
    expect(await stored()).not.toContain("10");
    const hours = await homeops.world.db.rows(sql`select from series.hour where home_id = ${home} and source = 'e'`);
    expect(hours.length).toBeGreaterThan(0);

    const { detail: _, past: __, ...which } = wish;
    const seen = await homeops.ask("memory/take-back", { ...which, preview: true });
    expect(seen).toMatchObject({ was: "rollups", is_changed: false, gone: { events: expect.any(Number) } });
    const back = (await homeops.ask("memory/take-back", which)) as { sentence: string; is_changed: boolean };
    expect(back).toMatchObject({ is_changed: true, items: [] });
    expect(back.sentence).toMatch(
      /From now on single values are kept again\. Of the past \d+ events, .+ cannot come back/,
    );
    expect(await homeops.ask("memory/take-back", which)).toMatchObject({ was: null, is_changed: false });
  });

  it("is left out, also of the past, and remembered again from when that is taken back", async () => {
    await has("10");
    await summedUp();
    const which = { kind: "entity", value: "sensor.fridge" };
    await homeops.ask("memory/keep-less", { ...which, detail: "out", past: true });
    await rests();
    expect(await stored()).not.toContain("10");
    demo.say("sensor.fridge", "77");
    expect(await homeops.ask("memory/take-back", which)).toMatchObject({ was: "out", is_changed: true, items: [] });
    expect(await homeops.world.db.rows(sql`select from memory.detail where home_id = ${home}`)).toEqual([]);
    demo.say("sensor.fridge", "78");
    await has("78");
    expect(await stored()).not.toContain("77");
  });

  it("a size limit shuts the door, says so, and once it is raised what was turned away comes from history", async () => {
    const health = async () => {
      const answer = await fetch(`${homeops.url}/api/health`);
      return { code: answer.status, ...((await answer.json()) as object) };
    };
    await has("10");
    expect(await health()).toMatchObject({ code: 200, status: "ok" });
    await homeops.ask("memory/cap", { gigabytes: 0.000_001 });
    await expect
      .poll(health, PATIENTLY)
      .toMatchObject({ code: 200, status: "full", reason: expect.stringMatching(/size limit/) });
    expect((await status()).size).toMatchObject({ state: "full" });
    expect(await stored()).toContain("10"); // never yesterday
    let last = 90;
    const turnedAway = async () => {
      demo.say("sensor.fridge", String(++last));
      return (await status()).queue.shed;
    };
    await expect.poll(turnedAway, PATIENTLY).toBeGreaterThan(0);
    expect(await stored()).not.toContain(String(last));
    expect(await homeops.ask("memory/cap", { gigabytes: 100 })).toMatchObject({ state: "ok" });
    expect(await health()).toMatchObject({ code: 200, status: "ok", reason: null });
    await has(String(last));
    demo.say("sensor.fridge", "200");
    await has("200");
  });
});
