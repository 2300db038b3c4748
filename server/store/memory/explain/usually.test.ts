import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Observation } from "../observation.ts";
import { memoryHome, seen } from "../testing.ts";
import { explained } from "./explain.ts";

const SECOND = 1_000_000; // microseconds
const MINUTE = 60 * SECOND;
const DAY = 86_400 * SECOND;
const NOON = toMicroseconds("2026-11-21T12:00:00Z");

/** Numbers between 0 and 1, the same each time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

type Said = [entity: string, at: number, state: string];

/** Somebody is in the hall some thirty times in a week of evenings; nine times in ten the lamp follows. A plug on the attic chats, and so does the kitchen at the same hours. */
function week(next: () => number): Said[] {
  const said: Said[] = [
    ["light.hall", NOON - 8 * DAY, "off"],
    ["binary_sensor.hall", NOON - 8 * DAY, "off"],
    ["switch.attic", NOON - 8 * DAY, "off"],
    ["binary_sensor.kitchen", NOON - 8 * DAY, "off"],
  ];
  for (let day = 7; day > 0; day--) {
    const evening = NOON - day * DAY + 5 * 60 * MINUTE;
    for (let i = 0; i < 5; i++) {
      const at = evening + i * 40 * MINUTE + next() * 20 * MINUTE;
      if (next() < 0.95)
        said.push(
          ["binary_sensor.hall", at - (1 + next()) * SECOND, "on"],
          ["binary_sensor.hall", at + 9 * MINUTE, "off"],
        );
      said.push(["light.hall", at, "on"], ["light.hall", at + 12 * MINUTE, "off"]);
    }
    for (let at = evening - 60 * MINUTE; at < evening + 240 * MINUTE; at += (20 + next() * 20) * SECOND) {
      said.push(["switch.attic", at, "on"], ["switch.attic", at + 8 * SECOND, "off"]);
      if (next() < 0.3)
        said.push(["binary_sensor.kitchen", at + 3 * SECOND, "on"], ["binary_sensor.kitchen", at + 9 * SECOND, "off"]);
    }
  }
  return said;
}

/** And once more now, all three just before it. */
const now: Said[] = [
  ["switch.attic", NOON - 4 * SECOND, "on"],
  ["binary_sensor.kitchen", NOON - 3 * SECOND, "on"],
  ["binary_sensor.hall", NOON - 2 * SECOND, "on"],
  ["light.hall", NOON, "on"],
];

describe.each(engines)("what usually comes before, on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  async function remembered(said: readonly Said[], context: Observation["context"] = null) {
    const home = await memoryHome(db);
    const sorted = said.toSorted(([, one], [, other]) => one - other);
    const last = sorted.at(-1);
    const observations = sorted.map((it) => {
      const [entity, at, state] = it;
      return seen(entity, fromMicroseconds(Math.round(at)), { state, context: it === last ? context : null });
    });
    for (let i = 0; i < observations.length; i += 2_000) await home.remember(...observations.slice(i, i + 2_000));
    return {
      why: (entity_id: string) => db.transaction((tx) => explained(tx, home.home, { entity_id }, NOON / 1000 + 1_000)),
    };
  }

  it.each([1, 2, 3])("is found among things that chat, and told as a guess with its counts (home %i)", async (seed) => {
    const home = await remembered([...week(dice(seed * 7_919)), ...now]);
    const { guesses, sentence } = await home.why("light.hall");
    expect(guesses.map(({ entity_id }) => entity_id)).toEqual(["binary_sensor.hall"]);
    const [guess] = guesses;
    expect(guess).toMatchObject({ guess: true, within_seconds: 5, times: 35 });
    expect(guess!.before).toBeGreaterThanOrEqual(28);
    expect(guess!.expected).toBeLessThan(3);
    expect(guess!.sentence).toBe(
      `Usually Name of binary_sensor.hall turned on within 5 s before, in ${guess!.before} of 35 times; by chance ${guess!.expected} would be expected.`,
    );
    expect(sentence).not.toContain("Name of binary_sensor.hall");
  });

  it("is not told of what came this time only, nor of too few times", async () => {
    const without = week(dice(5)).filter(([entity]) => entity !== "binary_sensor.hall");
    expect((await (await remembered([...without, ...now])).why("light.hall")).guesses).toEqual([]);
    const few = week(dice(6)).filter(([entity, at]) => entity !== "light.hall" || at > NOON - 1.5 * DAY);
    expect((await (await remembered([...few, ...now])).why("light.hall")).guesses).toEqual([]);
  });

  it("is not told where the cause is known", async () => {
    const home = await remembered([...week(dice(8)), ...now], { id: "01A", parent_id: null, user_id: "anna" });
    const { guesses, causes } = await home.why("light.hall");
    expect(causes.map(({ kind }) => kind)).toEqual(["person"]);
    expect(guesses).toEqual([]);
  });
});
