import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database, Transactions } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { HealthScore } from "#server/analysis/health/contract.ts";
import { settleCosts } from "#server/analysis/health/keep-costs.ts";
import { systemClock } from "#server/clock.ts";
import type { Call } from "#server/command.ts";
import type { Severity } from "#server/finding.ts";
import { instantOf } from "#server/instant.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { act } from "#server/store/ledger/findings/act.ts";
import { insertDiagnosis } from "#server/store/ledger/findings/act-queries.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import { type MemoryHome, memoryHome } from "#server/store/memory/testing.ts";
import type { World } from "#server/world.ts";
import { toldScore } from "./told-score.ts";

const NOON = Date.parse("2026-11-21T12:00:00Z");
const LAMP = "light.lamp";

describe.each(engines)("the health of a home on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  let minutes = 0;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());
  beforeEach(async () => {
    home = await memoryHome(db);
    minutes = 0;
    await db.run(sql`
      insert into house.device (home_id, connection_id, device_id, name, area_id)
      select ${home.home}, ${home.connectionId}::uuid, 'device' || number, 'Device ' || number, case when number < 5 then 'hall' end
      from generate_series(1, 30) as number`);
    await db.run(sql`
      insert into house.item (home_id, connection_id, kind, item_id, name, body)
      values (${home.home}, ${home.connectionId}::uuid, 'area', 'hall', 'Hall', '{}')`);
    await db.run(sql`
      update house.entity set device_id = 'device1', area_id = 'hall' where id = ${await home.entity(LAMP)}`);
  });

  const clock = { ...systemClock, now: () => NOON + minutes * 60_000 };
  const world = (): World => ({ db, clock, log: jsonLog("silent"), options: readOptions({}) });
  const at = () => instantOf(clock.now());
  type Sight = { severity?: Severity; since?: number; cause?: string };
  /** What is seen at that minute: each on the entity that it names, `since` in minutes. */
  async function look(minute: number, sights: Record<string, Sight>): Promise<void> {
    minutes = minute;
    const seen = [];
    for (const [name, { severity = "warning", since = -60, cause }] of Object.entries(sights)) {
      const key = await home.entity(name);
      const keyed = { check_name: "battery-low", subject_kind: "entity" };
      seen.push({
        ...{ ...keyed, subject: String(key), severity, evidence: { percent: 9, threshold: 15 }, mentions: [key] },
        ...{ since: instantOf(NOON + since * 60_000) },
        cause: cause === undefined ? undefined : { ...keyed, subject: String(await home.entity(cause)) },
      });
    }
    const it = { home: home.home, at: at(), checks: ["battery-low"], seen };
    await db.transaction((tx) => settle(tx, { ...it, isHeldBack: () => false, isBeyond: () => true }));
    const ran = { took_ms: 1, by_whom: "person" as const, checks: ["battery-low"], held_back: [], waiting: 0 };
    await insertDiagnosis(db, { home: home.home, at: at() }, { ...ran, opened: 0, changed: 0, closed: 0 });
    await settleCosts({ db }, home.home, clock.now());
  }
  const score = (wanted = {}, asked: Transactions = db): Promise<HealthScore> =>
    toldScore({ language: "en", ...wanted }, { world: world(), db: asked, home: home.home } as Call);

  it("is not known before anybody has looked, and whole where nothing is wrong", async () => {
    expect(await score()).toMatchObject({ score: null, looked_at: null, lost: [] });
    await look(0, {});
    expect(await score()).toMatchObject({ score: 100, lost: [], devices: [], areas: [{ name: "Hall", score: 100 }] });
  });

  it("names what each point of home, area and device is lost by", async () => {
    await look(0, { [LAMP]: {} });
    const { lost, areas, devices, score: whole } = await score();
    expect(whole).toBe(97);
    expect(lost).toMatchObject([{ points: 3, title: "Battery at 9 %", name: `Name of ${LAMP}`, severity: "warning" }]);
    const [{ finding } = { finding: 0 }] = lost;
    expect(areas).toMatchObject([{ area_id: "hall", devices: 4, score: 92, lost: [{ finding }] }]);
    expect(devices).toMatchObject([{ device_id: "device1", area: "Hall", lost: [{ finding }] }]);
    expect((await score({ language: "de" })).lost).toMatchObject([{ title: "Batterie bei 9 %" }]);
  });

  it("is not moved by what lasts for minutes, but at once by what is critical", async () => {
    await look(0, { [LAMP]: { since: -5 } });
    expect((await score()).score).toBe(100);
    await look(11, { [LAMP]: { since: -5 } });
    expect((await score()).score).toBe(97);
    await look(12, {});
    expect((await score()).score, "over for no time").toBe(97);
    await look(30, {});
    expect((await score()).score).toBe(100);
    await look(31, { [LAMP]: { since: 31, severity: "critical" } });
    expect((await score()).score).toBeLessThan(85);
  });

  it("costs nothing that somebody snoozed, muted or called no problem, nor what that explains", async () => {
    await look(0, { [LAMP]: {}, "light.other": { cause: LAMP } });
    const [{ finding } = { finding: 0 }] = (await score()).lost;
    expect((await score()).lost).toHaveLength(1);
    const person = null;
    const doing = (verb: "snooze" | "wake" | "mute_subject" | "unmute" | "not_a_problem") =>
      db.transaction((tx) =>
        act(tx, {
          home: home.home,
          at: at(),
          finding,
          verb,
          person,
          until: verb === "snooze" ? instantOf(NOON + 9e6) : undefined,
        }),
      );
    for (const [verb, back] of [
      ["snooze", "wake"],
      ["mute_subject", "unmute"],
    ] as const) {
      await doing(verb);
      expect((await score()).score, verb).toBe(100);
      await doing(back);
      expect((await score()).score, back).toBe(97);
    }
    await doing("not_a_problem");
    expect((await score()).lost.map((it) => it.finding)).not.toContain(finding);
  });

  it("keeps its past in a row a change, and tells it hour by hour", async () => {
    await look(0, {});
    await look(60, { [LAMP]: { since: 0, severity: "error" } });
    for (const minute of [62, 64, 120]) await look(minute, { [LAMP]: { since: 0, severity: "error" } });
    await look(180, {});
    await look(240, {});
    const rows = await db.rows(sql`select id from health.cost where home_id = ${home.home}`);
    expect(rows).toHaveLength(1);
    const from = instantOf(NOON);
    const told = async (of?: object) => (await score({ from, of })).history.map((it) => it.score);
    expect(await told()).toEqual([100, 93, 93, 93]);
    expect(await told({ kind: "area", id: "hall" })).toEqual([100, 79, 79, 79]);
    expect(await told({ kind: "device", id: "device2" })).toEqual([100, 100, 100, 100]);
    for (const kind of ["area", "device"])
      await expect(score({ from, of: { kind, id: "nowhere" } })).rejects.toMatchObject({
        ...{ code: `unknown_${kind}`, status: 404 },
      });
    const { history, named } = await score({ from, language: "de" });
    const [{ finding } = { finding: 0 }] = named;
    expect(history.map((it) => it.findings)).toEqual([[], [finding], [finding], [finding]]);
    expect(named).toMatchObject([{ title: "Batterie bei 9 %", name: `Name of ${LAMP}` }]);
    await expect(score({ from: instantOf(NOON - 400 * 86_400_000) })).rejects.toMatchObject({ code: "odd_span" });
  });
});
