import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { emptyHome, engines, testDatabase } from "#db/testing.ts";
import { act, type Verb } from "./act.ts";
import { expireFindings, insertDiagnosis, listSteps } from "./act-queries.ts";
import { findingStates } from "./contract.ts";
import type { Seen } from "./differing.ts";
import { forgetFindings } from "./forget-findings.ts";
import { listFindings } from "./queries.ts";
import { type Look, settle } from "./settle.ts";

const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 20, hour, minute)).toISOString();
const battery = (parts: Partial<Seen> = {}): Seen => ({
  check_name: "battery-low",
  subject_kind: "device",
  subject: "d-door",
  severity: "warning",
  evidence: { percent: 12 },
  mentions: [],
  since: at(6),
  cause: undefined,
  ...parts,
});
const router = battery({ check_name: "device-unavailable", subject: "d-router", evidence: {}, severity: "error" });
const leaf = battery({ check_name: "device-unavailable", subject: "d-leaf", evidence: {}, cause: router });

describe.each(engines)("the ledger of findings on %s", (engine) => {
  let db: Database;
  let home: number;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());
  beforeEach(async () => {
    ({ home } = await emptyHome(db));
  });

  const look = (when: string, seen: Seen[], parts: Partial<Look> = {}) =>
    db.transaction((tx) =>
      settle(tx, {
        home,
        at: when,
        checks: ["battery-low", "device-unavailable"],
        seen,
        isHeldBack: () => false,
        isBeyond: (it, accepted) => Number(it.evidence.percent) < Number(accepted.percent) - 4,
        ...parts,
      }),
    );
  const all = (now = at(12)) => listFindings(db, { home, now, states: findingStates, limit: 50 });
  const steps = async () => (await listSteps(db, { home, limit: 50 })).map(({ what }) => what).reverse();
  const does = (finding: number, verb: Verb, until?: string) =>
    db.transaction((tx) => act(tx, { home, at: at(10), finding, verb, until, person: null }));
  const theOne = async () => {
    const [row, ...others] = await all();
    expect(others).toEqual([]);
    return row!;
  };

  it("opens what is seen once, keeps it up to date, and closes what is seen no more", async () => {
    expect(await look(at(8), [battery()])).toEqual({ opened: 1, changed: 0, closed: 0 });
    expect(await look(at(9), [battery({ evidence: { percent: 11 } })])).toEqual({ opened: 0, changed: 0, closed: 0 });
    expect(await theOne()).toMatchObject({ state: "open", evidence: { percent: 11 }, closed_at: null });
    expect(await look(at(10), [battery({ severity: "error", evidence: { percent: 4 } })])).toMatchObject({
      changed: 1,
    });
    expect(await look(at(11), [])).toMatchObject({ closed: 1 });
    expect(await theOne()).toMatchObject({ state: "closed", closed_as: "gone", severity: "error" });
    expect(await steps()).toEqual(["opened", "changed", "closed"]);
  });

  it("takes what comes back within hours for the same, and later for another", async () => {
    await look(at(1), [battery()]);
    await look(at(2), []);
    await look(at(5), [battery()]);
    expect(await theOne()).toMatchObject({ state: "open", closed_at: null });
    await look(at(6), []);
    await look(at(13), [battery()]);
    expect((await all()).map(({ state }) => state)).toEqual(["open", "closed"]);
    expect(await steps()).toEqual(["opened", "closed", "reopened", "closed", "opened"]);
  });

  it("leaves alone what did not run, and what cannot be judged now", async () => {
    await look(at(8), [battery(), router]);
    await look(at(9), [], { checks: ["battery-low"] });
    await look(at(9, 30), [battery({ subject: "d-new" })], { isHeldBack: ({ subject }) => subject !== "d-door" });
    expect((await all()).map(({ subject, state }) => [subject, state])).toEqual([
      ["d-router", "open"],
      ["d-door", "closed"],
    ]);
  });

  it("puts effects under their cause, and takes them out when it is gone", async () => {
    await look(at(8), [leaf, router]);
    const [cause, effect] = await all();
    expect([cause?.subject, cause?.effects, effect?.cause]).toEqual(["d-router", 1, cause?.finding]);
    expect(await listFindings(db, { home, now: at(9), states: ["open"], causes: false, limit: 9 })).toHaveLength(1);
    await look(at(9), [{ ...leaf, cause: undefined }]);
    expect((await all()).find(({ subject }) => subject === "d-leaf")).toMatchObject({ state: "open", cause: null });
  });

  it("learns what is no problem, until it is worse, and forgets that when it is told to", async () => {
    await look(at(8), [battery()]);
    const { finding } = await theOne();
    await does(finding, "not_a_problem");
    expect(await look(at(9), [battery({ evidence: { percent: 10 } })])).toMatchObject({ opened: 0 });
    expect(await look(at(11), [battery({ evidence: { percent: 5 } })])).toMatchObject({ opened: 1 });
    await look(at(12), []);
    await does(finding, "a_problem");
    await look(at(20), [battery({ evidence: { percent: 10 } })]);
    expect((await all(at(20))).find((row) => row.finding === finding)).toMatchObject({ state: "open" });
  });

  it("says again what was called fixed and is not", async () => {
    await look(at(8), [battery()]);
    await does((await theOne()).finding, "fixed");
    expect(await theOne()).toMatchObject({ state: "closed", closed_as: "fixed" });
    await look(at(11), [battery()]);
    expect(await theOne()).toMatchObject({ state: "open", closed_at: null });
    expect(await steps()).toEqual(["opened", "fixed", "reopened"]);
  });

  it("snoozes until a time, and wakes", async () => {
    await look(at(8), [battery()]);
    const { finding } = await theOne();
    await does(finding, "snooze", at(15));
    expect((await all(at(14)))[0]).toMatchObject({ state: "snoozed" });
    expect((await all(at(16)))[0]).toMatchObject({ state: "open" });
    await does(finding, "wake");
    expect((await all(at(14)))[0]).toMatchObject({ state: "open", snoozed_until: null });
  });

  it.each(["mute_subject", "mute_check"] as const)(
    "keeps quiet after %s, also about what comes later",
    async (verb) => {
      await look(at(8), [battery()]);
      const { finding } = await theOne();
      await does(finding, verb);
      await look(at(9), [battery(), battery({ subject: "d-other" })]);
      const states = new Map((await all()).map(({ subject, state }) => [subject, state]));
      expect(Object.fromEntries(states)).toEqual({
        "d-door": "muted",
        "d-other": verb === "mute_check" ? "muted" : "open",
      });
      await does(finding, "unmute");
      expect((await all()).map(({ state }) => state)).toEqual(["open", "open"]);
      await expect(does(finding, "unmute")).rejects.toMatchObject({ code: "not_so" });
    },
  );

  it("refuses what cannot be done", async () => {
    await look(at(8), [battery()]);
    const { finding } = await theOne();
    await look(at(9), []);
    for (const verb of ["fixed", "wake", "not_a_problem"] as const)
      await expect(does(finding, verb), verb).rejects.toMatchObject({ code: "is_closed" });
    await expect(does(999_999, "fixed")).rejects.toMatchObject({ code: "unknown_finding", status: 404 });
    await expect(does(finding, "a_problem")).rejects.toMatchObject({ code: "not_so" });
  });

  it("keeps looks that found nothing new for a shorter time, all but the first: with it begins what is known", async () => {
    const ran = { took_ms: 1, checks: ["battery-low"], held_back: [], waiting: 0, changed: 0, closed: 0 };
    const looks = [
      [at(0, 10), "schedule", 0],
      [at(1), "schedule", 0],
      [at(2), "schedule", 1],
      [at(3), "person", 0],
      [at(5), "schedule", 0],
    ] as const;
    for (const [when, by_whom, opened] of looks)
      await insertDiagnosis(db, { home, at: when }, { ...ran, by_whom, opened });
    const kept = async () =>
      (await db.rows<{ at: string }>(sql`select at from ledger.diagnosis where home_id = ${home} order by at`)).length;
    await expireFindings(db, home, { told: at(0), quiet: at(4) });
    expect(await kept()).toBe(4);
    await expireFindings(db, home, { told: at(4), quiet: at(4) });
    expect(await kept()).toBe(1);
  });

  it("forgets what was found in a span, and what was done about it", async () => {
    await look(at(8), [battery()]);
    await look(at(9), []);
    const what = { home, from: at(0), to: at(8, 30), entities: null, entityIds: [] };
    expect((await forgetFindings.count(db, what)).events).toBe(1);
    const clock = { now: Date.now } as never;
    await forgetFindings.forget({ db, clock, silence: 1, stepped: () => {} }, what);
    expect(await all()).toEqual([]);
    expect(await db.rows(sql`select id from ledger.step where home_id = ${home}`)).toEqual([]);
  });
});
