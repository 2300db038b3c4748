import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database, Transactions } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { lawOf } from "#server/law.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { insertDiagnosis } from "#server/store/ledger/findings/act-queries.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import { addMaintenance } from "#server/store/ledger/maintenance/queries.ts";
import { keepPredictions } from "#server/store/ledger/predictions/queries.ts";
import { answerQuestion } from "../answer-question.ts";
import type { Answer } from "../contract.ts";
import { german } from "../language/de/de.ts";
import { english } from "../language/en/en.ts";
import { namedHome } from "../testing.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z"); // a Friday
const battery = { deviceClass: "battery", unit: "%" };
const THINGS = {
  "lock.front": { name: "Front door lock", area: "Hall" },
  "sensor.front_battery": { name: "Front door lock battery", area: "Hall", ...battery },
  "sensor.remote_battery": { name: "Bath remote battery", area: "Bathroom", ...battery },
  "switch.pump": { name: "Pump", area: "Cellar" },
  "update.pump": { name: "Pump firmware", area: "Cellar" },
};
const told = (entityId: string, state: string, attributes = {}): [string, PresentState] => [
  entityId,
  { entityId, state, attributes, changedAt: "2026-11-19T08:00:00+00:00", updatedAt: "2026-11-20T08:00:00+00:00" },
];
const present = new Map([
  told("sensor.front_battery", "41", { battery_size: "AA", battery_quantity: 4 }),
  told("sensor.remote_battery", "9"),
  told("switch.pump", "unavailable"),
  told("update.pump", "on"),
]);

describe.each(engines)("what is asked after the health of things on %s", (engine) => {
  let db: Database;
  let home: Awaited<ReturnType<typeof namedHome>>;
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await namedHome(db, THINGS, "2026-10-01T00:00:00+00:00");
    for (const device of ["front", "remote", "pump"])
      await db.run(sql`
        insert into house.device (home_id, connection_id, device_id, name)
        values (${home.home}, ${home.connectionId}, ${device}, ${{ front: "Front door lock", remote: "Bath remote", pump: "Pump" }[device]})`);
    await db.run(
      sql`update house.entity set device_id = split_part(split_part(entity_id, '.', 2), '_', 1) where home_id = ${home.home}`,
    );
  }, 60_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const ask = (
    question: string,
    { language = english, asked = db as Transactions, kind = "owner" as "owner" | "speaker" } = {},
  ) =>
    asked.transaction(async (tx): Promise<Answer> => {
      const law = kind === "owner" ? undefined : await lawOf(tx, { kind });
      const asking = { home: home.home, language, now: NOW, present, ...(law && { law }) };
      return (await answerQuestion(tx, question, asking)).answer;
    });

  it("is answered with 'I do not know' where nothing is known", async () => {
    for (const question of [
      "when will the battery of the front door lock be empty",
      "which battery does the bath remote need",
      "how full is the battery of the sauna",
      "when will the disk be full",
      "how sure are you",
      "what did you get wrong",
      "is everything all right",
    ])
      expect((await ask(question)).result.kind, question).toBe("none");
  });

  it("tells of one battery how full it is, what it is, and when it ends", async () => {
    const entity_id = await home.entity("sensor.front_battery");
    const days = { expected_on: "2026-12-05", earliest_on: "2026-11-30", latest_on: "2026-12-20" };
    const said = {
      entity_id,
      detector: "test",
      made_on: "2026-11-18",
      basis: { percent: 42, since: "2026-06-01" },
      ...days,
    };
    await keepPredictions(db, home.home, "battery-empty", [said]);
    expect(await ask("how full is the battery of the front door lock")).toMatchObject({
      answer: "The battery of Front door lock is at 41 %.",
      result: { kind: "number", value: 41, unit: "%" },
      citations: [{ entity_id: "sensor.front_battery" }],
    });
    expect((await ask("welche batterie braucht front door lock", { language: german })).answer).toBe(
      "Front door lock braucht 4 × AA.",
    );
    const end = await ask("when will the front door lock battery be empty");
    expect(end.result).toEqual({ kind: "instant", value: "2026-12-05T11:00:00.000000+00:00" });
    expect(end.answer).toMatch(/between Monday 30 November and Sunday 20 December in four of five cases\.$/);
    expect((await ask("how many aa batteries do i need next month")).result).toEqual({ kind: "count", value: 4 });
  });

  it("tells which devices are out of reach, and of one whether it is", async () => {
    expect(await ask("which devices are offline")).toMatchObject({ result: { kind: "list", value: ["Pump"] } });
    expect((await ask("is the pump reachable")).result).toEqual({ kind: "boolean", value: false });
    expect((await ask("since when is the pump offline")).result).toMatchObject({ kind: "instant" });
    expect((await ask("which devices in the hall are offline")).answer).toBe("No device is out of reach.");
    expect((await ask("is there an update")).result.value).toEqual(["update.pump"]);
  });

  it("tells whom it knows what was mended, and what might be", async () => {
    expect((await ask("what did you repair this week")).answer).toBe("Nothing was mended in that time.");
    const tried = (verdict: string, at: string) => sql`
      insert into healing.attempt (home_id, remedy, check_name, subject_kind, subject, name, entities, mentions, plan, hash, by_whom,
        intent_at, before, verdict, verdict_at)
      values (${home.home}, 'reload-integration', 'integration-failed', 'integration', 'ce', 'Hue bridge', '{}', '{}', '{}', 'h', 'act',
        ${at}, '{}', ${verdict}, ${at})`;
    await db.run(tried("fixed", "2026-11-19T10:00:00Z"));
    await db.run(tried("not_fixed", "2026-11-18T10:00:00Z"));
    await db.run(tried("fixed", "2026-11-02T10:00:00Z"));
    expect(await ask("what did you repair this week")).toMatchObject({
      answer: "Mended: Reload the integration: Hue bridge. 1 attempt did not help.",
      result: { kind: "list", value: ["Hue bridge"] },
      citations: [{ entity_id: null }],
    });
    expect((await ask("was hast du diese Woche repariert", { language: german })).answer).toBe(
      "Repariert: Die Integration neu laden: Hue bridge. 1 Versuch half nicht.",
    );
    expect((await ask("what did you repair this week", { kind: "speaker" })).result.kind).toBe("none");
    expect((await ask("what can you mend")).answer).toBe("Nothing that is wrong now is something that I could mend.");
  });

  it("tells of findings by place and thing, what to do first, and what is kept quiet", async () => {
    const key = await home.entity("sensor.remote_battery");
    const at = "2026-11-20T11:00:00.000000+00:00";
    const evidence = { percent: 9, threshold: 15 };
    const subject = { check_name: "battery-low", subject_kind: "entity", subject: String(key) } as const;
    const seen = [{ ...subject, severity: "warning" as const, cause: undefined, evidence, mentions: [key], since: at }];
    const it = { home: home.home, at, checks: ["battery-low"], seen };
    await db.transaction((tx) => settle(tx, { ...it, isHeldBack: () => false, isBeyond: () => true }));
    const ran = { took_ms: 1, by_whom: "person" as const, checks: ["battery-low"], held_back: [], waiting: 0 };
    await insertDiagnosis(db, { home: home.home, at }, { ...ran, opened: 0, changed: 0, closed: 0 });
    expect((await ask("what is wrong in the bathroom")).result.value).toEqual(["sensor.remote_battery"]);
    expect((await ask("what is wrong upstairs")).result.value).toEqual(["sensor.remote_battery"]);
    expect((await ask("is anything wrong with the front door lock")).result.value).toEqual([]);
    expect((await ask("is everything all right")).result).toEqual({ kind: "boolean", value: false });
    expect((await ask("what should i do first")).result).toEqual({ kind: "text", value: "sensor.remote_battery" });
    await db.run(sql`update ledger.finding set snoozed_until = '2026-12-24' where home_id = ${home.home}`);
    expect((await ask("what did you stop telling me")).result.value).toEqual(["sensor.remote_battery"]);
    expect((await ask("is maintenance on")).result.value).toBe(false);
    const work = {
      kind: "work",
      subject_kind: "home",
      subject: "",
      from: at,
      until: "2026-11-21T00:00:00+00:00",
    } as const;
    await addMaintenance(db, home.home, { ...work, why: null, person: null });
    expect((await ask("ist gerade wartung", { language: german })).result.value).toBe(true);
  });

  it("tells a voice satellite of what is exposed alone, in a sentence or two", async () => {
    await db.run(sql`update house.entity set is_exposed = entity_id like '%front%' where home_id = ${home.home}`);
    const speaker = { asked: db.speakerIn(home.home), kind: "speaker" as const };
    expect((await ask("which devices are offline", speaker)).result.value).toEqual([]);
    expect((await ask("how full is the battery of the bath remote", speaker)).result.kind).toBe("none");
    const level = await ask("how full is the battery of the front door lock", speaker);
    expect(level.speech).toBe("The battery of Front door lock is at 41 percent.");
  });
});
