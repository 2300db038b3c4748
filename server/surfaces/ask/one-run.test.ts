import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { learnDue } from "#server/analysis/episodes/make-episodes.ts";
import { runHabits } from "#server/analysis/episodes/runs-kept.ts";
import { systemClock } from "#server/clock.ts";
import { closeDue } from "#server/intake/close-hours.ts";
import { answerQuestion } from "./answer-question.ts";
import { german } from "./language/de/de.ts";
import { english } from "./language/en/en.ts";
import { namedHome } from "./testing.ts";

/** A Thursday, half past two in the afternoon in Amsterdam. */
const NOW = Date.parse("2026-11-26T13:30:00Z");
const CLOCK = { ...systemClock, now: () => NOW, sleep: async () => {} };

const power = (name: string, unit = "W") => ({ name, deviceClass: "power", unit, area: "Kitchen" });
const THINGS = {
  "sensor.washer_power": { ...power("Washing machine power"), aliases: ["Waschmaschine"] },
  "sensor.washer_energy": { name: "Washing machine energy", deviceClass: "energy", unit: "Wh", area: "Kitchen" },
  "sensor.dishwasher_power": { ...power("Dishwasher power", "kW"), aliases: ["Spülmaschine"] },
  "sensor.meter": { name: "Electricity meter", deviceClass: "energy", unit: "kWh" },
  "light.kitchen": { name: "Kitchen light", area: "Kitchen" },
};

/** A day, when it began, minutes of heating at 2 kW and of tumbling at 300 W: "25 09:00 20 50". */
function washes(...runs: string[]): string[] {
  let shown = 50_000;
  return runs.flatMap((run) => {
    const [day = "", time = "", heats = "0", tumbles = "0"] = run.split(" ");
    const begin = Date.parse(`2026-11-${day}T${time}:00Z`);
    const at = (minutes: number) => new Date(begin + minutes * 60_000).toISOString().slice(8, 19).replace("T", " ");
    const [hot, whole] = [Number(heats), Number(heats) + Number(tumbles)];
    shown += (hot * 2000 + Number(tumbles) * 300) / 60 + 10;
    return [
      `${at(0)} sensor.washer_power 2000`,
      `${at(hot)} sensor.washer_power 300`,
      `${at(whole)} sensor.washer_power 1.1`,
      `${at(whole + 1)} sensor.washer_power 1`,
      `${at(whole + 4)} sensor.washer_energy ${shown.toFixed(1)}`,
    ];
  });
}

describe.each(engines)("one run of an appliance on %s", (engine) => {
  let db: Database;
  let home: Awaited<ReturnType<typeof namedHome>>;

  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await namedHome(db, THINGS, "2026-11-16T00:00:00Z");
    await home.lived(
      "2026-11",
      "16 00:00:00 sensor.washer_power 1",
      "16 00:00:00 sensor.washer_energy 50000",
      "16 00:00:00 sensor.dishwasher_power 0.001",
      "16 00:00:00 sensor.meter 1000",
      "16 00:00:00 light.kitchen off",
      ...washes("17 09:00 20 50", "19 10:00 30 60", "21 08:00 15 25", "24 09:30 20 50", "25 18:00 22 38"),
      "25 19:30:00 sensor.dishwasher_power 1.8",
      "25 20:00:00 sensor.dishwasher_power 0.06",
      "25 20:40:00 sensor.dishwasher_power 0.001",
      "25 20:42:00 sensor.dishwasher_power 0.0012",
      "26 07:00:00 sensor.dishwasher_power 1.8",
      "26 07:20:00 sensor.dishwasher_power 0.06",
      "26 08:10:00 sensor.dishwasher_power 0.001",
      "26 13:00:00 sensor.meter 1020",
    );
  }, 60_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const answered = async (question: string, language = english) =>
    (
      await db.transaction((tx) =>
        answerQuestion(tx, question, { home: home.home, language, now: NOW, present: new Map() }),
      )
    ).answer;
  const kwh = (value: number) => ({ kind: "number", value: expect.closeTo(value, 2), unit: "kWh" });
  const lasted = (minutes: number) => ({ kind: "duration", value: minutes * 60 });
  const began = (text: string) => ({ kind: "instant", value: `2026-11-${text.replace(" ", "T")}:00.000000+00:00` });

  const QUESTIONS = [
    ["How much energy did the last cycle of the washing machine use?", kwh(0.933)],
    ["how many kWh did the last washing machine run need", kwh(0.933)],
    ["How much electricity did the first washing machine cycle this week use?", kwh(0.927)],
    ["how much energy did the last wash use", kwh(0.933)],
    ["how much power did the last dishwasher cycle consume", kwh(0.65)],
    ["How long did the last dishwasher run take?", lasted(70)],
    ["how long was the longest washing machine cycle this month", lasted(90)],
    ["how long did the last load of the washing machine take", lasted(60)],
    ["how long does a washing machine cycle take on average", lasted(66)],
    ["how much energy does the washing machine use per cycle on average", kwh(0.947)],
    ["which washing machine run was the longest", began("19 10:00")],
    ["which washing machine cycle used the most energy", began("19 10:00")],
    ["how many cycles did the washing machine run this week", { kind: "count", value: 2 }],
    ["how often did the dishwasher run since yesterday", { kind: "count", value: 2 }],
    ["when did the dishwasher finish", began("26 08:10")],
    ["when did the last washing machine cycle start", began("25 18:00")],
    ["how long ago did the dishwasher last run", { kind: "duration", value: 23_400 }],
    ["was the washing machine running at 6 pm yesterday", { kind: "boolean", value: false }],
    ["was the washing machine running at half past 7 pm yesterday", { kind: "boolean", value: true }],
    ["was the last dishwasher cycle longer than an hour", { kind: "boolean", value: true }],
    ["did the last washing machine cycle use more than 1 kWh", { kind: "boolean", value: false }],
    ["was the washing machine running for more than two hours this week", { kind: "boolean", value: false }],
    ["energy of the last dishwasher run", kwh(0.65)],
    ["how long was the last dishwasher run", lasted(70)],
    ["which was the shortest washing machine run", began("21 08:00")],
    ["how long did the first washing machine run this week take", lasted(70)],
    ["how long did the washing machine run for the last time", lasted(60)],
    ["how long does the dishwasher usually take", lasted(70)],
    ["how much energy did the washing machine use per cycle this week", kwh(0.93)],
    ["how long did the washing machine run this week", lasted(130)],
  ] as const;
  const FRAGEN = [
    ["Wie viel Energie hat der letzte Waschgang verbraucht?", kwh(0.933)],
    ["Wie viel Strom hat der letzte Durchlauf der Spülmaschine gebraucht?", kwh(0.65)],
    ["Wie lange dauerte der letzte Spülgang?", lasted(70)],
    ["Wie viele Waschgänge gab es diese Woche?", { kind: "count", value: 2 }],
    ["Welcher Durchlauf der Waschmaschine war am längsten?", began("19 10:00")],
    ["Wann war die Spülmaschine fertig?", began("26 08:10")],
    ["Wie lange dauert ein Waschgang im Durchschnitt?", lasted(66)],
    ["Wie viel Strom hat die Waschmaschine beim letzten Durchlauf verbraucht?", kwh(0.933)],
    ["Wie lange lief die Spülmaschine zuletzt?", lasted(70)],
    ["Dauerte der letzte Waschgang länger als eine Stunde?", { kind: "boolean", value: false }],
    ["Hat der letzte Spülgang mehr als 0,5 kWh verbraucht?", { kind: "boolean", value: true }],
    ["Welcher Waschgang hat am meisten verbraucht?", began("19 10:00")],
    ["Wie lange dauert ein Waschgang normalerweise?", lasted(66)],
    ["Vor wie langer Zeit lief die Spülmaschine zuletzt?", { kind: "duration", value: 23_400 }],
  ] as const;

  describe.each(["read", "kept"])("from what is %s", (how) => {
    beforeAll(async () => {
      if (how === "read") return;
      while ((await closeDue({ db, clock: CLOCK }, undefined, { only: home.home })) > 0);
      await learnDue({ db, clock: CLOCK }, home.home);
      await db.transaction(async (tx) => expect((await runHabits(tx, home.home)).size).toBe(2));
    }, 120_000);

    it.each(QUESTIONS)("%s", async (question, result) => expect(await answered(question)).toMatchObject({ result }));
    it.each(FRAGEN)("%s", async (question, result) =>
      expect(await answered(question, german)).toMatchObject({ result }),
    );

    it("carries the readings on which it rests, and says when that was", async () => {
      const told = await answered("how much energy did the last cycle of the washing machine use");
      expect(told.answer).toBe("Washing machine ran yesterday from 19:00 to 20:00, for 1 hour, and used 0.93 kWh.");
      expect(told.citations.map(({ at, entity_id }) => `${at.slice(8, 16)} ${entity_id}`)).toEqual([
        "25T18:00 sensor.washer_power",
        "25T19:00 sensor.washer_power",
        "25T18:00 sensor.washer_energy",
        "25T19:04 sensor.washer_energy",
      ]);
      expect(told.proof.rows).toBeGreaterThan(0);
    });
  });

  it.each([
    ["when did the washing machine last run?", "how much energy did it use?", kwh(0.933)],
    ["when did the dishwasher finish?", "how long did it take?", lasted(70)],
    ["how long was the longest washing machine cycle this month", "and how much energy did it use?", kwh(1.31)],
    ["how much energy did the last dishwasher run use?", "and the washing machine?", kwh(0.933)],
  ])("%s – %s: goes on with that run", async (first, then, result) => {
    const asking = { home: home.home, language: english, now: NOW, present: new Map() };
    const { understood: before } = await db.transaction((tx) => answerQuestion(tx, first, asking));
    const { answer } = await db.transaction((tx) => answerQuestion(tx, then, { ...asking, before }));
    expect(answer).toMatchObject({ result });
  });

  it("reads no more than is newer than its episodes, by what was learned", async () => {
    const question = "how many cycles did the washing machine run this week";
    const rows = async () => (await answered(question)).proof.rows;
    expect(await rows()).toBeLessThan(6);
    await db.run(sql`insert into memory.unlearned_hour (home_id, hour) values (${home.home}, '2026-11-25T00:00:00Z')`);
    expect((await answered(question)).result.value).toBe(2);
    await db.run(sql`delete from episodes.habit`);
    expect(await rows()).toBeGreaterThan(6);
  });
});
