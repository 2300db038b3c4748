import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { instantOf } from "#server/instant.ts";
import { keepItems } from "#server/store/changes/keep-items.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type MemoryHome, memoryHome, seen } from "#server/store/memory/testing.ts";
import { keepTrace } from "#server/store/memory/traces/keep-trace.ts";
import { recorded } from "#server/store/memory/traces/testing.ts";
import type { AnyCheck } from "../check.ts";
import { automationFails } from "../checks/automation-fails.ts";
import { automationForgotten } from "../checks/automation-forgotten.ts";
import { automationNeverRan } from "../checks/automation-never-ran.ts";
import { automationStopped } from "../checks/automation-stopped.ts";
import { automationTooOften } from "../checks/automation-too-often.ts";
import { automationsFight } from "../checks/automations-fight.ts";
import { type HouseNow, houseNow } from "../house-now.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z") / 1000;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const at = (secondsAgo: number) => instantOf((NOW - secondsAgo) * 1000);
const onDoor = { triggers: [{ trigger: "state", entity_id: "binary_sensor.door", to: "on" }] };

describe.each(engines)("what automations do and did, on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  const present = new Map<string, PresentState>();
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await memoryHome(db);
    await tellStory();
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const run = (entityId: string, secondsAgo: number, context = {}) =>
    seen(entityId, at(secondsAgo), {
      type: "automation_triggered",
      state: null,
      context: { id: `${entityId} ${secondsAgo}`, ...context },
    });

  async function configured(entity_id: string, body: object, attributes: object = {}, state = "on"): Promise<void> {
    await home.entity(entity_id);
    const it = {
      state,
      changedAt: at(20 * DAY),
      updatedAt: at(20 * DAY),
      attributes: { id: entity_id, current: 0, last_triggered: null, ...attributes },
    };
    present.set(entity_id, { entityId: entity_id, ...it });
    const items = [{ item_id: entity_id, entity_id, name: entity_id, body }];
    await keepItems(db, home, {
      kind: "automation",
      items,
      isWhole: true,
      isReticent: true,
      at: at(30 * DAY),
      who: null,
      isSilent: true,
    });
  }

  async function tellStory(): Promise<void> {
    await configured("automation.stopped", onDoor, { last_triggered: at(5 * DAY) });
    await configured("automation.alive", onDoor, { last_triggered: at(0.4 * DAY) });
    await configured("automation.never", onDoor);
    await configured("automation.busy", onDoor, { current: 1 });
    await configured("automation.picky", { ...onDoor, conditions: [{ condition: "sun" }] });
    await configured("automation.untraced", {
      ...onDoor,
      conditions: [{ condition: "sun" }],
      trace: { stored_traces: 0 },
    });
    await configured("automation.unconfigured", { triggers: [{ trigger: "state", entity_id: "{{ x }}" }] });
    await configured("automation.off", onDoor, {}, "off");
    await configured("automation.often", {});
    await configured("automation.forgotten", {}, {}, "off");
    await configured("automation.summer", {}, {}, "off");
    for (let day = 0; day < 5; day++)
      await home.remember(
        seen("binary_sensor.door", at(day * DAY + 2 * HOUR), { state: "on" }),
        seen("binary_sensor.door", at(day * DAY + HOUR), { state: "off" }),
      );
    await home.remember(...Array.from({ length: 60 }, (_, n) => run("automation.often", n * 60)));
    for (let day = 1; day < 10; day++)
      await home.remember(run("automation.often", day * DAY + HOUR), run("automation.often", day * DAY + 2 * HOUR));
    await tellOfOff();
    await tellOfFight();
    const start = at(6 * DAY);
    await keepTrace(db, home, { ...recorded("triggered-by-time"), timestamp: { start, finish: start } });
    await keepTrace(db, home, {
      ...recorded("triggered-by-time"),
      run_id: "late",
      timestamp: { start: at(HOUR), finish: at(HOUR) },
    });
    for (const run_id of ["one", "two"]) {
      const trace = recorded("failed-half-way");
      const start = at(run_id === "one" ? 2 * DAY : DAY);
      await keepTrace(db, home, { ...trace, run_id, timestamp: { start, finish: start } });
    }
  }

  async function tellOfOff(): Promise<void> {
    for (const [id, times] of [
      ["automation.forgotten", 1],
      ["automation.summer", 2],
    ] as const) {
      for (let time = 0; time < times; time++)
        await home.remember(
          seen(id, at((70 - time * 10) * DAY)),
          seen(id, at((65 - time * 25) * DAY), { state: "off", context: { id: `${id} ${time}`, user_id: "anna" } }),
        );
      for (let day = 0; day < 12; day++) await home.remember(run(id, (66 + day) * DAY), run(id, (41 + day) * DAY));
    }
  }

  /** Two that answer each other, and two that take turns by motion. */
  async function tellOfFight(): Promise<void> {
    for (let turn = 0; turn < 8; turn++) {
      const [one, state] = turn % 2 ? ["automation.dark", "off"] : ["automation.bright", "on"];
      const context = { id: `fight ${turn}`, parent_id: turn === 0 ? "somebody" : `fight ${turn - 1}` };
      await home.remember(
        run(one, 3 * HOUR - turn * 10, context),
        seen("light.porch", at(3 * HOUR - turn * 10 - 1), { state, context }),
      );
      const [other, set] = turn % 2 ? ["automation.leave", "off"] : ["automation.come", "on"];
      const by = { id: `motion ${turn}`, parent_id: `sensor ${turn}` };
      await home.remember(
        run(other, 3 * HOUR - turn * 10, by),
        seen("light.stairs", at(3 * HOUR - turn * 10 - 1), { state: set, context: by }),
      );
    }
    for (const id of ["bright", "dark", "come", "leave"]) await configured(`automation.${id}`, {});
  }

  const looked = (): Promise<HouseNow> =>
    db.transaction((tx) => houseNow(tx, { home: home.home, now: NOW, present, reported: new Map(), integrations: [] }));
  const found = async (check: AnyCheck) =>
    check.look(await looked()).map(({ subject, evidence }) => ({ id: subject.id, ...check.evidence.parse(evidence) }));

  it("knows who no longer reacts to what happens", async () => {
    expect(await found(automationStopped)).toEqual([
      { id: "automation.stopped", times: 4, last_run: NOW - 5 * DAY, first: NOW - 3 * DAY - 2 * HOUR, set_up: null },
    ]);
  });

  it("knows who never did, by its traces where it has conditions", async () => {
    const never = await found(automationNeverRan);
    expect(never.map(({ id, times }) => [id, times])).toEqual([
      ["automation.never", 4],
      ["automation.picky", 4],
    ]);
  });

  it("knows whose runs fail, with the words of the last", async () => {
    expect(await found(automationFails)).toEqual([]);
    const all = await looked();
    const [failure] = all.automations?.failures ?? [];
    expect(failure).toMatchObject({ failed: 2, runs: 2, at: NOW - DAY });
    const things = new Map([...all.things, ["automation.half_broken", all.things.get("automation.alive")!]]);
    expect(automationFails.look({ ...all, things })).toMatchObject([
      {
        severity: "error",
        evidence: { kind: "automation", step: "action/1", error: "Action cover.no_such_action not found" },
      },
    ]);
  });

  it("knows who runs far more often than ever", async () => {
    expect(await found(automationTooOften)).toEqual([{ id: "automation.often", today: 59, most: 2, days: 9 }]);
  });

  it("knows who fights whom, and not who takes turns", async () => {
    expect(await found(automationsFight)).toMatchObject([
      { id: "automation.bright", other: "automation.dark", entity: "light.porch", times: 8, seconds: 70 },
    ]);
  });

  it("knows what was turned off and forgotten, and leaves alone what is turned off again and again", async () => {
    const forgotten = await found(automationForgotten);
    expect(forgotten).toEqual([{ id: "automation.forgotten", off_since: NOW - 65 * DAY, days_ran: 12 }]);
  });
});
