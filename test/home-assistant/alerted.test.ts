import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { noteAlerts } from "#server/actions/alerts/alert-queries.ts";
import type { HomeOps } from "#server/homeops.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { presentStates } from "#server/store/house/present.ts";
import type { HomeAssistant } from "../world/home-assistant.ts";
import { installAiling, serviceAnswers } from "./ailing.ts";
import { installForward, putForward } from "./forward.ts";
import { addSpeaking, installSpeaking } from "./speaking.ts";
import { channelsOf, keepChannel, toldHome } from "./told-home.ts";

const patience = { timeout: 60_000, interval: 100 };
const HOME = 1;
const LEAK = "homeops-danger-leak";
const PLAYER = "media_player.bedroom";
const configuration = {
  input_boolean: { leak: { name: "Leak" } },
  template: [
    {
      binary_sensor: [
        {
          ...{ name: "Cellar leak", unique_id: "cellar_leak", device_class: "moisture" },
          state: "{{ is_state('input_boolean.leak', 'on') }}",
        },
      ],
    },
  ],
  forward: {},
};

const everything = new AsyncDisposableStack();
let told: Awaited<ReturnType<typeof toldHome>>;
let home: HomeAssistant;
let homeops: HomeOps;
let speaking: Awaited<ReturnType<typeof addSpeaking>>;
let entries: Record<string, string> = {};

const act = (domain: string, service: string, entity_id: string) =>
  home.client.callService(domain, service, {}, { entity_id });
const saidBy = async (entity: string) => (await home.client.state(entity)).attributes.said;
const pushedAs = (tag: string) => told.phone.pushed.filter(({ data }) => data.tag === tag);
const press = (action: string) => told.phone.fire("mobile_app_notification_action", { action });
const homeNow = () => intakeOf(homeops.world).nowIn(HOME);
/** Home Assistant's clock goes forward, and alerts are looked after at once, not at their next time. */
async function later(minutes: number): Promise<void> {
  await putForward(home, homeops, minutes);
  await noteAlerts(homeops.world.db, HOME);
}
const diagnosed = async () => expect(await homeops.ask("health/run")).toMatchObject({ held_back: [] });
const alertOf = (finding: number) =>
  homeops.world.db.row<{ acked_at: string | null; quiet_since: string | null; told: string[] }>(sql`
    select acked_at, quiet_since, array(
      select concat_ws(' ', state, why) from alerts.sending where alert_id = alert.id order by sending.id) as told
    from alerts.alert
    where home_id = ${HOME} and finding_id = ${finding} and closed_at is null`);

/** The finding of a check about a subject, once what makes it certain has gone by. */
async function foundAfter(minutes: number, check: string, subject: string): Promise<number> {
  await diagnosed();
  await later(minutes);
  await diagnosed();
  const row = await homeops.world.db.row<{ id: number }>(sql`
    select id from ledger.finding
    where home_id = ${HOME} and check_name = ${check} and subject = ${subject} and closed_at is null`);
  expect(row, `${check} of ${subject}`).toBeDefined();
  return row?.id ?? 0;
}

/** Told once it has stood for minutes; acknowledged from the phone. Answers how long that took by the home's clock. */
async function toldOf(finding: number, since: number): Promise<number> {
  const tag = `homeops-finding-${finding}`;
  await vi.waitFor(async () => expect(await alertOf(finding)).toBeDefined(), patience);
  await later(5.5);
  await vi.waitFor(() => expect(pushedAs(tag)).toHaveLength(1), patience);
  const minutes = (homeNow() - since) / 60_000;
  const actions = (pushedAs(tag)[0]?.data.actions ?? []) as { action: string }[];
  await press(actions.find(({ action }) => action.startsWith("homeops_ack_"))?.action ?? "");
  await vi.waitFor(async () => expect((await alertOf(finding))?.acked_at).not.toBeNull(), patience);
  return minutes;
}

const plugSays = () => presentStates(homeops.world, HOME).get("sensor.ailing_plug")?.state;

beforeAll(async () => {
  const install = async (directory: string) => {
    await Promise.all([installAiling, installForward, installSpeaking].map((one) => one(directory)));
    await serviceAnswers(directory, 2, true);
  };
  told = everything.use(await toldHome({ configuration, install }));
  ({ home, homeops } = told);
  for (const _ of ["Service", "Plug", "Service 2"])
    await home.client.rest("POST", "/api/config/config_entries/flow", { handler: "ailing" });
  speaking = await addSpeaking(home);
  type Entry = { entry_id: string; domain: string; title: string };
  const all = await home.client.call<Entry[]>({ type: "config_entries/get" });
  entries = Object.fromEntries(all.filter(({ domain }) => domain === "ailing").map((it) => [it.title, it.entry_id]));
  await vi.waitFor(async () => {
    const { offered } = await channelsOf(homeops);
    const spoken = offered.filter(({ kind }) => kind === "speech").map(({ target }) => target);
    expect(spoken).toContainEqual({ entity: PLAYER, voice: speaking.voice });
    expect(spoken).toContainEqual({ entity: speaking.satellite });
  }, patience);
  const phone = { kind: "companion", target: { action: "notify.mobile_app_anna_s_phone" }, whose: "mine" };
  await keepChannel(homeops, phone);
  await keepChannel(homeops, { kind: "speech", target: { entity: PLAYER, voice: speaking.voice } });
  await keepChannel(homeops, { kind: "speech", target: { entity: speaking.satellite } });
  await homeops.ask("alerts/keep-mine", { quiet: null });
  for (const turn of ["turn_off", "turn_on"]) await act("switch", turn, "switch.ac");
  await vi.waitFor(() => expect(plugSays()).toBe("1"), patience); // away from the start, it would be found before its time
  await putForward(home, homeops, 10); // nothing is judged in the first minutes of Home Assistant
}, 600_000);
afterAll(() => everything.disposeAsync());

it("tells of water on the phone, the player and the satellite, also in the first week, until somebody has it, and when it is over", async () => {
  const from = performance.now();
  await act("input_boolean", "turn_on", "input_boolean.leak");
  await vi.waitFor(() => expect(pushedAs(LEAK)).toHaveLength(1), patience);
  const [first] = pushedAs(LEAK);
  const seconds = ((first?.at ?? 0) - from) / 1000;
  console.log(`alerted: water is on the phone ${seconds.toFixed(1)} s after the sensor is wet`);
  expect(first).toMatchObject({
    title: "Water: Cellar leak",
    data: { channel: "alarm_stream", actions: [{ action: expect.stringMatching(/^homeops_ack_\d+$/) }] },
  });
  await vi.waitFor(async () => {
    expect(await saidBy(speaking.satellite)).toContain("Water: Cellar leak");
    expect(await saidBy(speaking.voice)).toContain("Water: Cellar leak");
  }, patience);
  expect((await home.client.state(speaking.voice)).attributes.on).toEqual([PLAYER]);
  expect(JSON.stringify((await home.client.state(PLAYER)).attributes)).toMatch(/tts|http/);

  const [verb] = (first?.data.actions ?? []) as { action: string }[];
  await press(verb?.action ?? "");
  const danger = () =>
    homeops.world.db.row<{ acked_at: string | null; quiet_since: string | null }>(sql`
      select acked_at, quiet_since from alerts.alert where home_id = ${HOME} and key = 'danger:leak' and closed_at is null`);
  await vi.waitFor(async () => expect((await danger())?.acked_at).not.toBeNull(), patience);
  await later(6); // who has not heard would be told again
  await pause(2_000);
  expect(pushedAs(LEAK)).toHaveLength(1);

  await act("input_boolean", "turn_off", "input_boolean.leak");
  await vi.waitFor(async () => expect((await danger())?.quiet_since).not.toBeNull(), patience);
  await later(11);
  await vi.waitFor(() => expect(pushedAs(LEAK)).toHaveLength(2), patience);
  expect(pushedAs(LEAK)[1]).toMatchObject({ title: "Over: Water: Cellar leak", data: { alert_once: true } });
  await vi.waitFor(async () => expect(await danger()).toBeUndefined(), patience);
}, 120_000);

it("keeps all else for the digest in the first week", async () => {
  const finding = await foundAfter(6, "integration-failed", entries.Service ?? "");
  await vi.waitFor(async () => expect(await alertOf(finding)).toBeDefined(), patience);
  await later(5.5);
  await vi.waitFor(async () => expect((await alertOf(finding))?.told).toEqual(["held first week"]), patience);
  expect(pushedAs(`homeops-finding-${finding}`)).toEqual([]);
}, 120_000);

it("tells of an integration that fails, and takes that back once it is mended", async () => {
  const { db } = homeops.world;
  await db.run(sql`update people.home set created_at = created_at - interval '30 days' where id = ${HOME}`);
  await serviceAnswers(home.configDirectory, 2, false);
  const since = homeNow();
  const reload = () => home.client.rest("POST", `/api/config/config_entries/entry/${entries["Service 2"]}/reload`, {});
  await reload();
  const finding = await foundAfter(6, "integration-failed", entries["Service 2"] ?? "");
  const minutes = await toldOf(finding, since);
  console.log(`alerted: a failed integration is on the phone ${minutes.toFixed(1)} min after it failed`);
  const tag = `homeops-finding-${finding}`;
  expect(pushedAs(tag)).toMatchObject([
    { data: { importance: "high", push: { "interruption-level": "time-sensitive" } } },
  ]);

  await serviceAnswers(home.configDirectory, 2, true);
  await reload();
  await diagnosed();
  await vi.waitFor(async () => expect((await alertOf(finding))?.quiet_since).not.toBeNull(), patience);
  await later(11);
  await vi.waitFor(() => expect(pushedAs(tag).at(-1)?.message).toBe("clear_notification"), patience);
  expect(pushedAs(tag)).toHaveLength(2);
}, 120_000);

it("tells of a device that dies where somebody wants that by phone", async () => {
  const said = { name: "Devices", kinds: ["device-unavailable"], levels: [{ who: "admins" }] };
  await homeops.ask("alerts/keep-rule", { said });
  await act("switch", "turn_off", "switch.ac");
  await vi.waitFor(() => expect(plugSays()).toBe("unavailable"), patience);
  const since = homeNow();
  const devices = await home.client.call<{ id: string; name: string }[]>({ type: "config/device_registry/list" });
  const plug = devices.find(({ name }) => name === "Ailing plug")?.id ?? "";
  const finding = await foundAfter(31, "device-unavailable", plug);
  const minutes = await toldOf(finding, since);
  console.log(`alerted: a dead device is on the phone ${minutes.toFixed(1)} min after it died`);
}, 120_000);
