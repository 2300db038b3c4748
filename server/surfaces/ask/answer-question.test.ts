import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { answerQuestion } from "./answer-question.ts";
import { english } from "./language/en/en.ts";
import { namedHome } from "./testing.ts";

/** A Thursday, half past two in the afternoon in Amsterdam. */
const NOW = Date.parse("2026-11-26T13:30:00Z");

const THINGS = {
  "cover.garage": { name: "Garage door", area: "Garage", deviceClass: "garage" },
  "binary_sensor.back_door": { name: "Back door", area: "Kitchen", deviceClass: "door" },
  "binary_sensor.kitchen_window": { name: "Kitchen window", area: "Kitchen", deviceClass: "window" },
  "binary_sensor.bedroom_window": { name: "Bedroom window", area: "Bedroom", deviceClass: "window" },
  "binary_sensor.leak": { name: "Dishwasher leak", area: "Kitchen", deviceClass: "moisture" },
  "light.kitchen": { name: "Kitchen light", area: "Kitchen" },
  "light.hall": { name: "Hall light", area: "Hall", aliases: ["entrance lamp"] },
  "light.bedside": { name: "Bedside lamp", area: "Bedroom" },
  "lock.front": { name: "Front door lock", area: "Hall" },
  "person.anna": { name: "Anna" },
  "person.ben": { name: "Ben" },
  "sensor.bedroom_temperature": {
    name: "Bedroom temperature",
    area: "Bedroom",
    deviceClass: "temperature",
    unit: "°C",
  },
  "sensor.washer_power": { name: "Washing machine power", area: "Kitchen", deviceClass: "power", unit: "W" },
  "sensor.meter": { name: "Electricity meter", deviceClass: "energy", unit: "kWh" },
  "event.doorbell": { name: "Doorbell", deviceClass: "doorbell", area: "Hall" },
};

describe.each(engines)("questions about the past on %s", (engine) => {
  let db: Database;
  let home: Awaited<ReturnType<typeof namedHome>>;

  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await namedHome(db, THINGS, "2026-11-20T00:00:00Z");
    await home.lived(
      "2026-11",
      "20 00:00:00 cover.garage closed",
      "20 00:00:00 binary_sensor.back_door off",
      "20 00:00:00 binary_sensor.kitchen_window off",
      "20 00:00:00 binary_sensor.bedroom_window off",
      "20 00:00:00 binary_sensor.leak off",
      "20 00:00:00 light.kitchen off",
      "20 00:00:00 light.hall off",
      "20 00:00:00 light.bedside off",
      "20 00:00:00 lock.front locked",
      "20 00:00:00 person.anna home",
      "20 00:00:00 person.ben home",
      "20 00:00:00 sensor.bedroom_temperature 18",
      "20 00:00:00 sensor.washer_power 1.2",
      "20 00:00:00 sensor.meter 1000",
      "20 00:00:00 event.doorbell 2026-11-19T10:00:00",
      // yesterday, the 25th
      "25 06:30:00 light.kitchen on",
      "25 07:15:00 light.kitchen off",
      "25 07:20:00 cover.garage opening",
      "25 07:20:15 cover.garage open",
      "25 07:22:00 cover.garage closing",
      "25 07:22:15 cover.garage closed",
      "25 07:25:00 person.anna not_home",
      "25 08:00:00 person.ben not_home",
      "25 09:00:00 sensor.washer_power 2100",
      "25 09:20:00 sensor.washer_power 140",
      "25 09:35:00 sensor.washer_power 2",
      "25 09:38:00 sensor.washer_power 300",
      "25 10:10:00 sensor.washer_power 1.3",
      "25 11:02:00 event.doorbell 2026-11-25T11:02:00",
      "25 11:05:00 event.doorbell 2026-11-25T11:05:00",
      "25 12:00:00 sensor.bedroom_temperature 21.5",
      "25 16:40:00 person.anna home",
      "25 17:10:00 person.ben home",
      "25 17:12:00 lock.front unlocked",
      "25 17:13:00 lock.front locked",
      "25 18:00:00 light.hall on",
      "25 18:30:00 binary_sensor.back_door on",
      "25 18:45:00 binary_sensor.back_door off",
      "25 22:30:00 light.hall off",
      "25 22:59:00 sensor.meter 1012.5",
      "25 23:10:00 binary_sensor.bedroom_window on",
      // today
      "26 02:10:00 binary_sensor.leak on",
      "26 02:40:00 binary_sensor.leak off",
      "26 05:00:00 sensor.bedroom_temperature 16.4",
      "26 06:00:00 binary_sensor.bedroom_window off",
      "26 06:30:00 light.kitchen on",
      "26 07:00:00 light.kitchen unavailable",
      "26 07:05:00 light.kitchen on",
      "26 07:30:00 light.kitchen off",
      "26 12:00:00 cover.garage open",
      "26 13:00:00 sensor.meter 1020",
    );
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const answered = (question: string, before?: Parameters<typeof answerQuestion>[2]["before"]) => {
    const present = new Map();
    return db.transaction((tx) =>
      answerQuestion(tx, question, { home: home.home, language: english, now: NOW, present, before }),
    );
  };
  const ask = async (question: string) => (await answered(question)).answer;
  const instant = (text: string) => ({ kind: "instant", value: `2026-11-${text.replace(" ", "T")}.000000+00:00` });

  it.each([
    ["When did the garage door last open?", instant("26 12:00:00")],
    ["when was the garage door opened yesterday", instant("25 07:20:15")],
    ["when did Anna come home yesterday?", instant("25 16:40:00")],
    ["when did the washing machine finish", instant("25 10:10:00")],
    ["water on the floor downstairs", instant("26 02:10:00")],
    ["when was it coldest in the bedroom today", instant("26 05:00:00")],
    ["how often did the doorbell ring yesterday", { kind: "count", value: 2 }],
    ["how many times did the kitchen light turn on today", { kind: "count", value: 1 }],
    ["how many lights were on at 8 pm yesterday", { kind: "count", value: 1 }],
    ["how long was the kitchen light on today", { kind: "duration", value: 3300 }],
    ["how long did the washing machine run yesterday", { kind: "duration", value: 4200 }],
    ["how long was the bedroom window open last night", { kind: "duration", value: 21_000 }],
    ["how long was nobody home yesterday", { kind: "duration", value: 31_200 }],
    ["how long has the garage door been open", { kind: "duration", value: 5400 }],
    ["was the back door open last night", { kind: "boolean", value: true }],
    ["was the kitchen window open last night", { kind: "boolean", value: false }],
    ["did the back door open today", { kind: "boolean", value: false }],
    ["was the hall light on when Anna came home", { kind: "boolean", value: false }],
    ["was the entrance lamp on at 10 pm yesterday", { kind: "boolean", value: true }],
    ["did the doorbell ring while nobody was home", { kind: "boolean", value: true }],
    ["was any window upstairs open at 3 am", { kind: "boolean", value: true }],
    ["was the back door open for more than an hour yesterday", { kind: "boolean", value: false }],
    ["which windows were open last night", { kind: "list", value: ["binary_sensor.bedroom_window"] }],
    ["who was home at noon yesterday", { kind: "list", value: [] }],
    ["who was home at 6 pm yesterday", { kind: "list", value: ["person.anna"] }],
    ["what was the temperature in the bedroom at 6 this morning", { kind: "number", value: 16.4, unit: "°C" }],
    ["how warm did it get in the bedroom yesterday", { kind: "number", value: 21.5, unit: "°C" }],
    ["how much electricity did we use today", { kind: "number", value: 7.5, unit: "kWh" }],
    ["was the front door lock unlocked more often yesterday than today", { kind: "boolean", value: true }],
    ["how much longer was the hall light on yesterday than today", { kind: "duration", value: 16_200 }],
    ["did it get below freezing in the bedroom today", { kind: "boolean", value: false }],
    ["what was the longest time the kitchen light was on today", { kind: "duration", value: 3300 }],
    ["when did everybody leave yesterday", instant("25 08:00:00")],
    ["did the back door open at quarter past 7 pm yesterday", { kind: "boolean", value: false }],
    ["did the back door open at half past seven yesterday evening", { kind: "boolean", value: true }],
    ["was the hall light on at 9 yesterday", { kind: "question", value: expect.any(String) }],
    ["was the front door lock locked at 9 yesterday", { kind: "boolean", value: true }],
    ["did the doorbell ring while nobody was home on Tuesday", { kind: "boolean", value: false }],
    ["how long did the washing machine take on its last run", { kind: "duration", value: 4200 }],
    ["how long was the back door open last time", { kind: "duration", value: 900 }],
    ["on how many days did the kitchen light come on this week", { kind: "count", value: 2 }],
    ["wasn't the hall light on yesterday at 10 pm", { kind: "boolean", value: true }],
    ["the hall light was on at 10 pm yesterday, wasn't it?", { kind: "boolean", value: true }],
    ["was the hall light not on at 10 pm yesterday", { kind: "boolean", value: false }],
    ["who came home first yesterday, Ben or Anna", { kind: "text", value: "Anna" }],
    ["which of the two left later yesterday, Anna or Ben", { kind: "text", value: "Ben" }],
    ["were the kitchen window and the bedroom window closed at 3 am today", { kind: "boolean", value: false }],
    ["was the kitchen or the bedroom window open at 3 am today", { kind: "boolean", value: true }],
    ["were the hall and kitchen lights off at 11:45 pm yesterday", { kind: "boolean", value: true }],
    ["was anything left open last night", { kind: "boolean", value: true }],
    ["was anything unlocked at 3 am today", { kind: "boolean", value: false }],
    ["what was open at 3 am today", { kind: "list", value: ["binary_sensor.bedroom_window"] }],
    ["did the doorbell ring more than twice yesterday", { kind: "boolean", value: false }],
    ["did the doorbell ring at least twice yesterday", { kind: "boolean", value: true }],
    ["was the garage door opened only once yesterday", { kind: "boolean", value: true }],
    ["did we use more than 10 kWh yesterday", { kind: "boolean", value: true }],
    ["did the washing machine draw over 2000 watts yesterday", { kind: "boolean", value: true }],
    ["what's the most it got to in the bedroom since yesterday", { kind: "number", value: 21.5, unit: "°C" }],
    ["hall light how long yesterday", { kind: "duration", value: 16_200 }],
    ["my neighbour was here yesterday - did the doorbell ring?", { kind: "boolean", value: true }],
    ["when did the doorbell ring for the second time yesterday", instant("25 11:05:00")],
    ["when did the kitchen light turn on the second to last time", instant("25 06:30:00")],
    ["did the doorbell ring a second time yesterday", { kind: "boolean", value: true }],
    ["did the back door open for the 2nd time yesterday", { kind: "boolean", value: false }],
    ["did the doorbell ring at most once yesterday", { kind: "boolean", value: false }],
    ["did the doorbell ring twice yesterday", { kind: "boolean", value: true }],
    ["did the back door open two times yesterday", { kind: "boolean", value: false }],
    ["which light was on the longest yesterday", { kind: "list", value: ["light.hall"] }],
    ["how long was the kitchen light on per day on average yesterday", { kind: "duration", value: 2700 }],
    ["how often did the doorbell ring per day since Monday", { kind: "number", value: 0.667 }],
    ["did we get more from the electricity meter yesterday than today", { kind: "boolean", value: true }],
    ["did anybody use the back door between midnight and four today", { kind: "boolean", value: false }],
  ])("%s", async (question, result) => expect((await ask(question)).result).toEqual(result));

  it.each([
    ["when did the dishwasher last explode", "none"],
    ["when did the greenhouse heater turn on", "none"],
    ["was the back door open on the 3rd of November", "none"],
    ["when did I come home yesterday", "question"],
    ["when did she come home yesterday", "none"],
    ["how long were the back door and the garage door open yesterday", "none"],
    ["what was the coldest night this week in the bedroom", "none"],
    ["how often did we use more than 10 kWh yesterday", "none"],
    ["my neighbour came by on Sunday - did the doorbell ring?", "none"],
    ["did the neighbour's dog, the brown one, bark", "none"],
    ["how much bedroom did we heat yesterday", "none"],
    ["how much temperature was there in the bedroom yesterday", "none"],
    ["was the window open last night", "question"],
    ["will the garage door open tomorrow", "none"],
    ["turn on the kitchen light", "none"],
    ["is the back door open", "none"],
    ["who opened the back door yesterday", "none"],
    ["how long was the kitchen light on the second time yesterday", "none"],
    ["when did the doorbell ring for the third time yesterday", "none"],
    ["on how many days did the doorbell ring more than once this week", "none"],
    ["was the kitchen light on twice as long yesterday as today", "none"],
    ["when did the doorbell ring twice", "none"],
  ])("%s: no answer is made up", async (question, kind) => expect((await ask(question)).result.kind).toBe(kind));

  it.each([
    ["how often did the doorbell ring yesterday", "and the day before?", { kind: "count", value: 0 }],
    ["when did the back door last open", "how long was it open?", { kind: "duration", value: 900 }],
    ["when did the back door last open", "when did it close again?", instant("25 18:45:00")],
    ["was the hall light on at 9 yesterday", "in the evening", { kind: "boolean", value: true }],
    ["was the window open last night", "the one in the bedroom", { kind: "boolean", value: true }],
    ["when did Anna leave yesterday", "and when did she come home?", instant("25 16:40:00")],
  ])("%s – %s: goes on from what was asked before", async (first, then, result) => {
    const before = (await answered(first)).understood;
    expect((await answered(then, before)).answer.result).toEqual(result);
  });

  it("says for how long nobody was home", async () => {
    expect((await ask("how long was nobody home yesterday")).answer).toMatch(/were not at home for 8 hours 40 minutes/);
  });

  it("names of two things the one that was so", async () => {
    const { answer } = await ask("was the kitchen or the bedroom window open at 3 am today");
    expect(answer).toMatch(/^Yes, Bedroom window was open/);
  });

  it("says of what was denied how it was", async () => {
    expect((await ask("was the back door not open at 10 pm yesterday")).answer).toMatch(/^Yes, Back door was not open/);
    expect((await ask("was the hall light not on at 10 pm yesterday")).answer).toMatch(/^No, Hall light was on/);
  });

  it("carries its proof: the events, the span and the rows that it counted", async () => {
    const { citations, proof, understood } = await ask("how often did the doorbell ring yesterday");
    expect(citations.map(({ at, entity_id }) => [at, entity_id])).toEqual([
      ["2026-11-25T11:02:00.000000+00:00", "event.doorbell"],
      ["2026-11-25T11:05:00.000000+00:00", "event.doorbell"],
    ]);
    expect(understood).toMatchObject({
      intent: "count",
      entities: ["event.doorbell"],
      from: "2026-11-24T23:00:00.000000+00:00",
    });
    expect(proof).toMatchObject({ rows: 2, gaps: [] });
  });
});
