import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { learnDue } from "#server/analysis/episodes/make-episodes.ts";
import { systemClock } from "#server/clock.ts";
import { closeDue } from "#server/intake/close-hours.ts";
import { answerQuestion } from "../../answer-question.ts";
import { german } from "../../language/de/de.ts";
import { english } from "../../language/en/en.ts";
import { namedHome } from "../../testing.ts";

/** A Thursday, half past two in the afternoon in Amsterdam. */
const NOW = Date.parse("2026-11-26T13:30:00Z");
const CLOCK = { ...systemClock, now: () => NOW, sleep: async () => {} };

const THINGS = {
  "cover.garage": { name: "Garage door", area: "Garage", deviceClass: "garage" },
  "binary_sensor.back_door": { name: "Back door", area: "Kitchen", deviceClass: "door" },
  "binary_sensor.leak": { name: "Dishwasher leak", area: "Kitchen", deviceClass: "moisture" },
  "binary_sensor.hall_motion": { name: "Hall motion", area: "Hall", deviceClass: "motion" },
  "cover.shades": { name: "Bedroom shades", deviceClass: "shade" },
  "light.hall": { name: "Hall light", area: "Hall" },
  "light.attic": { name: "Attic light" },
  "person.anna": { name: "Anna" },
  "sensor.bedroom_temperature": { name: "Bedroom temperature", deviceClass: "temperature", unit: "°C" },
  "sensor.washer_power": { name: "Washing machine power", area: "Kitchen", deviceClass: "power", unit: "W" },
};

const washed = (day: string, hour: number) => {
  const at = (minutes: string) => `${day} ${String(hour).padStart(2, "0")}:${minutes}:00 sensor.washer_power`;
  return [`${at("04")} 2100`, `${at("20")} 310`, `${at("50")} 1.1`, `${at("52")} 1`];
};
const twelveTimes = Array.from({ length: 12 }, (_, i) => {
  const minute = String(i * 4 + 10);
  return [`25 22:${minute}:00 light.hall on`, `25 22:${minute}:30 light.hall off`];
}).flat();

describe.each(engines)("what happened, on %s", (engine) => {
  let db: Database;
  let home: Awaited<ReturnType<typeof namedHome>>;

  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await namedHome(db, THINGS, "2026-11-16T00:00:00Z");
    await home.lived(
      "2026-11",
      ...Object.keys(THINGS).map(
        (id) => `16 00:00:00 ${id} ${id.startsWith("person") ? "home" : id.startsWith("sensor") ? "1" : "off"}`,
      ),
      "16 00:00:01 cover.garage closed",
      "16 00:00:01 cover.shades closed",
      ...washed("18", 9),
      ...washed("20", 9),
      ...washed("22", 9),
      "24 10:00:05 binary_sensor.back_door on",
      "24 10:00:40 binary_sensor.back_door off",
      "25 16:00:00 person.anna not_home",
      ...washed("25", 20),
      ...twelveTimes,
      "25 21:00:00 person.anna home",
      "25 21:05:00 binary_sensor.back_door on",
      "25 21:15:00 binary_sensor.back_door off",
      "25 22:00:00 sensor.bedroom_temperature 16",
      "25 23:30:00 light.attic unavailable",
      "25 21:30:00 cover.shades open",
      "26 00:30:00 cover.garage opening",
      "26 00:30:15 cover.garage open",
      "26 02:10:00 binary_sensor.leak on",
      "26 02:40:00 binary_sensor.leak off",
      "26 03:00:00 binary_sensor.hall_motion on",
      "26 03:01:00 binary_sensor.hall_motion off",
    );
    while ((await closeDue({ db, clock: CLOCK }, undefined, { only: home.home })) > 0);
    await learnDue({ db, clock: CLOCK }, home.home);
  }, 60_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const asked = async (question: string, language = english) =>
    (
      await db.transaction((tx) =>
        answerQuestion(tx, question, { home: home.home, language, now: NOW, present: new Map() }),
      )
    ).answer;

  it("tells what matters first, in sentences, with runs named and repeats folded", async () => {
    const { answer } = await asked("what happened last night?");
    expect(answer.split(". ")).toEqual([
      "Dishwasher leak is wet today from 03:10 to 03:40",
      "Anna arrived home yesterday at 22:00",
      "Back door opened from 22:05 to 22:15",
      "Garage door opened today at 01:30",
      "Washing machine ran yesterday from 21:04 to 21:50, 0.72 kWh",
      "Attic light became unavailable today at 00:30",
      "Bedroom shades opened yesterday at 22:30",
      "Hall light turned on 12 times, last at 23:54",
      "And 1 more.",
    ]);
  });

  it("tells the same in German", async () => {
    const { answer } = await asked("Was ist letzte Nacht passiert?", german);
    expect(answer).toMatch(
      /^Dishwasher leak .*, heute von 03:10 bis 03:40 Uhr\. Anna ist nach Hause gekommen, gestern um 22:00 Uhr\./,
    );
    expect(answer).toContain("Washing machine lief, gestern von 21:04 bis 21:50 Uhr, 0,72 kWh.");
    expect(answer).toContain("Hall light wurde eingeschaltet, 12-mal, zuletzt gestern um 23:54 Uhr.");
  });

  it("carries the event of each sentence, and is short enough to be spoken", async () => {
    const { citations, speech, proof } = await asked("what happened last night?");
    expect(citations).toHaveLength(8);
    expect(citations[0]).toMatchObject({
      at: "2026-11-26T02:10:00.000000+00:00",
      entity_id: "binary_sensor.leak",
      text: "Dishwasher leak is wet",
      event: expect.any(String),
    });
    expect(speech.length).toBeLessThan(600);
    expect(proof.rows).toBeGreaterThan(24);
  });

  it("tells of an absence, a thing or a room what happened in it", async () => {
    expect((await asked("what happened while Anna was away?")).answer).toBe(
      "Anna left home yesterday at 17:00. Washing machine ran from 21:04 to 21:50, 0.72 kWh.",
    );
    expect((await asked("what happened in the kitchen last night")).answer).not.toContain("Hall light");
    expect((await asked("what happened to the garage door last night")).answer).toBe(
      "Garage door opened today at 01:30.",
    );
    expect((await asked("what happened to the back door on Tuesday")).answer, "over within the minute").toBe(
      "Back door opened on Tuesday 24 November at 11:00.",
    );
  });

  it("says what was not recorded before anything else, and that nothing happened where nothing did", async () => {
    expect((await asked("what happened on Monday morning")).answer).toMatch(/^Nothing worth telling happened/);
    await db.run(sql`
      insert into memory.gap (home_id, connection_id, started_at, ended_at, reason, missing)
      values (${home.home}, ${home.connectionId}, '2026-11-25T23:00:00Z', '2026-11-25T23:20:00Z', 'connection lost', 'everything')`);
    expect((await asked("what happened last night?")).answer).toMatch(
      /^Nothing was recorded from today at 00:00 to today at 00:20: connection lost\. Dishwasher leak is wet/,
    );
  });
});
