import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { engines } from "#db/testing.ts";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { instantOf } from "#server/instant.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { startHomeOps } from "#server/testing.ts";
import { countSent } from "./attempt-queries.ts";
import type { AttemptPage, AttemptShown, PlanPage, RemedyPage } from "./contract.ts";
import { heal } from "./heal.ts";
import { curable, found, HOME, SICK_HOUSE } from "./testing.ts";

type Plan = z.infer<typeof PlanPage>["items"][number];
type Page = z.infer<typeof RemedyPage>;

const patience = { timeout: 30_000, interval: 100 };
const FAILED = { check: "integration-failed", subject: { kind: "integration" as const, id: "ce-hue" } };
const PLUG = { check: "device-unavailable", subject: { kind: "device" as const, id: "d-plug" } };
const NODE = { check: "device-unavailable", subject: { kind: "device" as const, id: "d-node" } };
const NIGHT = { check: "automation-forgotten", subject: { kind: "automation" as const, id: "automation.night" } };

describe.each(engines)("healing on %s", (engine) => {
  let demo: DemoHome;
  let homeops: HomeOps;
  beforeAll(async () => {
    demo = await startSmallHouse(SICK_HOUSE);
    curable(demo);
    homeops = await startHomeOps({ engine });
    await homeops.ask("connections/add", { url: demo.url, token: demo.token, name: "Cottage" });
    await vi.waitFor(async () => expect(await homeops.ask("health/run")).toMatchObject({ held_back: [] }), patience);
    await vi.waitFor(
      async () => expect(JSON.stringify(await homeops.ask("connections/list"))).not.toContain('"running"'),
      patience,
    );
  }, 90_000);
  afterAll(async () => {
    await homeops[Symbol.asyncDispose]();
    await demo[Symbol.asyncDispose]();
  });

  const plans = async (finding: number) =>
    ((await homeops.ask("healing/plan", { finding })) as z.infer<typeof PlanPage>).items;
  const planOf = async (finding: number, remedy: string): Promise<Plan> => {
    const plan = (await plans(finding)).find((it) => it.remedy === remedy);
    if (!plan) throw new Error(`no plan to ${remedy}`);
    return plan;
  };
  const approve = ({ plan, hash }: Pick<Plan, "plan" | "hash">) =>
    homeops.ask("healing/approve", { plan, hash }) as Promise<AttemptShown>;
  const history = async (wanted = {}) =>
    ((await homeops.ask("healing/history", wanted)) as z.infer<typeof AttemptPage>).items;
  const judged = (attempt: number) =>
    vi.waitFor(async () => {
      const [it] = await history({ attempts: [attempt] });
      expect(it?.verdict).not.toBeNull();
      return it;
    }, patience);
  const remedies = async () => (await homeops.ask("healing/remedies")) as Page;
  const remedy = async (name: string) => (await remedies()).items.find((it) => it.remedy === name);
  /** Another quarter of an hour has gone by since all that was tried. */
  const later = () =>
    homeops.world.db.run(sql`
      update healing.attempt
      set intent_at = intent_at - interval '2 days', entities = '{}', subject = subject || ' before'`);

  it("calls nothing while it only plans, and then exactly what it planned (H4)", async () => {
    await homeops.ask("healing/declare", { device: "d-plug", switch: "switch.strip" });
    const findings = [];
    for (const it of [FAILED, PLUG, NODE, NIGHT]) findings.push(await found(homeops, it));
    const shown = [];
    for (const finding of findings) shown.push(...(await plans(finding)));
    expect(shown.map((it) => it.remedy).sort()).toEqual([
      "ping-device",
      "power-cycle",
      "reload-integration",
      "turn-on-automation",
    ]);
    expect(demo.home.calls).toEqual([]);
    for (const { why_not } of shown) expect(why_not).toBeNull();
  });

  it("runs a plan on a person's yes, proves it by a fresh look, and remembers it", async () => {
    const plan = await planOf(await found(homeops, FAILED), "reload-integration");
    const { attempt, finding } = await approve(plan);
    const it = await judged(attempt);
    expect(it).toMatchObject({ verdict: "fixed", before: { "ce-hue": "setup_error" }, after: { "ce-hue": "loaded" } });
    expect(demo.home.calls.map(({ action, data, context }) => [action, data, context.id])).toEqual([
      ["homeassistant.reload_config_entry", { entry_id: "ce-hue" }, it?.contexts[0]],
    ]);
    expect(await history({ findings: [finding] })).toHaveLength(1);
    await vi.waitFor(async () => {
      const told = JSON.stringify(await homeops.ask("memory/timeline", { kinds: ["homeops_healing"] }));
      expect(told).toContain("Reload the integration: Hue bridge, it helped");
    }, patience);
  });

  it("takes a yes once, for the plan that was shown, by whom it was shown to, in time (H5)", async () => {
    await later();
    const finding = await found(homeops, NODE);
    const plan = await planOf(finding, "ping-device");
    const refused = { code: "no_such_offer", status: 409 };
    await expect(approve({ ...plan, hash: "0".repeat(64) })).rejects.toMatchObject(refused);
    const shownToAnother = await planOf(finding, "ping-device");
    const { person } = (await homeops.ask("people/add", { name: "Ben", role: "admin" })) as { person: string };
    await homeops.world.db.run(sql`update healing.offer set user_id = ${person} where id = ${shownToAnother.plan}`);
    await expect(approve(shownToAnother)).rejects.toMatchObject(refused);
    const old = await planOf(finding, "ping-device");
    await homeops.world.db.run(
      sql`update healing.offer set until = now() - interval '1 second' where id = ${old.plan}`,
    );
    await expect(approve(old)).rejects.toMatchObject(refused);
    const before = demo.home.calls.length;
    const { attempt } = await approve(plan);
    await expect(approve(plan)).rejects.toMatchObject(refused);
    expect((await judged(attempt))?.verdict).toBe("fixed");
    expect(demo.home.calls.slice(before).map(({ action }) => action)).toEqual(["zwave_js.ping"]);
  });

  it("refuses what changed since it was shown, and what is well again", async () => {
    await later();
    demo.say("switch.attic", "unavailable");
    await vi.waitFor(
      async () => expect(JSON.stringify(await homeops.ask("house/entities"))).toContain("unavailable"),
      patience,
    );
    const finding = await found(homeops, NODE);
    const plan = await planOf(finding, "ping-device");
    demo.say("switch.attic", "on");
    await expect(approve(plan)).rejects.toMatchObject({ code: "healing_already_well" });
    await homeops.ask("healing/declare", { device: "d-plug", switch: "switch.strip" });
    const cycle = await planOf(await found(homeops, PLUG), "power-cycle");
    demo.say("switch.strip", "off");
    await vi.waitFor(async () => expect(await plans(await found(homeops, PLUG))).toEqual([]), patience);
    await expect(approve(cycle)).rejects.toMatchObject({ code: "plan_changed" });
    demo.say("switch.strip", "on");
  });

  it("switches power off and on, as declared, and proves it by what was fed", async () => {
    const finding = await found(homeops, PLUG);
    const plan = await vi.waitFor(() => planOf(finding, "power-cycle"), patience);
    const before = demo.home.calls.length;
    const { attempt } = await approve(plan);
    expect(await judged(attempt)).toMatchObject({ verdict: "fixed", after: { "switch.garden": "on" } });
    expect(demo.home.calls.slice(before).map(({ action }) => action)).toEqual(["switch.turn_off", "switch.turn_on"]);
    await expect(homeops.ask("healing/undo", { attempt })).rejects.toMatchObject({ code: "cannot_undo" });
  }, 60_000);

  it("takes back what can be, once", async () => {
    const plan = await planOf(await found(homeops, NIGHT), "turn-on-automation");
    const { attempt } = await approve(plan);
    expect(await judged(attempt)).toMatchObject({ verdict: "fixed", can_undo: true });
    expect(demo.home.states.get("automation.night")?.state).toBe("on");
    expect(await homeops.ask("healing/undo", { attempt })).toMatchObject({ undo_outcome: "done", can_undo: false });
    expect(demo.home.states.get("automation.night")?.state).toBe("off");
    await expect(homeops.ask("healing/undo", { attempt })).rejects.toMatchObject({ code: "cannot_undo" });
  });

  it("may act only after it has helped with a yes, and no farther than it goes", async () => {
    expect(await remedy("reload-integration")).toMatchObject({ mode: "suggest", offers_ask: true, tried: 1, fixed: 1 });
    const keep = (name: string, mode: string) => homeops.ask("healing/keep-mode", { remedy: name, mode });
    await expect(keep("reload-automations", "act")).rejects.toMatchObject({ code: "not_proven" });
    await expect(keep("turn-on-automation", "act")).rejects.toMatchObject({ code: "too_far" });
    await expect(keep("restart-app", "ask")).rejects.toMatchObject({ code: "too_far" });
    await keep("reload-integration", "act");
    expect(await remedy("reload-integration")).toMatchObject({ mode: "act", modes: ["off", "suggest", "ask", "act"] });
  });

  it("does nothing once it is stopped, withdraws what waits, and starts nothing of it later (H9)", async () => {
    await later();
    demo.home.configEntries.set(demo.home.configEntries.all.get("ce-hue")!, "setup_error");
    const finding = await found(homeops, FAILED);
    const plan = await planOf(finding, "reload-integration");
    const watched = intakeOf(homeops.world).of(HOME)!;
    const calls = demo.home.calls.length;
    await homeops.ask("healing/stop");
    expect((await remedies()).stopped).not.toBeNull();
    await heal(homeops.world, watched);
    await expect(approve(plan)).rejects.toMatchObject({ code: "no_such_offer" });
    expect(await plans(finding)).toMatchObject([{ plan: null, why_not: { code: "stopped" } }]);
    await homeops.ask("healing/resume");
    await expect(approve(plan)).rejects.toMatchObject({ code: "no_such_offer" });
    expect(demo.home.calls).toHaveLength(calls);
  });

  it("acts by itself where it was allowed to, and starts nothing because of its own doing (H10)", async () => {
    const looks = () => homeops.world.db.row<{ n: number }>(sql`select count(*)::int as n from ledger.diagnosis`);
    const watched = intakeOf(homeops.world).of(HOME)!;
    const calls = demo.home.calls.length;
    const before = await looks();
    await homeops.world.db.run(sql`update ledger.step set at = at - interval '1 hour'`); // nobody is fixing
    await homeops.world.db.run(sql`update changes.change set at = at - interval '1 hour'`);
    await vi.waitFor(async () => {
      await heal(homeops.world, watched);
      expect(demo.home.calls.slice(calls).map(({ action }) => action)).toEqual(["homeassistant.reload_config_entry"]);
    }, patience);
    const [it] = await history();
    expect(it).toMatchObject({ remedy: "reload-integration", by: null, verdict: "fixed" });
    await heal(homeops.world, watched);
    await heal(homeops.world, watched);
    expect(demo.home.calls).toHaveLength(calls + 1);
    const after = await looks();
    expect(after!.n - before!.n).toBeLessThanOrEqual(1); // by the clock
  });

  it("judges what broke off by what is seen, and sends it never again (H6)", async () => {
    const watched = intakeOf(homeops.world).of(HOME)!;
    const calls = demo.home.calls.length;
    const [last] = await history();
    const copy = (sent: number, outcome: string | null, ago: string) => sql`
      insert into healing.attempt (home_id, finding_id, remedy, check_name, subject_kind, subject, name, entities, mentions, plan, hash,
        by_whom, intent_at, sent, sent_at, outcome, before)
      select home_id, finding_id, remedy, check_name, subject_kind, subject, name, '{}', mentions,
        jsonb_set(plan, '{proof,entry_id}', '"ce-gone"'), hash, by_whom,
        ${instantOf(watched.now())}::timestamptz - ${ago}::interval, ${sent}, ${instantOf(watched.now())}::timestamptz - ${ago}::interval, ${outcome}, before
      from healing.attempt
      where id = ${last!.attempt}`;
    await homeops.world.db.run(copy(0, null, "10 minutes"));
    await homeops.world.db.run(copy(1, null, "10 minutes"));
    await homeops.world.db.run(copy(1, "done", "10 minutes"));
    await homeops.world.db.run(copy(1, "done", "1 minute"));
    await heal(homeops.world, watched);
    expect((await history({ limit: 4 })).map(({ verdict }) => verdict)).toEqual([
      null,
      "not_fixed",
      "unknown",
      "not_fixed",
    ]);
    expect(demo.home.calls).toHaveLength(calls);
  });

  it("switches the power on again where it broke off when that was about to be sent (H6)", async () => {
    const watched = intakeOf(homeops.world).of(HOME)!;
    const before = instantOf(watched.now() - 600_000);
    const broken = await homeops.world.db.row<{ id: number }>(sql`
      insert into healing.attempt (home_id, finding_id, remedy, check_name, subject_kind, subject, name, entities, mentions, plan, hash,
        by_whom, intent_at, sent, sent_at, outcome, before)
      select home_id, finding_id, remedy, check_name, subject_kind, subject, name, entities, mentions, plan, hash, by_whom, ${before}, 1,
        ${before}, 'done', before
      from healing.attempt where remedy = 'power-cycle' limit 1
      returning id`);
    await countSent(homeops.world.db, broken!.id, { step: 1, at: before });
    const calls = demo.home.calls.length;
    await heal(homeops.world, watched);
    expect(demo.home.calls.slice(calls)).toMatchObject([{ action: "switch.turn_on" }]);
  });
});
