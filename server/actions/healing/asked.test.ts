import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { engines } from "#db/testing.ts";
import { newContext } from "#demo/house/context.ts";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { startHomeOps } from "#server/testing.ts";
import type { AttemptPage } from "./contract.ts";
import { heal } from "./heal.ts";
import { curable, found, HOME, SICK_HOUSE } from "./testing.ts";

const patience = { timeout: 30_000, interval: 100 };
const PHONE = "notify.mobile_app_annas_phone";
const ANNA = "a".repeat(32); // Home Assistant's ids of its users
const BEN = "b".repeat(32);
const REMEDIES = ["reload-integration", "power-cycle", "ping-device"] as const;
const FAILED = { check: "integration-failed", subject: { kind: "integration" as const, id: "ce-hue" } };
const PLUG = { check: "device-unavailable", subject: { kind: "device" as const, id: "d-plug" } };
const NODE = { check: "device-unavailable", subject: { kind: "device" as const, id: "d-node" } };

type Verb = { action: string; title: string; authenticationRequired: boolean };
type Told = { title?: string; message: string; data: { tag: string; actions?: Verb[] } };

describe.each(engines)("what healing asks for, on a phone, on %s", (engine) => {
  let demo: DemoHome;
  let homeops: HomeOps;
  beforeAll(async () => {
    const phone = { entity_id: "device_tracker.annas_phone", name: "Anna's phone", state: "home" };
    demo = await startSmallHouse({ ...SICK_HOUSE, entities: [...SICK_HOUSE.entities, phone] });
    curable(demo);
    homeops = await startHomeOps({ engine });
    await homeops.ask("connections/add", { url: demo.url, token: demo.token, name: "Cottage" });
    await vi.waitFor(async () => expect(await homeops.ask("health/run")).toMatchObject({ held_back: [] }), patience);
    await vi.waitFor(
      async () => expect(JSON.stringify(await homeops.ask("connections/list"))).not.toContain('"running"'),
      patience,
    );
    await homeops.world.db.run(sql`update people.home set created_at = created_at - interval '30 days'`);
    const { person } = (await homeops.ask("alerts/keep-mine", { quiet: null, budget: 9 })) as { person: string };
    await homeops.world.db.run(sql`
      insert into people.home_assistant_user (home_id, ha_user_id, user_id)
      values (${HOME}, ${ANNA}, ${person}::uuid)
      on conflict do nothing`);
    await homeops.ask("alerts/keep-channel", { kind: "companion", name: "Phone", target: { action: PHONE } });
    await homeops.ask("healing/declare", { device: "d-plug", switch: "switch.strip" });
  }, 90_000);
  afterAll(async () => {
    await homeops[Symbol.asyncDispose]();
    await demo[Symbol.asyncDispose]();
  });

  /** The house ails of all three at once; of one after the other is asked. */
  const askOnlyFor = async (remedy: (typeof REMEDIES)[number]) => {
    for (const one of REMEDIES)
      await homeops.ask("healing/keep-mode", { remedy: one, mode: one === remedy ? "ask" : "suggest" });
  };
  const lookAround = () => heal(homeops.world, intakeOf(homeops.world).of(HOME)!);
  const onPhone = (): Told[] =>
    demo.home.calls.filter(({ action }) => action === PHONE).map(({ data }) => data as unknown as Told);
  const questions = () => onPhone().filter(({ data }) => data.actions?.some(({ action }) => action.includes("_mend_")));
  /** Waits until the phone was asked so often in all, and gives the last question. */
  const asked = (times: number) =>
    vi.waitFor(() => {
      const all = questions();
      expect(all).toHaveLength(times);
      return all.at(-1)!;
    }, patience);
  const idOf = ({ data }: Told, verb: "mend" | "leave") =>
    data.actions?.find(({ action }) => action.startsWith(`homeops_${verb}_`))?.action ?? "";
  const press = (action: string, user: string) => {
    demo.fire("mobile_app_notification_action", { action }, newContext(demo.home.clock.now(), { user }));
  };
  const cleared = (tag: string) =>
    vi.waitFor(() => expect(onPhone()).toContainEqual({ message: "clear_notification", data: { tag } }), patience);
  const history = async () => ((await homeops.ask("healing/history")) as z.infer<typeof AttemptPage>).items;
  const called = (action: string) => demo.home.calls.filter((it) => it.action === action);

  it("asks whoever may change the home, and does just that on a yes of theirs", async () => {
    await found(homeops, FAILED);
    await askOnlyFor("reload-integration");
    await lookAround();
    const question = await asked(1);
    expect(question).toMatchObject({ title: "Reload the integration? Hue bridge" });
    expect(question.data.actions).toMatchObject([
      { title: "Do it", authenticationRequired: true },
      { title: "Leave it", authenticationRequired: false },
    ]);
    press(idOf(question, "mend"), BEN); // belongs to nobody who may
    press(idOf(question, "mend"), ANNA);
    press(idOf(question, "mend"), ANNA);
    await vi.waitFor(async () => expect((await history())[0]?.verdict).toBe("fixed"), patience);
    const [attempt, ...more] = await history();
    expect(more).toEqual([]);
    expect(attempt).toMatchObject({ remedy: "reload-integration", by: expect.any(String) });
    expect(called("homeassistant.reload_config_entry")).toHaveLength(1);
    await cleared(question.data.tag);
    expect(await homeops.ask("alerts/mine")).toMatchObject({ used: 1 });
    await homeops.world.db.run(sql`update alerts.sending set due_at = made_at where kind = 'mended'`); // two minutes later
    await homeops.world.db.run(sql`select pg_notify('healing', ${String(HOME)})`);
    await vi.waitFor(
      () =>
        expect(onPhone().at(-1)).toMatchObject({
          ...{ title: "Reload the integration: Hue bridge", message: "It helped." },
          data: { tag: question.data.tag },
        }),
      patience,
    );
    expect(await homeops.ask("alerts/mine")).toMatchObject({ used: 1 });
  });

  it("leaves it where somebody says so, and does not ask again for a day", async () => {
    const before = called("switch.turn_off").length;
    await found(homeops, PLUG);
    await askOnlyFor("power-cycle");
    await lookAround();
    const question = await asked(2);
    press(idOf(question, "leave"), ANNA);
    await cleared(question.data.tag);
    press(idOf(question, "mend"), ANNA);
    await lookAround();
    await lookAround();
    expect(questions()).toHaveLength(2);
    expect(called("switch.turn_off")).toHaveLength(before);
  });

  it("plans anew what waited for the end of quiet hours, so that a yes is in time", async () => {
    await homeops.ask("alerts/keep-mine", { quiet: { from: "00:00", until: "00:00", least: "critical" } });
    await found(homeops, NODE);
    await askOnlyFor("ping-device");
    await lookAround();
    const waiting = () =>
      homeops.world.db.row<{ offer: number }>(sql`
        select offer_id as offer from alerts.sending where kind = 'offer' and state = 'waiting' and due_at > made_at`);
    const { offer } = await vi.waitFor(async () => {
      const row = await waiting();
      expect(row).toBeDefined();
      return row!;
    }, patience);
    await homeops.world.db.run(sql`update healing.offer set until = now() - interval '1 minute' where id = ${offer}`);
    await homeops.ask("alerts/keep-mine", { quiet: null });
    await homeops.world.db.run(sql`update alerts.sending set due_at = made_at where offer_id = ${offer}`);
    await homeops.world.db.run(sql`select pg_notify('healing', ${String(HOME)})`);
    const question = await asked(3);
    expect(idOf(question, "mend")).not.toBe(`homeops_mend_${offer}`);
    press(idOf(question, "mend"), ANNA);
    await vi.waitFor(
      async () => expect((await history())[0]).toMatchObject({ remedy: "ping-device", verdict: "fixed" }),
      patience,
    );
  });

  it("takes the question back once all mending is stopped", async () => {
    await homeops.world.db.run(sql`
      update healing.attempt
      set intent_at = intent_at - interval '2 days', entities = '{}', subject = subject || ' before'`);
    await homeops.world.db.run(sql`update healing.offer set made_at = made_at - interval '2 days'`);
    demo.home.configEntries.set(demo.home.configEntries.all.get("ce-hue")!, "setup_error");
    await found(homeops, FAILED);
    await askOnlyFor("reload-integration");
    await vi.waitFor(async () => {
      await lookAround();
      expect(questions().length).toBeGreaterThan(3);
    }, patience);
    const question = questions().at(-1)!;
    await homeops.ask("healing/stop");
    await cleared(question.data.tag);
    const calls = called("homeassistant.reload_config_entry").length;
    press(idOf(question, "mend"), ANNA);
    await homeops.ask("healing/resume");
    press(idOf(question, "mend"), ANNA);
    await lookAround();
    expect(called("homeassistant.reload_config_entry")).toHaveLength(calls);
  });
});
