import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { AnyCheck } from "#server/analysis/diagnostics/check.ts";
import { automationFails } from "#server/analysis/diagnostics/checks/automation-fails.ts";
import { refersToNothing } from "#server/analysis/diagnostics/checks/refers-to-nothing.ts";
import { actionsThere } from "#server/analysis/diagnostics/house/actions-there.ts";
import { type HouseNow, houseNow, readIntegrations } from "#server/analysis/diagnostics/house-now.ts";
import { askTemplates } from "#server/analysis/diagnostics/own/ask-templates.ts";
import { OwnCheck } from "#server/analysis/diagnostics/own/own-check.ts";
import type { HomeOps } from "#server/homeops.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { Secret } from "#server/secret.ts";
import { presentStates } from "#server/store/house/present.ts";
import { startHomeOps } from "#server/testing.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";

const patience = { timeout: 90_000, interval: 500 };
const everything = new AsyncDisposableStack();
let home: HomeAssistant;
let homeops: HomeOps;

const edit = (kind: string, id: string, config: object) =>
  home.client.rest("POST", `/api/config/${kind}/config/${id}`, config);

beforeAll(async () => {
  home = everything.use(await startHomeAssistant());
  await edit("automation", "sound", {
    alias: "Sound",
    triggers: [
      { trigger: "state", entity_id: "light.bed_light", to: "on" },
      { trigger: "event", event_type: "x", event_data: { entity_id: "light.gone" } },
    ],
    conditions: ["{{ has_value('sensor.gone') }}", "{{ states('light.bed_light') == 'on' }}"],
    actions: [
      { action: "light.turn_on", target: { entity_id: "light.bed_light" } },
      { action: "light.turn_on", target: { entity_id: "light.gone" }, enabled: false },
      { action: "persistent_notification.create", data: { message: "light.gone is {{ states('sensor.gone') }}" } },
    ],
  });
  await edit("automation", "broken", {
    alias: "Broken",
    triggers: [{ trigger: "event", event_type: "break_it" }],
    actions: [
      { action: "light.turn_on", target: { entity_id: ["light.bed_light", "light.gone"], area_id: "gone" } },
      { action: "persistent_notification.create", data: { message: "{{ states('sensor.lost') }}" } },
      { action: "cover.no_such_action" },
    ],
  });
  await edit("script", "old", { alias: "Old", sequence: [{ action: "script.gone" }] });
  await home.client.call({
    type: "lovelace/dashboards/create",
    url_path: "my-board",
    title: "My board",
    mode: "storage",
  });
  const cards = [
    { type: "tile", entity: "light.bed_light" },
    { type: "markdown", content: "{{ states('sensor.lost') }}" },
  ];
  const config = { views: [{ title: "One", cards }] };
  await home.client.call({ type: "lovelace/config/save", url_path: "my-board", config });
  const homeAssistant = { url: home.url, token: new Secret(home.token) };
  homeops = everything.use(await startHomeOps({ engine: "postgresql", options: { homeAssistant } }));
}, 240_000);
afterAll(() => everything.disposeAsync());

/** As it would be an hour after its start. */
async function later(): Promise<HouseNow> {
  const [watched] = intakeOf(homeops.world).connections.values();
  if (!watched?.link) throw new Error("not connected yet");
  const { link, row } = watched;
  const integrations = await readIntegrations(link);
  const actions = await actionsThere(link, 0);
  const parts = { home: row.home_id, present: presentStates(homeops.world, row.home_id), reported: new Map() };
  const house = await homeops.world.db.transaction((tx) =>
    houseNow(tx, { ...parts, now: watched.now() / 1000, integrations, actions }),
  );
  return { ...house, startedAt: house.now - 3_600 };
}

const found = async (check: AnyCheck) =>
  check
    .look(await later())
    .map(({ subject, evidence }) => ({ id: subject.id, evidence: check.evidence.parse(evidence) }));

it("finds what does not exist in a real home's configurations, and nothing else", async () => {
  await vi.waitFor(async () => expect(await found(refersToNothing)).toHaveLength(3), patience);
  const missing = (await found(refersToNothing)).map(({ id, evidence }) => [
    id,
    ...(evidence as { missing: { what: string; id: string }[] }).missing.map((it) => `${it.what} ${it.id}`),
  ]);
  expect(missing.sort()).toEqual([
    ["automation.broken", "area gone", "entity light.gone", "entity sensor.lost", "action cover.no_such_action"],
    ["dashboard/my-board", "entity sensor.lost"],
    ["script.old", "action script.gone"],
  ]);
}, 120_000);

it("knows the new name of what was renamed", async () => {
  const rename = { entity_id: "light.bed_light", new_entity_id: "light.lamp_by_the_bed" };
  await home.client.call({ type: "config/entity_registry/update", ...rename });
  await vi.waitFor(async () => {
    const sound = (await found(refersToNothing)).find(({ id }) => id === "automation.sound");
    expect(sound?.evidence).toMatchObject({ missing: [{ id: "light.bed_light", now: "light.lamp_by_the_bed" }] });
  }, patience);
}, 120_000);

it("quotes the step that fails", async () => {
  for (const _ of [1, 2]) await home.client.rest("POST", "/api/events/break_it", {});
  await vi.waitFor(async () => {
    expect(await found(automationFails)).toMatchObject([
      {
        id: "automation.broken",
        evidence: { failed: 2, runs: 2, step: "action/2", error: "Action cover.no_such_action not found" },
      },
    ]);
  }, patience);
}, 120_000);

it("asks Home Assistant whether a template holds", async () => {
  const [watched] = intakeOf(homeops.world).connections.values();
  const check = (template: string) => OwnCheck.parse({ name: "x", text: "x", template, armed: true });
  const templates = ["{{ is_state('sun.sun', states('sun.sun')) }}", "{{ false }}", "{{ broken("];
  const told = await askTemplates(watched?.link, templates.map(check));
  expect([...told]).toEqual([
    [templates[0], true],
    [templates[1], false],
  ]);
});
