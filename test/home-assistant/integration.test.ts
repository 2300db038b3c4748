import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { atMostMs } from "../faults/figures.ts";
import { freshDatabase } from "../world/fresh-database.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { type HomeOpsProcess, homeopsProcess } from "../world/homeops-process.ts";
import { temporaryDirectory } from "../world/temporary.ts";

const patience = { timeout: 60_000, interval: 250 };
const FLOW = "/api/config/config_entries/flow";

type Step = { type: string; flow_id: string; step_id?: string; errors?: Record<string, string>; title?: string };

const everything = new AsyncDisposableStack();
let home: HomeAssistant;
let homeops: HomeOpsProcess;
let token: string;

beforeAll(async () => {
  home = everything.use(await startHomeAssistant({ hasIntegration: true, yaml: "diagnostics:\n" }));
  const database = everything.use(await freshDatabase());
  const folder = everything.use(await temporaryDirectory("integration"));
  const environment = { DATABASE_URL: database.url, HOMEOPS_HA_URL: home.url, HOMEOPS_HA_TOKEN: home.token };
  homeops = everything.use(await homeopsProcess(folder.path, environment));
  token = (await readFile(join(folder.path, "data/api.token"), "utf8")).trim();
}, 240_000);
afterAll(() => everything.disposeAsync());

const step = (flow: string, input: object) => home.client.rest<Step>("POST", `${FLOW}/${flow}`, input);
const begin = () => home.client.rest<Step>("POST", FLOW, { handler: "homeops", show_advanced_options: false });
const stateOf = async (entityId: string) => (await home.client.state(entityId)).state;
const shows = (entityId: string, expected: string | RegExp) =>
  expect.poll(() => stateOf(entityId).catch(() => "none"), patience).toMatch(expected);
const entities = async () => {
  const all = await home.client.call<{ entity_id: string; platform: string; disabled_by: string | null }[]>({
    type: "config/entity_registry/list",
  });
  return all.filter(({ platform }) => platform === "homeops");
};
const disabled = async () =>
  (await entities()).flatMap(({ entity_id, disabled_by }) => (disabled_by ? entity_id : [])).toSorted();
const entryId = async () => {
  const [entry] = await home.client.call<{ entry_id: string }[]>({ type: "config_entries/get", domain: "homeops" });
  return entry?.entry_id ?? "";
};
const enable = async (...ids: string[]) => {
  for (const entity_id of ids)
    await home.client.call({ type: "config/entity_registry/update", entity_id, disabled_by: null });
  await home.client.rest("POST", `/api/config/config_entries/entry/${await entryId()}/reload`);
};
const switchCeiling = (how: "on" | "off") =>
  home.client.callService("light", `turn_${how}`, {}, { entity_id: "light.ceiling_lights" });
const told = async () => (await home.client.state("event.homeops_told")).attributes;
const issues = async () => {
  const { issues } = await home.client.call<{ issues: { domain: string; issue_id: string }[] }>({
    type: "repairs/list_issues",
  });
  return issues.filter(({ domain }) => domain === "homeops").map(({ issue_id }) => issue_id);
};

it("says what is wrong with an address or a token, and is added once by the right ones", async () => {
  const { flow_id, step_id } = await begin();
  expect(step_id).toBe("user");
  expect((await step(flow_id, { url: "http://127.0.0.1:1", token })).errors).toEqual({ base: "unreachable" });
  expect((await step(flow_id, { url: home.url, token })).errors).toEqual({ base: "not_homeops" });
  expect((await step(flow_id, { url: homeops.url, token: "wrong" })).errors).toEqual({ base: "unauthorized" });
  await vi.waitFor(
    async () =>
      expect((await homeops.ask<{ connections: { state: string }[] }>("system/status")).connections[0]?.state).toBe(
        "live",
      ),
    patience,
  );
  expect(await step(flow_id, { url: `${homeops.url}/`, token })).toMatchObject({
    type: "create_entry",
    title: "HomeOps",
  });
  const again = await begin();
  expect(await step(again.flow_id, { url: homeops.url, token })).toMatchObject({
    type: "abort",
    reason: "already_configured",
  });
});

it("shows how the memory is, in entities with names, the noisy ones disabled", async () => {
  await shows("sensor.homeops_connection", "live");
  await shows("binary_sensor.homeops_remembering", "on");
  await shows("binary_sensor.homeops_trouble", "off");
  await shows("sensor.homeops_memory_size", /^\d+/);
  await shows("sensor.homeops_coverage_of_the_last_day", /^\d+/);
  expect(await stateOf("sensor.homeops_last_backup_of_the_memory")).toBe("unknown");
  await expect
    .poll(disabled, patience)
    .toEqual([
      "event.homeops_told",
      "sensor.homeops_events_a_minute",
      "sensor.homeops_hints_found",
      "sensor.homeops_lag",
      "sensor.homeops_last_remembered_event",
    ]);
});

it("tells in the event entity what a voice satellite may tell", async () => {
  await enable("event.homeops_told", "sensor.homeops_last_remembered_event");
  await shows("event.homeops_told", "unknown");
  const toldOfOne = async () => {
    await switchCeiling("on"); // it tells of what happens once it follows, a moment after it is there
    await switchCeiling("off");
    await pause(500);
    return told();
  };
  await expect.poll(toldOfOne, patience).toMatchObject({
    event_type: "state",
    sentence: "Ceiling Lights turned off",
    entity_id: "light.ceiling_lights",
  });
  await shows("sensor.homeops_last_remembered_event", /^20/);
});

it("remembers none of its own entities once it has read the registry, or each event would make another", async () => {
  const own = (await entities()).map(({ entity_id }) => entity_id);
  await expect
    .poll(async () => {
      const since = new Date().toISOString();
      await switchCeiling("on");
      await expect.poll(told, patience).toMatchObject({ sentence: "Ceiling Lights turned on" });
      await switchCeiling("off");
      await expect.poll(told, patience).toMatchObject({ sentence: "Ceiling Lights turned off" });
      const wanted = { entities: own, from: since };
      const { items } = await homeops.ask<{ items: { entity_id: string }[] }>("memory/timeline", wanted);
      return items.length;
    }, patience)
    .toBe(0);
});

it("does what its buttons say", async () => {
  for (const entity_id of ["button.homeops_test_the_connection", "button.homeops_fill_gaps_now"])
    await home.client.callService("button", "press", {}, { entity_id });
  expect(await stateOf("button.homeops_test_the_connection")).toMatch(/^20/);
});

it("gives diagnostics without a secret", async () => {
  const entry = await entryId();
  const file = await home.client.rest<object>("GET", `/api/diagnostics/config_entry/${entry}`);
  expect(file).toMatchObject({
    data: { is_connected: true, server: { schema: { min: 1 } }, state: { connection: "live" } },
  });
  for (const secret of [token, homeops.url, "Ceiling"]) expect(JSON.stringify(file)).not.toContain(secret);
});

it("becomes unavailable when the server is killed, and comes back with it", async () => {
  await homeops.kill();
  await shows("sensor.homeops_connection", "unavailable");
  expect(await stateOf("binary_sensor.homeops_remembering")).toBe("unavailable");
  await homeops.start();
  await shows("sensor.homeops_connection", "live");
  expect(await issues()).toEqual([]);
});

it("is there again after a restart of Home Assistant, and takes little of its start", async () => {
  await home.restart();
  await shows("sensor.homeops_connection", "live");
  const took = await home.client.call<{ domain: string; seconds: number }[]>({ type: "integration/setup_info" });
  const seconds = took.find(({ domain }) => domain === "homeops")?.seconds ?? Number.NaN;
  console.log(`set up in ${Math.round(seconds * 1_000)} ms of Home Assistant's start`);
  expect(seconds).toBeLessThan(atMostMs(5_000) / 1_000);
});
