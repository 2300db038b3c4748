import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { closeDue } from "#server/intake/close-hours.ts";
import { seen } from "#server/store/memory/testing.ts";
import { answerQuestion } from "../answer-question.ts";
import { english } from "../language/en/en.ts";
import { namedHome } from "../testing.ts";

/** A Thursday, half past two in the afternoon in Amsterdam. */
const NOW = Date.parse("2026-11-26T13:30:00Z");
const CLOCK = { ...systemClock, now: () => NOW, sleep: async () => {} };
const DAYS = ["20", "21", "22", "23", "24", "25"];

/** Each hour of six days: warmest at 13:20 on the 21st and, the same, on the 24th; coldest at midnight of the 23rd, with the day before as cold to its end. */
const told = DAYS.flatMap((day) =>
  Array.from({ length: 24 }, (_, hour) => {
    const at = `${day}T${String(hour).padStart(2, "0")}:20:00`;
    if ((day === "21" || day === "24") && hour === 12) return measured(at, "31.5");
    if (day === "22" && hour === 23) return measured(at, "-4");
    return measured(at, String(10 + hour / 4));
  }),
);

function measured(at: string, state: string) {
  const attributes = JSON.stringify({ unit_of_measurement: "°C", state_class: "measurement" });
  return seen("sensor.shed", `2026-11-${at}.000000+00:00`, { state, attributes });
}

const QUESTIONS: [question: string, result: object][] = [
  ["what was the highest shed temperature this week?", { kind: "number", value: 31.5, unit: "°C" }],
  [
    "when was the shed temperature highest in the last six days?",
    { kind: "instant", value: "2026-11-21T12:20:00.000000+00:00" },
  ],
  ["what was the lowest shed temperature in the last six days?", { kind: "number", value: -4, unit: "°C" }],
  ["which day was the shed temperature highest in the last six days?", { kind: "text", value: "Saturday 21 November" }],
  // 23:20 in UTC is past midnight in Amsterdam.
  ["which day was the shed temperature lowest in the last six days?", { kind: "text", value: "Monday 23 November" }],
];

describe.each(engines)("the most and the least of days, on %s", (engine) => {
  let db: Database;
  let home: Awaited<ReturnType<typeof namedHome>>;

  beforeAll(async () => {
    db = await testDatabase(engine);
    const things = { "sensor.shed": { name: "Shed temperature", deviceClass: "temperature", unit: "°C" } };
    home = await namedHome(db, things, "2026-11-19T23:00:00Z");
    await home.remember(measured("19T23:00:00", "12"), ...told);
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const answered = async (question: string) => {
    const asking = { home: home.home, language: english, now: NOW, present: new Map() };
    return (await db.transaction((tx) => answerQuestion(tx, question, asking))).answer;
  };

  describe.each(["events", "hours"])("by what %s tell", (what) => {
    beforeAll(async () => {
      if (what === "events") return;
      while ((await closeDue({ db, clock: CLOCK }, undefined, { only: home.home })) > 0);
    }, 120_000);

    it.each(QUESTIONS)("%s", async (question, result) => expect((await answered(question)).result).toEqual(result));
  });

  it("are looked for in few events where hours tell where they can be", async () => {
    const { proof } = await answered("what was the highest shed temperature in the last six days?");
    expect(proof.rows).toBeLessThan(told.length / 2);
  });

  it("are read of the events where something comes in for an hour that was told", async () => {
    await home.remember(measured("22T10:40:00", "40"));
    const due = await db.rows(sql`select hour from memory.due_hour where home_id = ${home.home}`);
    expect(due).not.toEqual([]);
    const { result } = await answered("what was the highest shed temperature in the last six days?");
    expect(result).toMatchObject({ value: 40 });
  });
});
