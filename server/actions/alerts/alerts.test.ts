import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { instantOf } from "#server/instant.ts";
import { acknowledge } from "./acknowledge.ts";
import { answer } from "./answer.ts";
import { type AlertedHome, alertedHome, DAY, HOUR, MINUTE, receiver } from "./testing.ts";

describe.each(engines)("alerts on %s", (engine) => {
  let db: Database;
  let home: AlertedHome;
  let phone: Awaited<ReturnType<typeof receiver>>;
  beforeAll(async () => {
    db = await testDatabase(engine);
    phone = await receiver();
  });
  afterAll(async () => {
    await phone[Symbol.asyncDispose]();
    await db[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    phone.received.length = 0;
    phone.answerWith(200);
    home = await alertedHome(db);
    await db.run(sql`
      insert into public.home_assistant_connections (home_id, name, url, encrypted_token, user_id)
      values (${home.home}, 'House', gen_random_uuid()::text, '', ${home.owner}::uuid)`);
    await home.way("companion", phone.url, home.owner, "anna");
  });
  const told = () => phone.received.map(({ path, to, kind, tag }) => [path, to, kind ?? "", tag].join(" "));
  const alerts = () =>
    db.rows<{
      id: number;
      finding_id: number | null;
      level: number;
      closed_at: string | null;
      acked_at: string | null;
    }>(
      sql`select id, finding_id, level, closed_at, acked_at from alerts.alert where home_id = ${home.home} order by id`,
    );
  const theOne = async () => {
    const [alert, ...others] = await alerts();
    expect(others).toEqual([]);
    return alert!;
  };

  it("tells what stands for minutes once, and takes it back when it is over", async () => {
    await home.sees({});
    await home.work();
    expect(told()).toEqual([]);
    await home.pass(30 * MINUTE);
    const tag = `homeops-finding-${(await theOne()).finding_id}`;
    expect(told()).toEqual([`told anna alert ${tag}`]);
    await home.sees();
    await home.pass(30 * MINUTE);
    expect(told()).toEqual([`told anna alert ${tag}`, `cleared anna  ${tag}`]);
    expect((await theOne()).closed_at).not.toBeNull();
  });

  it("says nothing of what comes and goes within minutes", async () => {
    for (let time = 0; time < 20; time++) {
      await home.sees(...(time % 2 === 0 ? [{}] : []));
      await home.pass(MINUTE, MINUTE);
    }
    expect(told()).toEqual([]);
  });

  it("pushes three times in a month, and keeps the rest for the digest", async () => {
    const email = await receiver();
    await home.way("email", email.url, home.owner, "anna-mail");
    for (let n = 0; n < 5; n++) {
      await home.sees({ subject: "", evidence: { n } });
      await home.pass(2 * HOUR, 40 * MINUTE);
      await home.sees();
      await home.pass(DAY - 2 * HOUR, 4 * HOUR);
    }
    expect(phone.received.filter(({ kind }) => kind === "alert").length).toBe(3);
    const held = (await home.outbox()).filter(({ why }) => why === "budget");
    expect(held.length).toBeGreaterThanOrEqual(2);
    expect(email.received.map(({ kind }) => kind)).toContain("digest");
    await email[Symbol.asyncDispose]();
  });

  it("pushes nothing in the first week but a danger, which it tells at once", async () => {
    await home.setSince(home.now() - DAY);
    await home.sees({});
    await home.pass(2 * HOUR);
    expect(told()).toEqual([]);
    expect((await home.outbox()).map(({ state, why }) => [state, why])).toEqual([["held", "first week"]]);
    await home.sensor("binary_sensor.cellar", "moisture", "on");
    await home.work();
    expect(phone.received).toMatchObject([
      { kind: "alert", tag: "homeops-danger-leak", title: "Water: binary_sensor.cellar" },
    ]);
  });

  it("repeats a danger until somebody has it, and says when it is over", async () => {
    await home.sensor("binary_sensor.kitchen", "smoke", "on");
    await home.pass(HOUR, MINUTE);
    expect(phone.received.map(({ kind }) => kind)).toEqual(["alert", "reminder", "reminder"]);
    await home.sensor("binary_sensor.kitchen", "smoke", "off");
    await home.pass(30 * MINUTE);
    expect(phone.received.at(-1)).toMatchObject({ kind: "recovery", title: "Over: Smoke: binary_sensor.kitchen" });
  });

  it("takes a sensor that has fallen silent while it gave alarm for one that still does", async () => {
    await home.sensor("binary_sensor.kitchen", "smoke", "on");
    await home.work();
    await home.sensor("binary_sensor.kitchen", "smoke", "unavailable");
    await home.pass(HOUR);
    expect((await theOne()).closed_at).toBeNull();
  });

  it("is quiet once somebody has it, whoever that is", async () => {
    await home.sensor("binary_sensor.kitchen", "smoke", "on");
    await home.work();
    const { id } = await theOne();
    expect(await answer(home.world, { home: home.home, id: `homeops_ack_${id}`, userId: null })).toEqual({
      isDone: true,
    });
    await home.pass(2 * HOUR);
    expect(phone.received.length).toBe(1);
  });

  it("lets nobody change a finding who may not, and an owner on a phone", async () => {
    await home.sees({});
    await home.pass(10 * MINUTE);
    const { finding_id } = await theOne();
    const id = `homeops_not_a_problem_${finding_id}`;
    expect(await answer(home.world, { home: home.home, id, userId: null })).toMatchObject({ isDone: false });
    const userId = "a".repeat(32);
    await db.run(sql`
      insert into people.home_assistant_user (home_id, ha_user_id, user_id)
      values (${home.home}, ${userId}, ${home.owner}::uuid)`);
    expect(await answer(home.world, { home: home.home, id, userId })).toEqual({ isDone: true });
    await home.pass(5 * MINUTE);
    expect(told().at(-1)).toBe(`cleared anna  homeops-finding-${finding_id}`);
    expect(await answer(home.world, { home: home.home, id: "homeops_rm_1", userId })).toMatchObject({ isDone: false });
  });

  it("waits for the morning with what is not critical", async () => {
    home = await nightHome("2026-11-20T22:30:00Z");
    await home.sees({});
    await home.pass(8 * HOUR, 15 * MINUTE);
    expect(told()).toEqual([]);
    await home.pass(HOUR, 15 * MINUTE);
    expect(phone.received.length).toBe(1);
  });

  it("says nothing of what was over before the morning came", async () => {
    home = await nightHome("2026-11-20T22:30:00Z");
    await home.sees({});
    await home.pass(HOUR);
    await home.sees();
    await home.pass(12 * HOUR, 15 * MINUTE);
    expect(phone.received).toEqual([]);
    expect(await home.outbox()).toMatchObject([{ state: "dropped", why: "over" }]);
  });

  async function nightHome(at: string): Promise<AlertedHome> {
    const made = await alertedHome(db, { at });
    await made.way("companion", phone.url, made.owner, "anna");
    return made;
  }

  it("tells nobody of what tells of somebody's movements", async () => {
    await home.sensor("device_tracker.somebody", "", "on");
    const thing = await db.row<{ id: number }>(sql`
      select id from house.entity where home_id = ${home.home} and entity_id = 'device_tracker.somebody'`);
    await home.sees({ mentions: [thing?.id ?? 0] });
    await home.pass(HOUR);
    expect([told(), await home.outbox()]).toEqual([[], []]);
  });

  it("tells one cause, and none of its effects", async () => {
    const cause = { check_name: "integration-failed", subject_kind: "home", subject: "" };
    const effects = ["a", "b", "c"].map((subject) => ({
      ...{ check_name: "device-unavailable", subject_kind: "device", subject, severity: "error" as const, cause },
    }));
    await home.sees({}, ...effects);
    await home.pass(30 * MINUTE);
    expect(phone.received.length).toBe(1);
  });

  it("tries again after growing pauses what was refused for now, and the next way where it is refused for good", async () => {
    const other = await receiver();
    await home.way("webhook", other.url, home.owner, "anna-hook");
    phone.answerWith(503);
    await home.sees({});
    await home.pass(10 * MINUTE, MINUTE);
    phone.answerWith(200);
    await home.pass(30 * MINUTE, MINUTE);
    expect([phone.received.length, other.received.length]).toEqual([1, 0]);
    await home.sees();
    await home.pass(2 * DAY, HOUR);
    phone.answerWith(404);
    await home.sees({ check_name: "recorder-stopped" });
    await home.pass(20 * MINUTE);
    expect(other.received.length).toBe(1);
    await other[Symbol.asyncDispose]();
  });

  it("goes up by the levels of a rule until somebody has it, to its end", async () => {
    const ben = await home.member("Ben", "member");
    await home.way("companion", phone.url, ben, "ben");
    const said = {
      ...{
        name: "Mine",
        is_on: true,
        kinds: ["integration-failed"],
        severities: [],
        subjects: [],
        areas: [],
        modes: [],
      },
      ...{ between: null, when: "now" },
      levels: [
        { after_minutes: 0, who: "admins", how: "own" },
        { after_minutes: 30, who: [ben], how: "own" },
        { after_minutes: 60, who: "everyone", how: "own" },
      ],
    };
    await db.run(
      sql`insert into alerts.rule (home_id, name, place, said) values (${home.home}, 'own-1', 0, ${JSON.stringify(said)}::jsonb)`,
    );
    await home.sees({ mentions: [] });
    await home.pass(25 * MINUTE);
    expect(phone.received.map(({ to }) => to)).toEqual(["anna"]);
    await home.pass(20 * MINUTE);
    expect(phone.received.map(({ to }) => to)).toEqual(["anna", "ben"]);
    const { id } = await theOne();
    await db.transaction((tx) =>
      acknowledge(tx, { home: home.home, alert: id, at: instantOf(home.now()), person: ben }),
    );
    await home.pass(3 * HOUR);
    expect(phone.received.length).toBe(2);
    expect((await theOne()).acked_at).not.toBeNull();
  });

  it("says what gets worse anew, and under the same tag", async () => {
    await home.sees({ severity: "error" });
    await home.pass(30 * MINUTE);
    await home.sees({ severity: "critical" });
    await home.pass(30 * MINUTE);
    expect(new Set(phone.received.map(({ tag }) => tag)).size).toBe(1);
    expect(phone.received.length).toBe(2);
  });
});
