import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sql from "sql-template-tag";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { z } from "zod";
import type { HomeOps } from "#server/homeops.ts";
import { unpack } from "#server/packed.ts";
import { Secret } from "#server/secret.ts";
import { type ChangeDiff, type ChangePage, changeKinds } from "#server/store/changes/contract.ts";
import { startHomeOps } from "#server/testing.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { homeAssistantClient } from "../world/home-assistant-client.ts";
import { addUser } from "../world/people.ts";
import { type Proxy as Network, proxyTo } from "../world/proxy.ts";

const patience = { timeout: 60_000, interval: 500 };
const SECRET = "hunter2-and-more";

const everything = new AsyncDisposableStack();
let home: HomeAssistant;
let network: Network;
let homeops: HomeOps;

const page = async (wanted = {}) =>
  (await homeops.ask("changes/list", { limit: 200, ...wanted })) as z.infer<typeof ChangePage>;
const summaries = async () => (await page()).items.map(({ summary }) => summary);
const told = (sentence: string | RegExp) =>
  expect
    .poll(summaries, patience)
    .toContainEqual(typeof sentence === "string" ? sentence : expect.stringMatching(sentence));

const nightLights = (at: string, more = {}) => ({
  alias: "Night lights",
  triggers: [{ trigger: "time", at }],
  conditions: [],
  actions: [{ action: "light.turn_on", target: { entity_id: "light.bed_light" } }],
  mode: "single",
  ...more,
});
const edit = (kind: string, id: string, config: unknown) =>
  home.client.rest("POST", `/api/config/${kind}/config/${id}`, config);
const looks = () => homeops.world.db.rows(sql`select kind from changes.look where first_at is not null`);

beforeAll(async () => {
  home = everything.use(
    await startHomeAssistant({ yaml: "input_number:\n  level:\n    min: 0\n    max: 10\nschedule:\ntimer:\n" }),
  );
  await edit("automation", "17", nightLights("22:00:00"));
  await edit("script", "wake", { alias: "Wake up", sequence: [{ delay: 5 }] });
  await edit("scene", "9", { name: "Cosy", entities: { "light.bed_light": { state: "on" } } });
  await vi.waitFor(() => home.client.state("scene.cosy"), patience);
  network = everything.use(await proxyTo(home.port));
  const homeAssistant = { url: `http://127.0.0.1:${network.port}`, token: new Secret(home.token) };
  homeops = everything.use(await startHomeOps({ engine: "postgresql", options: { homeAssistant } }));
  await vi.waitFor(async () => expect(await looks()).toHaveLength(changeKinds.length), patience);
}, 240_000);
afterAll(() => everything.disposeAsync());

it("takes what it finds for the ground, and nothing for a change", async () => {
  expect(await page()).toMatchObject({ items: [], missing: [] });
});

it("tells of automations, scripts and scenes as they are edited on the page", async () => {
  await edit("automation", "17", nightLights("21:30:00"));
  await edit("script", "wake", { alias: "Wake up", sequence: [{ delay: 9 }] });
  await edit("scene", "9", { name: "Cosy", entities: { "light.bed_light": { state: "off" } } });
  await told("The automation Night lights was changed: trigger time 22:00 → 21:30");
  await told("The script Wake up was changed: step delay 5 → 9");
  await told("The scene Cosy was changed: entity state on → off");
  const [change] = (await page({ kinds: ["automation"] })).items;
  const diff = (await homeops.ask("changes/diff", { change: change?.change })) as z.infer<typeof ChangeDiff>;
  expect(diff.differences).toEqual([{ path: "triggers[0].at", before: "22:00:00", after: "21:30:00" }]);
  expect(diff.after).toContain("alias: Night lights");
});

it("tells of helpers, dashboards, registries, integrations and settings", async () => {
  const { client } = home;
  const { id } = await client.call<{ id: string }>({ type: "input_number/create", name: "Limit", min: 0, max: 5 });
  await told("The helper Limit was added");
  await client.call({ type: "input_number/update", input_number_id: id, name: "Limit", min: 0, max: 7 });
  await told(/^The helper Limit was changed: max 5(\.0)? → 7/);

  await client.call({ type: "lovelace/dashboards/create", url_path: "my-board", title: "My board", mode: "storage" });
  await told("The dashboard My board was added");
  await client.call({ type: "lovelace/config/save", url_path: "my-board", config: { views: [{ title: "One" }] } });
  await client.call({ type: "lovelace/config/save", url_path: "my-board", config: { views: [{ title: "Two" }] } });
  await told(/^The dashboard My board was changed: /);

  const { area_id } = await client.call<{ area_id: string }>({ type: "config/area_registry/create", name: "Attic" });
  await told("The area Attic was added");
  await client.call({ type: "config/area_registry/update", area_id, name: "Loft" });
  await told("The area Loft was renamed from Attic");
  await client.call({ type: "config/entity_registry/update", entity_id: "input_number.limit", area_id });
  await told("The entity Limit was changed: area none → Loft");

  const entries = await client.call<{ entry_id: string; domain: string }[]>({ type: "config_entries/get" });
  const entry_id = entries.find(({ domain }) => domain === "demo")?.entry_id;
  await client.call({ type: "config_entries/update", entry_id, title: "Show house" });
  await told(/^The integration Show house was renamed from /);
  await client.call({ type: "config/core/update", location_name: "Our house" });
  await told(/^The configuration of Home Assistant was changed: location name .* → Our house$/);
}, 300_000);

it("tells that options were changed, which Home Assistant does not show", async () => {
  const flow = "/api/config/config_entries";
  const step = async <T>(path: string, input: unknown) => home.client.rest<T>("POST", `${flow}${path}`, input);
  type Step = { flow_id: string; result?: { entry_id: string } };
  const { flow_id } = await step<Step>("/flow", { handler: "threshold" });
  const limits = { entity_id: "sensor.outside_temperature", hysteresis: 0, upper: 5 };
  const { result } = await step<Step>(`/flow/${flow_id}`, { name: "Too high", ...limits });
  await told("The integration Too high was added");
  const options = await step<Step>("/options/flow", { handler: result?.entry_id });
  await step(`/options/flow/${options.flow_id}`, { ...limits, upper: 7 });
  await told("Settings of the integration Too high were changed; Home Assistant does not show which");
});

it("says who installed a version and who reloaded what was edited in a file", async () => {
  const { token } = await addUser(home, "Anna", { isAdmin: true });
  await using anna = homeAssistantClient({ url: home.url, token });
  await expect
    .poll(() => homeops.world.db.rows(sql`select from house.item where kind = 'user' and name = 'Anna'`), patience)
    .toHaveLength(1);
  await anna.callService("update", "install", {}, { entity_id: "update.demo_add_on" });
  await told(/^Anna updated .* from 1\.0\.0 to 1\.0\.1$/);
  const automations = [{ id: "17", ...nightLights("20:00:00") }];
  await writeFile(join(home.configDirectory, "automations.yaml"), JSON.stringify(automations));
  await anna.callService("automation", "reload");
  await told("Anna changed the automation Night lights: trigger time 21:30 → 20:00");
});

it("tells the memory, so that it is searched and stands in the timeline", async () => {
  const sentence = "Anna changed the automation Night lights: trigger time 21:30 → 20:00";
  const timeline = async () =>
    (
      (await homeops.ask("memory/timeline", { kinds: ["homeops_changed"], limit: 100 })) as {
        items: { sentence: string }[];
      }
    ).items;
  await expect
    .poll(timeline, patience)
    .toContainEqual(expect.objectContaining({ sentence, entity_id: "automation.night_lights" }));
  const search = async () => JSON.stringify(await homeops.ask("memory/search", { query: "lights changed by Anna" }));
  await expect.poll(search, patience).toContain("configuration_changed");
});

it("knows the bounds of what was changed while it was not connected", async () => {
  network.cut();
  const cut = Date.now();
  await edit("automation", "17", nightLights("19:00:00", { mode: "restart" }));
  await edit(
    "automation",
    "18",
    nightLights("07:00:00", { alias: "Morning", actions: [{ action: "notify.x", data: { password: SECRET } }] }),
  );
  network.heal();
  const sentence = "The automation Night lights was changed: trigger time 20:00 → 19:00, mode single → restart";
  await told(sentence);
  await told("The automation Morning was added");
  const change = (await page()).items.find(({ summary }) => summary === sentence);
  expect(Date.parse(change?.at_least ?? "")).toBeLessThanOrEqual(cut);
  expect(Date.parse(change?.at_most ?? "")).toBeGreaterThan(cut);
}, 180_000);

it("tells that an automation was deleted, and keeps no credential of any", async () => {
  await home.client.rest("DELETE", "/api/config/automation/config/18");
  await told("The automation Morning was removed");
  const bodies = await homeops.world.db.rows<{ body: Uint8Array }>(sql`select body from changes.content`);
  const texts = await Promise.all(bodies.map(async ({ body }) => JSON.stringify(await unpack(body))));
  expect(texts.filter((text) => text.includes("[secret]")).length).toBeGreaterThan(0);
  expect(texts.filter((text) => text.includes(SECRET))).toEqual([]);
});

it("says what the token of a member does not show, and tells of the rest", async () => {
  const { token } = await addUser(home, "Ben");
  const homeAssistant = { url: home.url, token: new Secret(token) };
  await using members = await startHomeOps({ engine: "postgresql", options: { homeAssistant } });
  const missing = async () =>
    ((await members.ask("changes/list")) as z.infer<typeof ChangePage>).missing.map(({ kind }) => kind);
  await expect.poll(missing, patience).toEqual(["automation", "scene", "script"]);
  await home.client.call({ type: "config/area_registry/create", name: "Cellar" });
  const first = async () => ((await members.ask("changes/list")) as z.infer<typeof ChangePage>).items[0]?.summary;
  await expect.poll(first, patience).toBe("The area Cellar was added");
}, 180_000);
