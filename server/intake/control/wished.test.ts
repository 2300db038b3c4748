import sql from "sql-template-tag";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { instantOf } from "#server/instant.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { startHomeOps } from "#server/testing.ts";

const HOUR_MS = 3_600_000;
const PATIENTLY = { timeout: 60_000, interval: 100 };
const fridge = (at: string, state: string) => ({ at, entity_id: "sensor.fridge", state });
const TIMELINE = [
  fridge("-5d 12:00", "50"),
  fridge("-3d 12:00", "31"),
  fridge("-3d 13:00", "32"),
  fridge("-1d 08:00", "10"),
];

/** The whole program with a home that has a past, and what a person may wish of it. */
describe("what is wished", () => {
  let demo: DemoHome;
  let homeops: HomeOps;
  let home: number;
  beforeEach(async () => {
    demo = await startSmallHouse({ timeline: TIMELINE });
    homeops = await startHomeOps({ engine: "postgresql" });
    const added = (await homeops.ask("connections/add", { url: demo.url, token: demo.token })) as { home: number };
    home = added.home;
    await imported();
  }, 90_000);
  afterEach(async () => {
    await homeops?.[Symbol.asyncDispose]();
    await demo?.[Symbol.asyncDispose]();
  });

  const status = () => homeops.ask("system/status") as Promise<SystemStatus>;
  const isLive = async () => (await status()).connections[0]?.state === "live";
  const rests = () => expect.poll(async () => (await status()).errands, PATIENTLY).toEqual([]);
  const parts = async () =>
    (await homeops.world.db.rows<{ state: string }>(sql`select state from memory.import where home_id = ${home}`))
      .length;
  async function imported(): Promise<void> {
    await expect.poll(isLive, PATIENTLY).toBe(true);
    await expect.poll(async () => (await status()).import.state, PATIENTLY).toBe("done");
    await expect.poll(parts, PATIENTLY).toBeGreaterThan(0);
  }
  const stored = async () =>
    (
      await homeops.world.db.rows<{ state: string }>(sql`
        select state
        from memory.event
        join house.entity on entity.id = event.entity_id
        where event.home_id = ${home} and entity.entity_id = 'sensor.fridge' and source <> 's'
        order by at`)
    ).map(({ state }) => state);
  const has = (...states: string[]) => expect.poll(stored, PATIENTLY).toEqual(expect.arrayContaining(states));

  it("is forgotten in the background, and neither a gap fill nor another first import brings it back", async () => {
    await has("50", "31", "32", "10");
    demo.say("sensor.fridge", "66");
    await has("66");
    const day = (ago: number) => `${instantOf(Date.now() - ago * 24 * HOUR_MS).slice(0, 10)}T00:00:00+00:00`;
    const spans = [
      { from: day(4), to: day(2) },
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
    await db.run(sql`delete from memory.import where home_id = ${home}`);
    await db.run(sql`delete from memory.coverage where home_id = ${home}`);
    await db.run(sql`delete from memory.event where home_id = ${home}`);
    demo.cutOff();
    await expect.poll(parts, PATIENTLY).toBeGreaterThan(0);
    await imported();
    await has("50", "10");
    for (const gone of ["31", "32", "66"]) expect(await stored()).not.toContain(gone);
    const gaps = (await status()).gaps.filter(({ reason }) => reason.startsWith("Forgotten"));
    expect(gaps).toHaveLength(2);
  });

  it("is kept less of at once, and a wish that is taken back says what does not come back", async () => {
    await has("50", "31", "32", "10");
    await expect
      .poll(async () => (await homeops.world.db.rows(sql`select from memory.due_hour`)).length, PATIENTLY)
      .toBe(0);
    const wish = { kind: "entity", value: "sensor.fridge", detail: "rollups", past: true };
    const preview = (await homeops.ask("memory/keep-less", { ...wish, preview: true })) as { sentence: string };
    expect(preview.sentence).toMatch(/Of what is stored \d+ events, .+ would be removed.*cannot be undone/);
    expect(await stored()).toContain("31");
    await homeops.ask("memory/keep-less", wish);
    await rests();
    for (const gone of ["50", "31", "32", "10"]) expect(await stored()).not.toContain(gone);
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
    await has("50", "10");
    await expect
      .poll(async () => (await homeops.world.db.rows(sql`select from memory.due_hour`)).length, PATIENTLY)
      .toBe(0);
    const which = { kind: "entity", value: "sensor.fridge" };
    await homeops.ask("memory/keep-less", { ...which, detail: "out", past: true });
    await rests();
    expect(await stored()).not.toContain("50");
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
    expect(await health()).toMatchObject({ code: 200, status: "ok" });
    await homeops.ask("memory/cap", { gigabytes: 0.000_001 });
    await expect
      .poll(health, PATIENTLY)
      .toMatchObject({ code: 200, status: "full", reason: expect.stringMatching(/size limit/) });
    expect((await status()).size).toMatchObject({ state: "full" });
    await expect.poll(async () => (await stored()).includes("10"), PATIENTLY).toBe(true); // yesterday stays
    demo.say("sensor.fridge", "91");
    await expect.poll(async () => (await status()).queue.shed, PATIENTLY).toBeGreaterThan(0);
    expect(await stored()).not.toContain("91");
    expect(await homeops.ask("memory/cap", { gigabytes: 100 })).toMatchObject({ state: "ok" });
    expect(await health()).toMatchObject({ code: 200, status: "ok", reason: null });
    await has("91");
    demo.say("sensor.fridge", "92");
    await has("92");
  });
});
