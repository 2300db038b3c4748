import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database, Transactions } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { lawOf } from "#server/law.ts";
import { insertDiagnosis } from "#server/store/ledger/findings/act-queries.ts";
import type { Seen } from "#server/store/ledger/findings/differing.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import { keepPredictions } from "#server/store/ledger/predictions/queries.ts";
import { answerQuestion } from "../answer-question.ts";
import { german } from "../language/de/de.ts";
import { english } from "../language/en/en.ts";
import { namedHome } from "../testing.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z"); // a Friday
const battery = { deviceClass: "battery", unit: "%" };
const THINGS = {
  "sensor.door_battery": { name: "Door battery", ...battery },
  "sensor.hall_battery": { name: "Hall battery", ...battery },
  "sensor.attic_battery": { name: "Attic battery", ...battery },
  "light.hall": { name: "Hall lamp" },
};

describe.each(engines)("questions after the health of a home on %s", (engine) => {
  let db: Database;
  let home: Awaited<ReturnType<typeof namedHome>>;
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await namedHome(db, THINGS, "2026-10-01T00:00:00+00:00");
  }, 60_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const ask = async (
    question: string,
    { language = english, asked = db as Transactions, kind = "owner" as const } = {},
  ) =>
    asked.transaction(async (tx) => {
      const law = kind === "owner" ? undefined : await lawOf(tx, { kind });
      const asking = { home: home.home, language, now: NOW, present: new Map(), ...(law && { law }) };
      return (await answerQuestion(tx, question, asking)).answer;
    });
  const at = (day: string, time = "08:00:00") => `2026-11-${day}T${time}.000000+00:00`;
  async function look(day: string, found: Record<string, "warning" | "error">): Promise<void> {
    const seen: Seen[] = [];
    for (const [entity, severity] of Object.entries(found)) {
      const key = await home.entity(entity);
      seen.push({
        ...{ check_name: "battery-low", subject_kind: "entity", subject: String(key), severity, cause: undefined },
        ...{ evidence: { percent: 9, threshold: 15 }, mentions: [key], since: at(day, "06:00:00") },
      });
    }
    const it = { home: home.home, at: at(day), checks: ["battery-low"], seen };
    await db.transaction((tx) => settle(tx, { ...it, isHeldBack: () => false, isBeyond: () => true }));
    const ran = { took_ms: 1, by_whom: "person" as const, checks: ["battery-low"], held_back: [], waiting: 0 };
    await insertDiagnosis(db, { home: home.home, at: at(day) }, { ...ran, opened: 0, changed: 0, closed: 0 });
  }

  it("are answered with 'I do not know' before anything is learned", async () => {
    for (const question of [
      ...[
        "which batteries die this month?",
        "how healthy is my home?",
        "what will fail next?",
        "which batteries are low",
      ],
    ])
      expect(await ask(question), question).toMatchObject({
        result: { kind: "none" },
        answer: expect.stringMatching(/^I do not know/),
      });
    expect(await ask("was war letzte Woche kaputt?", { language: german })).toMatchObject({ result: { kind: "none" } });
  });

  it("are answered from findings and forecasts, with their numbers", async () => {
    await look("10", { "sensor.door_battery": "warning", "light.hall": "error" });
    await look("12", { "sensor.door_battery": "warning" });
    const said = async (entity: string, expected_on: string) => ({
      ...{ entity_id: await home.entity(entity), detector: "test", made_on: "2026-11-18", expected_on },
      ...{ earliest_on: "2026-11-20", latest_on: "2027-02-01", basis: { percent: 20, since: "2026-01-01" } },
    });
    const rows = [await said("sensor.hall_battery", "2026-11-28"), await said("sensor.door_battery", "2026-11-25")];
    await keepPredictions(db, home.home, "battery-empty", rows);
    const batteries = await ask("which batteries die this month?");
    expect(batteries.result).toEqual({ kind: "list", value: ["sensor.door_battery", "sensor.hall_battery"] });
    expect(batteries.answer).toMatch(/^Door battery is low now\. .*Hall battery about Saturday/);
    expect(batteries.answer).toMatch(/Of 1 more battery no end is known yet\.$/);
    const low = await ask("which batteries are low?");
    expect(low).toMatchObject({ answer: "Door battery is low.", result: { value: ["sensor.door_battery"] } });
    expect((await ask("welche Batterien sind schwach?", { language: german })).answer).toBe(
      "Door battery ist schwach.",
    );
    expect((await ask("which batteries die this week?")).result.value).toEqual(["sensor.door_battery"]);
    expect((await ask("what will fail next?")).result).toEqual({ kind: "text", value: "sensor.door_battery" });
    const score = await ask("how healthy is my home?");
    expect(score.result).toEqual({ kind: "number", value: 95 });
    expect(score.answer).toBe("95 of 100. Battery at 9 %: Door battery costs 5.2.");
    expect(score.citations).toMatchObject([{ entity_id: "sensor.door_battery" }]);
    expect((await ask("Wie gesund ist mein Zuhause?", { language: german })).answer).toMatch(/kostet 5,2/);
  });

  it("tell what was wrong in a time, and that nobody looked before", async () => {
    const wrong = await ask("what was wrong last week?");
    expect(wrong.result.value).toEqual(["light.hall", "sensor.door_battery"]);
    expect(wrong.answer).toMatch(/Hall lamp, from Tuesday.* to Thursday.*Door battery, since/);
    expect((await ask("what was wrong yesterday?")).result.value).toEqual(["sensor.door_battery"]);
    expect(await ask("what was wrong in October?")).toMatchObject({ result: { kind: "none" } });
  });

  it("name a device that will probably fail, with its signs, before the battery", async () => {
    const key = await home.entity("light.hall");
    const seen: Seen = {
      ...{ check_name: "device-failing", subject_kind: "entity", subject: String(key), severity: "warning" },
      ...{ evidence: { reasons: ["flaps"], until: "2026-12-02" }, mentions: [key], since: at("19"), cause: undefined },
    };
    const it = { home: home.home, at: at("19"), checks: ["device-failing"], isHeldBack: () => false };
    await db.transaction((tx) => settle(tx, { ...it, seen: [seen], isBeyond: () => true }));
    const next = await ask("what will fail next?");
    expect(next.result).toEqual({ kind: "list", value: ["Hall lamp", "sensor.door_battery"] });
    expect(next.answer).toMatch(/^Hall lamp will probably be out of reach.*\. The battery of Door battery/);
    await db.transaction((tx) => settle(tx, { ...it, at: at("20"), seen: [], isBeyond: () => true }));
  });

  it("tell a voice satellite of what is exposed alone, and nobody anything", async () => {
    await db.run(sql`
      update house.entity set is_exposed = entity_id = 'sensor.hall_battery' where home_id = ${home.home}`);
    const asked = db.speakerIn(home.home);
    const speaker = await ask("which batteries die this month?", { asked, kind: "speaker" as never });
    expect(speaker.result.value).toEqual(["sensor.hall_battery"]);
    expect(speaker.answer).toMatch(/exposed to Assist\.$/);
    expect(speaker.answer).not.toMatch(/Door/);
    await db.run(sql`update house.entity set is_exposed = true where home_id = ${home.home}`);
    expect((await ask("what was wrong last week?", { asked, kind: "speaker" as never })).answer).toMatch(
      /Door battery/,
    );
    expect((await ask("how healthy is my home?", { kind: "nobody" as never })).answer).not.toMatch(/\d/);
  });
});
