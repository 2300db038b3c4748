import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { answerQuestion } from "./answer-question.ts";
import { german } from "./language/de/de.ts";
import { english } from "./language/en/en.ts";
import type { Understood } from "./meaning/understood.ts";
import { namedHome } from "./testing.ts";

/** A Thursday, half past two in the afternoon in Amsterdam. */
const NOW = Date.parse("2026-11-26T13:30:00Z");

const THINGS = {
  "person.anna": { name: "Anna" },
  "person.ben": { name: "Ben" },
  "timer.oven": { name: "Oven timer", aliases: ["Backofenuhr"] },
  "siren.yard": { name: "Yard siren", aliases: ["Hofsirene"] },
  "valve.beds": { name: "Vegetable beds" },
  "humidifier.cellar": { name: "Dehumidifier", aliases: ["Entfeuchter"] },
  "binary_sensor.uplink": { name: "Broadband", deviceClass: "connectivity" },
  "binary_sensor.smoke": { name: "Smoke alarm", deviceClass: "smoke" },
  "binary_sensor.door": { name: "Door", deviceClass: "door" },
  "binary_sensor.back": { name: "Back door", deviceClass: "door" },
  "alarm_control_panel.house": { name: "House alarm" },
  "cover.awning": { name: "Awning", deviceClass: "awning", aliases: ["Markise"] },
  "cover.blind": { name: "Bay blind", deviceClass: "blind" },
  "sensor.meter": { name: "Electricity meter", deviceClass: "energy", unit: "kWh" },
  "sensor.car": { name: "Car charger energy", deviceClass: "energy", unit: "kWh" },
};
const OFF = Object.keys(THINGS).map((id) => {
  const [domain = ""] = id.split(".");
  const first = {
    person: "not_home",
    timer: "idle",
    valve: "closed",
    cover: "closed",
    sensor: "100",
    alarm_control_panel: "disarmed",
  };
  return `24 00:00:00 ${id} ${id === "binary_sensor.uplink" ? "on" : (first[domain as keyof typeof first] ?? "off")}`;
});

describe("things of all kinds", () => {
  let db: Database;
  let home: Awaited<ReturnType<typeof namedHome>>;

  beforeAll(async () => {
    db = await testDatabase();
    home = await namedHome(db, THINGS, "2026-11-23T23:00:00Z");
    await home.lived(
      "2026-11",
      ...OFF,
      ...["25 16:00:00 person.anna home", "25 17:00:00 person.ben home"],
      ...["25 18:00:00 timer.oven active", "25 18:40:00 timer.oven idle"],
      ...["25 03:00:00 siren.yard on", "25 03:01:08 siren.yard off"],
      ...["25 05:00:00 valve.beds open", "25 05:15:00 valve.beds closed"],
      ...["25 09:00:00 humidifier.cellar on", "25 11:00:00 humidifier.cellar off"],
      ...["25 12:00:00 binary_sensor.uplink off", "25 12:45:00 binary_sensor.uplink on"],
      ...["25 22:00:00 alarm_control_panel.house armed_night", "26 05:40:00 alarm_control_panel.house disarmed"],
      ...[
        "25 11:00:00 cover.awning open",
        "25 14:00:00 cover.awning closed",
        "25 07:00:00 cover.blind open",
        "25 16:00:00 cover.blind closed",
      ],
      ...["25 10:30:00 binary_sensor.back on", "25 11:30:00 binary_sensor.back off"],
      ...[
        "25 22:00:00 sensor.meter 112",
        "25 22:00:00 sensor.car 107",
        "26 01:00:00 person.anna not_home",
        "26 08:00:00 person.ben not_home",
      ],
    );
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const asked = async (
    question: string,
    { language = english, before }: { language?: typeof english; before?: Understood } = {},
  ) =>
    db.transaction((tx) =>
      answerQuestion(tx, question, { home: home.home, language, now: NOW, present: new Map(), before }),
    );

  it.each([
    ["when did the oven timer go off yesterday", "instant", "2026-11-25T18:40:00.000000+00:00"],
    ["how long was the oven timer yesterday", "duration", 2400],
    ["how long was the yard siren screaming yesterday", "duration", 68],
    ["when were the vegetable beds last watered", "instant", "2026-11-25T05:00:00.000000+00:00"],
    ["how long was the internet down yesterday", "duration", 2700],
    ["when was the alarm turned off this morning", "instant", "2026-11-26T05:40:00.000000+00:00"],
    ["was the awning out at 1 pm yesterday", "boolean", true],
    ["how long was the bay blind up yesterday", "duration", 32_400],
    ["dehumidifier on yesterday?", "boolean", true],
    ["how much electricity did we use yesterday", "number", 12],
    ["did Anna get home before Ben yesterday", "boolean", true],
    ["did Ben come home earlier than Anna yesterday", "boolean", false],
    ["did Ben arrive after Anna yesterday", "boolean", true],
    ["who set the alarm last night", "none", null],
    ["when was the timer last set", "instant", "2026-11-25T18:00:00.000000+00:00"],
    ["did the yard siren go off at any point", "boolean", true],
    ["was the back door open for more than half an hour yesterday", "boolean", true],
    ["did we use more electricity on Wednesday or on Tuesday", "text", "yesterday"],
    ["how long was everybody in on Wednesday", "duration", 21_600],
    ["electricity usage yesterday vs the day before", "number", 12],
    ["did the yard siren go off before Anna came home yesterday", "boolean", true],
  ])("%s", async (question, kind, value) =>
    expect((await asked(question)).answer.result).toMatchObject({ kind, value }),
  );

  it.each([
    ["Ist Anna gestern vor Ben heimgekommen?", "boolean", true],
    ["Ist Anna gestern nach Ben nach Hause gekommen?", "boolean", false],
    ["Entfeuchter gestern an?", "boolean", true],
    ["War die Markise gestern um 13 Uhr ausgefahren?", "boolean", true],
  ])("%s", async (question, kind, value) =>
    expect((await asked(question, { language: german })).answer.result).toMatchObject({ kind, value }),
  );

  it("asks which door is meant, although one is called no more than that", async () => {
    const { result } = (await asked("was the door open at 11 am yesterday")).answer;
    expect(result).toEqual({ kind: "question", value: "Which one: Back door or Door?" });
  });

  it("counts neither valves nor sensors among what was on", async () => {
    const { result: at } = (await asked("what was on yesterday at 10:30 am")).answer;
    expect(at).toEqual({ kind: "list", value: ["humidifier.cellar"] });
    expect((await asked("what was on at 6:05 am yesterday")).answer.result).toEqual({ kind: "list", value: [] });
  });

  it("answers no half of two questions", async () => {
    const { result } = (await asked("did Anna come home or did she leave yesterday")).answer;
    expect(result.kind).toBe("none");
  });

  it("says of the next thing what such a thing does, where it cannot do the same", async () => {
    const { understood: before } = await asked("how long was the back door open yesterday");
    expect((await asked("and the dehumidifier?", { before })).answer.result).toEqual({ kind: "duration", value: 7200 });
  });

  it("does not say that one night was colder than itself", async () => {
    const { result } = (await asked("was the dehumidifier on longer yesterday than on Wednesday")).answer;
    expect(result.kind).toBe("none");
  });

  it("compares lengths of time as such", async () => {
    const { answer } = await asked("was the dehumidifier on longer yesterday than on Tuesday");
    expect(answer.answer).toMatch(/^2 hours against no time\./);
  });

  it("says less of it aloud, and times as people say them", async () => {
    const { answer } = await asked("when did the oven timer go off yesterday");
    expect(answer.answer).toContain("at 19:40");
    expect(answer.speech).toContain("at 7:40 pm");
    const { answer: of } = await asked("which things were off at 11 am yesterday");
    expect(of.speech.length).toBeLessThan(201);
  });
});
