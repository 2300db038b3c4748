import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Message } from "#server/actions/alerts/channels/channel.ts";
import { clearOn, deliverOn } from "#server/actions/alerts/channels/kept/deliver-on.ts";
import { toSay as message } from "#server/actions/alerts/channels/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { type Answer, hearAnswers } from "#server/intake/hear-answers.ts";
import type { HomeAssistant } from "../world/home-assistant.ts";
import { channelsOf, keepChannel, toldHome } from "./told-home.ts";

const patience = { timeout: 60_000, interval: 250 };
const everything = new AsyncDisposableStack();
let told: Awaited<ReturnType<typeof toldHome>>;
let home: HomeAssistant;
let homeops: HomeOps;
const way = () => ({ world: homeops.world, home: 1 });
const say = (id: number, said: Message) => deliverOn(way(), { id }, said);
const list = () => channelsOf(homeops);
const keep = (kind: string, target: object, whose?: string) => keepChannel(homeops, { kind, target, whose });

beforeAll(async () => {
  told = everything.use(await toldHome());
  ({ home, homeops } = told);
}, 600_000);
afterAll(() => everything.disposeAsync());

it("offers what this home has", async () => {
  const { offered } = await list();
  const those = offered.map(({ kind, name, target }) => ({ kind, it: { name, ...target } }));
  const of = (kind: string) => those.filter((one) => one.kind === kind).map(({ it }) => it);
  expect(of("companion")).toEqual([{ name: "Anna's Phone", action: "notify.mobile_app_anna_s_phone" }]);
  expect(of("notify")).toContainEqual(expect.objectContaining({ action: "notify.family" }));
  expect(of("notify")).toContainEqual({ name: "Notifier", entity: "notify.notifier" });
  expect(of("persistent")).toHaveLength(1);
  expect(of("light").length).toBeGreaterThan(3);
  const voice = { entity: "media_player.bedroom", voice: "tts.demo_say" };
  expect(of("speech")).toContainEqual(expect.objectContaining(voice));
  expect(of("mqtt")).toEqual([]);
});

it("knows whose phone it is, where Home Assistant does and says who an account is", async () => {
  const people = (await homeops.ask("people/list")) as { items: { person: string }[] };
  const person = people.items[0]?.person;
  type State = { entity_id: string; attributes: { user_id?: string } };
  const states = await home.client.rest<State[]>("GET", "/api/states");
  const entity_id = states.find(({ attributes }) => attributes.user_id === told.userId)?.entity_id;
  await homeops.ask("people/introduce", { person, entity_id });
  await vi.waitFor(async () => {
    const { offered } = await list();
    expect(offered.filter(({ kind }) => kind === "companion")).toMatchObject([{ person }]);
  }, patience);
});

describe("a companion app", () => {
  const latest = () => told.phone.pushed.at(-1);
  let app = 0;
  beforeAll(async () => {
    app = await keep("companion", { action: "notify.mobile_app_anna_s_phone" });
  });

  it("gets one notification a tag, as urgent as it is, with buttons that need the phone unlocked unless they are harmless", async () => {
    const verbs = [
      { id: "homeops_ack_12", title: "I see to it", isHarmless: true },
      { id: "homeops_mend_12", title: "Restart it", isHarmless: false },
    ];
    expect(await say(app, message({ severity: "error", verbs }))).toEqual({ outcome: "sent" });
    expect(latest()).toMatchObject({
      ...{ title: "Battery low", message: "Hall motion: 4 %", push_token: "token" },
      data: {
        ...{
          tag: "finding-7",
          group: "homeops",
          channel: "HomeOps: important",
          importance: "high",
          ttl: 0,
          priority: "high",
        },
        ...{ visibility: "private", push: { "interruption-level": "time-sensitive" } },
        actions: [
          { action: "homeops_ack_12", title: "I see to it", authenticationRequired: false, destructive: false },
          { action: "homeops_mend_12", title: "Restart it", authenticationRequired: true, destructive: true },
        ],
      },
    });
  });

  it("wakes people for danger, and only for that", async () => {
    await say(app, message({ severity: "critical", isDanger: true, title: "Water" }));
    expect(latest()?.data).toMatchObject({
      ...{ channel: "alarm_stream", importance: "max", visibility: "public" },
      push: { "interruption-level": "critical", sound: { critical: 1 } },
    });
    await say(app, message({ kind: "recovery", severity: "critical", isDanger: true, language: "de" }));
    expect(latest()?.data).toMatchObject({
      ...{ channel: "HomeOps: leise", importance: "low", alert_once: true },
      push: { "interruption-level": "passive", sound: "none" },
    });
  });

  it("is never told what it would take for a command or for markup", async () => {
    await say(app, message({ text: "clear_notification" }));
    expect(latest()?.message).toBe("Battery low: clear_notification");
    await say(app, message({ text: "<img src=http://x.example>\nhello" }));
    expect(latest()?.message).toBe("‹img src=http://x.example› hello");
  });

  it("is cleared by the tag", async () => {
    expect(await clearOn(way(), { id: app }, "finding-7")).toEqual({ outcome: "sent" });
    expect(latest()).toMatchObject({ message: "clear_notification", data: { tag: "finding-7" } });
  });

  it("is refused for good where there is no such phone", async () => {
    const gone = await keep("companion", { action: "notify.mobile_app_gone" });
    expect(await say(gone, message())).toMatchObject({
      outcome: "refused",
      isWorthAnotherTry: false,
    });
  });

  it("answers with what was pressed and by whose phone; wiping away, and others' buttons, are no answers", async () => {
    const answers: Answer[] = [];
    using _ = hearAnswers(homeops.world, async (answer) => void answers.push(answer));
    await told.phone.fire("mobile_app_notification_cleared", { action: "homeops_ack_11", tag: "finding-7" });
    await told.phone.fire("mobile_app_notification_action", { action: "GARAGE_OPEN" });
    await told.phone.fire("mobile_app_notification_action", { action: "homeops_ack_12; drop table" });
    await told.phone.fire("mobile_app_notification_action", { action: 12 });
    await told.phone.fire("mobile_app_notification_action", {
      action: "homeops_ack_12",
      tag: "finding-7",
      reply_text: "x",
    });
    await vi.waitFor(() => expect(answers).toEqual([{ home: 1, id: "homeops_ack_12", userId: told.userId }]), patience);
  });
});

it("says it by an entity that notifies, and by an action", async () => {
  const entity = await keep("notify", { entity: "notify.notifier" });
  expect(await say(entity, message({ title: "One" }))).toEqual({ outcome: "sent" });
  await vi.waitFor(async () => {
    const { items } = (await homeops.ask("memory/timeline", { kinds: ["notify"], limit: 5 })) as { items: unknown[] };
    expect(items.length).toBeGreaterThan(0);
  }, patience);
  const family = await keep("notify", { action: "notify.family" });
  expect(await say(family, message({ title: "To all" }))).toEqual({ outcome: "sent" });
  expect(JSON.stringify(await home.client.call({ type: "persistent_notification/get" }))).toContain("To all");
});

it("keeps a persistent notification a tag, without markup of devices, and takes it back", async () => {
  type Note = { notification_id: string; title: string; message: string };
  const notes = async () =>
    (await home.client.call<Note[]>({ type: "persistent_notification/get" })).filter(
      ({ notification_id }) => notification_id === "homeops_finding-7",
    );
  const wall = await keep("persistent", {});
  await say(wall, message({ title: "First" }));
  await say(wall, message({ title: "Second", text: "![x](http://evil.example/x.png) <b>" }));
  expect(await notes()).toMatchObject([
    {
      title: "Second",
      message: "\\!\\[x\\]\\(http\\:\\/\\/evil\\.example\\/x\\.png\\) \\<b\\>".replaceAll("\\/", "/"),
    },
  ]);
  expect(await clearOn(way(), { id: wall }, "finding-7")).toEqual({ outcome: "sent" });
  expect(await notes()).toEqual([]);
});

describe("lights", () => {
  const LIGHTS = ["light.bed_light", "light.ceiling_lights", "light.kitchen_lights"];
  const look = async (id: string) => {
    const { state, attributes } = await home.client.state(id);
    const { brightness, rgb_color, color_temp_kelvin, color_mode, effect } = attributes;
    return { state, brightness, rgb_color, color_temp_kelvin, color_mode, effect };
  };
  const looks = () => Promise.all(LIGHTS.map(look));

  it.each(["blink", "color"])("%s, and are then as they were, with two at once too", async (how) => {
    await home.client.callService(
      "light",
      "turn_on",
      { brightness: 90, hs_color: [200, 60] },
      { entity_id: LIGHTS[0] },
    );
    await home.client.callService(
      "light",
      "turn_on",
      { brightness: 40, color_temp_kelvin: 3000 },
      { entity_id: LIGHTS[1] },
    );
    await home.client.callService("light", "turn_off", {}, { entity_id: LIGHTS[2] });
    await new Promise((done) => setTimeout(done, 1_000));
    const before = await looks();
    const lamp = await keep("light", { entities: LIGHTS, how, seconds: 2, color: [255, 0, 0] });
    const both = Promise.all([say(lamp, message()), say(lamp, message())]);
    await vi.waitFor(
      async () => expect(await look("light.bed_light")).toMatchObject({ brightness: 255, rgb_color: [255, 0, 0] }),
      patience,
    );
    expect(await both).toEqual([{ outcome: "sent" }, { outcome: "sent" }]);
    expect(await looks()).toEqual(before);
  });

  it("that a killed program left shining are put back by the next one", async () => {
    await home.client.callService(
      "light",
      "turn_on",
      { brightness: 255, rgb_color: [255, 0, 0] },
      { entity_id: LIGHTS[0] },
    );
    await homeops.world.db.run(sql`
      insert into alerts.lit_before (home_id, entity_id, state)
      values (1, ${LIGHTS[0]}, '{"state": "off"}')`);
    await vi.waitFor(async () => expect(await look("light.bed_light")).toMatchObject({ state: "off" }), patience);
    const kept = () => homeops.world.db.rows(sql`select from alerts.lit_before`);
    await vi.waitFor(async () => expect(await kept()).toEqual([]), patience);
  });

  it("that are not there are refused, and may be there later", async () => {
    const lamp = await keep("light", { entities: ["light.gone"] });
    expect(await say(lamp, message())).toMatchObject({ outcome: "refused", isWorthAnotherTry: true });
  });
});

it("speaks on a chosen player", async () => {
  const speaker = await keep("speech", { entity: "media_player.bedroom", voice: "tts.demo_say" });
  expect(await say(speaker, message({ title: "Water in the cellar" }))).toEqual({ outcome: "sent" });
  const { attributes } = await home.client.state("media_player.bedroom");
  expect(JSON.stringify(attributes)).toMatch(/tts|http/);
});

it("tests a channel, in the person's language, and says what came of it", async () => {
  const app = await keep("companion", { action: "notify.mobile_app_anna_s_phone" }, "mine");
  expect(await homeops.ask("alerts/test", { channel: app, language: "de" })).toMatchObject({
    outcome: "sent",
    sentence: expect.stringContaining("Es wurde angenommen"),
  });
  expect(told.phone.pushed.at(-1)).toMatchObject({
    title: "HomeOps erreicht dich hier",
    data: { tag: "homeops-test" },
  });
  expect((await list()).items).toContainEqual(
    expect.objectContaining({ channel: app, outcome: "sent", tested_at: expect.any(String) }),
  );
  const gone = await keep("notify", { action: "notify.gone" });
  expect(await homeops.ask("alerts/test", { channel: gone })).toMatchObject({
    outcome: "refused",
    sentence: expect.stringMatching(/^It was refused: .*gone.* Change the channel/),
  });
});
