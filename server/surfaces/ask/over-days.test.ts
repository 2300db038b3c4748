import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { answerQuestion } from "./answer-question.ts";
import { german } from "./language/de/de.ts";
import { english } from "./language/en/en.ts";
import { namedHome } from "./testing.ts";

/** A Thursday, half past two in the afternoon in Amsterdam. */
const NOW = Date.parse("2026-11-26T13:30:00Z");

const THINGS = {
  "person.anna": { name: "Anna" },
  "light.hall": { name: "Hall light", area: "Hall", aliases: ["Flurlicht"] },
  "light.kitchen": { name: "Kitchen light", area: "Kitchen", aliases: ["Küchenlicht"] },
  "binary_sensor.door": { name: "Back door", area: "Kitchen", deviceClass: "door", aliases: ["Hintertür"] },
  "cover.gate": { name: "Gate", deviceClass: "gate", aliases: ["Hoftor"] },
  "sensor.meter": { name: "Electricity meter", deviceClass: "energy", unit: "kWh", aliases: ["Stromzähler"] },
  "sensor.tank": { name: "Rain tank level", unit: "%", aliases: ["Regentank"] },
  "sensor.balcony": { name: "Balcony temperature", deviceClass: "temperature", unit: "°C", aliases: ["Balkon"] },
  "binary_sensor.balcony": { name: "Balcony motion", deviceClass: "motion" },
};

/** What each day from the 20th used. */
const USED = [4, 7, 9, 3, 5, 2];
const days = USED.flatMap((kwh, i) => {
  const read = 1000 + USED.slice(0, i).reduce((sum, one) => sum + one, 0);
  return [
    `${20 + i} 04:00:00 sensor.balcony ${i === 3 ? -6 : i}`,
    `${20 + i} 12:00:00 sensor.balcony ${10 + i}`,
    `${20 + i} 16:${30 + i}:00 person.anna home`,
    `${20 + i} 20:00:00 sensor.meter ${read + kwh}`,
    `${20 + i} 21:00:00 person.anna not_home`,
  ];
});

describe("questions over days", () => {
  let db: Database;
  let home: Awaited<ReturnType<typeof namedHome>>;

  beforeAll(async () => {
    db = await testDatabase();
    home = await namedHome(db, THINGS, "2026-11-19T23:00:00Z");
    await home.lived(
      "2026-11",
      "19 23:00:00 person.anna not_home",
      "19 23:00:00 light.hall off",
      "19 23:00:00 light.kitchen off",
      "19 23:00:00 binary_sensor.door off",
      "19 23:00:00 cover.gate closed",
      "19 23:00:00 sensor.meter 1000",
      "19 23:00:00 sensor.tank 80",
      ...days,
      "24 08:00:00 binary_sensor.door on",
      "24 08:01:00 binary_sensor.door off",
      "25 06:00:00 binary_sensor.door on",
      "25 06:01:00 binary_sensor.door off",
      "25 15:00:00 binary_sensor.door on",
      "25 15:01:00 binary_sensor.door off",
      "25 07:00:00 sensor.tank 72",
      "25 10:00:00 light.hall on",
      "25 11:00:00 light.hall off",
      "25 10:00:00 light.kitchen on",
      "25 13:00:00 light.kitchen off",
      "26 07:00:00 sensor.tank 55",
      "26 08:31:00 cover.gate open",
      "26 08:40:00 cover.gate closed",
    );
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const ask = async (question: string, language = english) => {
    const asking = { home: home.home, language, now: NOW, present: new Map() };
    return (await db.transaction((tx) => answerQuestion(tx, question, asking))).answer;
  };

  it.each([
    ["which day did we use the most electricity", "text", "Sunday 22 November"],
    ["which day did we use the least electricity", "text", "yesterday"],
    ["what was the coldest day of the past week on the balcony", "text", "Monday 23 November"],
    ["which day did the back door open the most", "text", "yesterday"],
    ["what day was the back door last opened", "instant", "2026-11-25T15:00:00.000000+00:00"],
    ["what time does Anna usually get home", "text", "17:32"],
    ["when does the gate usually open", "none", null],
    ["on average how many kWh a day do we use", "number", 5],
    ["how often does the back door open per day", "number", 0.5],
    ["how much did the rain tank drop between yesterday at 8 am and today at 8 am", "number", 17],
    ["how much did the rain tank rise between yesterday at 8 am and today at 8 am", "number", -17],
    ["how far did the rain tank go down yesterday", "number", 8],
    ["which was on longer yesterday, the hall light or the kitchen light", "list", ["light.kitchen"]],
    ["hottest it was on the balcony all week", "number", 15],
    ["was the kitchen light on all week", "boolean", false],
    ["what happened at 9:31 today", "text", expect.stringContaining("Gate")],
    ["who opened the gate today", "none", null],
  ])("%s", async (question, kind, value) => expect((await ask(question)).result).toMatchObject({ kind, value }));

  it.each([
    ["an welchem Tag haben wir am meisten Strom verbraucht", "text", "Sonntag, 22. November"],
    ["wann ist Anna normalerweise heimgekommen", "text", "17:32"],
    ["wie viel Strom verbrauchen wir im Schnitt pro Tag", "number", 5],
    ["wie oft ging die Hintertür im Schnitt pro Tag auf", "number", 0.5],
    ["um wie viel ist der Regentank gestern gefallen", "number", 8],
    ["was war gestern länger an, das Flurlicht oder das Küchenlicht", "list", ["light.kitchen"]],
    ["was ist heute um 9:31 passiert", "text", expect.stringContaining("Gate")],
  ])("%s", async (question, kind, value) =>
    expect((await ask(question, german)).result).toMatchObject({ kind, value }),
  );

  it("says over which days it looked, and how many were whole", async () => {
    expect((await ask("which day did we use the most electricity")).answer).toContain("on Sunday 22 November, 9 kWh");
    expect((await ask("on average how many kWh a day do we use")).answer).toContain("over 6 whole days");
  });
});
