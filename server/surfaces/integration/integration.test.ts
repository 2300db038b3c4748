import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { engines } from "#db/testing.ts";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { capabilities } from "#server/capabilities.ts";
import type { Call } from "#server/command.ts";
import type { HomeOps } from "#server/homeops.ts";
import { intakeOf, intakes } from "#server/intake/connected-homes.ts";
import { keepGap, latestGaps } from "#server/store/memory/coverage.ts";
import { startHomeOps } from "#server/testing.ts";
import { type Dispatch, dispatcher } from "../dispatch.ts";
import { trail } from "../trail.ts";
import type { Greeting, HomeState, ToldEvent } from "./contract.ts";
import { followState } from "./follow-state.ts";

const patience = { timeout: 20_000, interval: 50 };
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000).toISOString().replace("Z", "+00:00");

describe.each(engines)("what the integration asks for itself on %s", (engine) => {
  let house: DemoHome;
  let homeops: HomeOps;
  let dispatch: Dispatch;
  beforeAll(async () => {
    house = await startSmallHouse();
    homeops = await startHomeOps({ engine });
    await homeops.ask("connections/add", { url: house.url, token: house.token, name: "Cottage" });
    const { world } = homeops;
    dispatch = dispatcher({ world, capabilities, onTrail: trail(world) });
    await vi.waitFor(async () => expect((await state()).connection).toBe("live"), patience);
  }, 60_000);
  afterAll(async () => {
    await homeops[Symbol.asyncDispose]();
    await house[Symbol.asyncDispose]();
  });

  const state = async () => (await homeops.ask("integration/state")) as HomeState;
  const where = () => {
    const [row] = [...intakeOf(homeops.world).connections.values()].map((watched) => watched.row);
    return { home: row?.home_id ?? 0, connectionId: row?.id ?? "" };
  };
  const lost = (from: string, to: string) => ({ from, to, missing: "everything" as const, reason: "nobody was there" });
  const itself = { asker: { kind: "owner" }, isGoBetween: true, requestId: "r", from: {} } as const;

  it("says which homes there are, by a key that stays", async () => {
    const greeted = (await homeops.ask("integration/greet")) as z.infer<typeof Greeting>;
    expect(greeted).toMatchObject({ schema: { min: 1, max: 1 }, homes: [{ home: where().home, name: "Cottage" }] });
    expect(greeted.homes[0]?.key).toMatch(/^[0-9a-f]{32}$/);
    expect(await homeops.ask("integration/greet")).toEqual(greeted);
  });

  it("may be asked by the integration's own token without naming anybody, and nothing else may", async () => {
    await expect(dispatch.run("integration/greet", {}, itself)).resolves.toMatchObject({ homes: [{}] });
    await expect(dispatch.run("integration/state", {}, itself)).resolves.toMatchObject({ connection: "live" });
    await expect(dispatch.run("integration/test", {}, itself)).resolves.toEqual({ done: true });
    for (const name of ["system/status", "memory/timeline", "people/list"])
      await expect(dispatch.run(name, {}, itself), name).rejects.toMatchObject({ code: "as_missing" });
    const told = { name: "integration/told", body: {}, caller: itself };
    await expect(dispatch.open(told, () => {})).rejects.toMatchObject({ code: "as_missing" });
    const asNobody = dispatch.run("integration/state", { as: { nobody: true } }, itself);
    await expect(asNobody).rejects.toMatchObject({ code: "forbidden" });
  });

  it("tells how the memory is", async () => {
    await expect.poll(async () => (await state()).last_event_at, patience).toMatch(/:00\.000000\+00:00$/);
    expect(await state()).toMatchObject({ home: where().home, backup_at: null, troubles: [] });
    const { coverage_percent } = await state();
    expect(coverage_percent).toBeGreaterThan(0);
    expect(coverage_percent).toBeLessThanOrEqual(100);
  });

  it("tells of gaps that nobody can fill, for a week", async () => {
    await keepGap(homeops.world.db, where(), lost(daysAgo(9), daysAgo(8)));
    expect((await state()).troubles).toEqual([]);
    const [from, to] = [daysAgo(6), daysAgo(5)];
    await keepGap(homeops.world.db, where(), lost(from, to));
    const [trouble] = (await state()).troubles;
    expect(trouble).toMatchObject({ code: "gaps" });
    expect(Date.parse(trouble?.from ?? "")).toBe(Date.parse(from));
  });

  it("asks Home Assistant again for what is missing, closes what it tells of, and keeps what stays unknown", async () => {
    const { db } = homeops.world;
    const reasons = async () => (await latestGaps(db, [where().home])).map(({ reason }) => reason);
    house.say("light.lamp", "on");
    house.say("light.lamp", "off");
    const halfHour = { ...lost(daysAgo(1 / 48), daysAgo(-1 / 1440)), reason: "the recorder was late" };
    await keepGap(db, where(), halfHour);
    expect(await reasons()).toContain("the recorder was late");
    const asked = (await homeops.ask("integration/fill-gaps")) as { gaps: number; stored: number };
    expect(asked.gaps).toBeGreaterThanOrEqual(3);
    expect(await reasons()).not.toContain("the recorder was late");
    expect(await reasons()).toContain("nobody was there");
  });

  it("tells of a limit that is reached and of a token that is refused, as long as it is so", async () => {
    const codes = async () => (await state()).troubles.map(({ code }) => code).filter((code) => code !== "gaps");
    await homeops.ask("memory/cap", { gigabytes: 0.000_001 });
    await expect.poll(codes, patience).toEqual(["size_limit"]);
    await homeops.ask("memory/cap", { gigabytes: null });
    await expect.poll(codes, patience).toEqual([]);
    house.refuseToken();
    house.cutOff();
    await expect.poll(codes, patience).toEqual(["token_refused"]);
    expect((await state()).connection).toBe("refused");
    const token = "another-token";
    house.acceptToken(token);
    await homeops.ask("connections/add", { url: house.url, token, name: "Cottage" });
    await expect.poll(codes, patience).toEqual([]);
    await expect.poll(async () => (await state()).connection, patience).toBe("live");
  });

  it("asks the database once for all who follow, however often something changes", async () => {
    let asked = 0;
    const { world } = homeops;
    const db = new Proxy(world.db, {
      get(target, name) {
        if (name !== "for") return Reflect.get(target, name, target);
        return (kind: "asked") => {
          asked++;
          return target.for(kind);
        };
      },
    });
    const counting = { ...world, db, clock: { ...world.clock, elapsed: () => 0 } };
    intakes.set(counting, intakeOf(world));
    const call = { world: counting, home: where().home } as Call;
    const feeds = await Promise.all([1, 2, 3].map(() => followState({}, call, () => {})));
    for (let turn = 0; turn < 6; turn++) {
      intakeOf(world).changed.emit();
      await world.clock.sleep({ seconds: 0.5 });
    }
    for (const feed of feeds) await feed.close();
    expect(asked).toBe(1); // else 12 to 18, of three queries each
  });

  it("tells a change of state once, and what happens as sentences", async () => {
    const states: HomeState[] = [];
    const told: ToldEvent[] = [];
    const caller = { asker: { kind: "owner" }, requestId: "r", from: {} } as const;
    const open = (name: string, body: object, heard: (items: unknown[]) => void) =>
      dispatch.open({ name, body, caller }, heard);
    const feeds = [
      await open("integration/state", {}, (items) => states.push(...(items as HomeState[]))),
      await open("integration/told", { kinds: ["state"] }, (items) => told.push(...(items as ToldEvent[]))),
    ];
    expect(feeds[0]?.snapshot).toMatchObject([{ connection: "live" }]);
    expect(feeds[1]?.snapshot).toEqual([]);
    house.say("light.lamp", "on");
    await expect.poll(() => told, patience).toMatchObject([{ kind: "state", sentence: "Hall Lamp turned on" }]);
    const watched = intakeOf(homeops.world);
    watched.changed.emit();
    await homeops.ask("connections/rename", { id: where().connectionId, name: "Cottage again" });
    expect(new Set(states.map((one) => JSON.stringify(one))).size).toBe(states.length);
    for (const feed of feeds) await feed.close();
  });
});
