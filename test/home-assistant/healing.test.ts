import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import sql from "sql-template-tag";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { z } from "zod";
import type { AttemptPage, AttemptShown, PlanPage } from "#server/actions/healing/contract.ts";
import { found, HOME } from "#server/actions/healing/testing.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import type { HomeOps } from "#server/homeops.ts";
import { instantOf } from "#server/instant.ts";
import { Secret } from "#server/secret.ts";
import { presentStates } from "#server/store/house/present.ts";
import { startHomeOps } from "#server/testing.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { installAiling, serviceAnswers } from "./ailing.ts";

const patience = { timeout: 90_000, interval: 250 };
const everything = new AsyncDisposableStack();
let home: HomeAssistant;
let homeops: HomeOps;
let entries: Record<string, string> = {};
/** Milliseconds that nobody waits for. */
let skipped = 0;
const clock: Clock = { ...systemClock, elapsed: () => systemClock.elapsed() + skipped };

const automation = (id: string, config: object) =>
  home.client.rest("POST", `/api/config/automation/config/${id}`, { alias: id, triggers: [], ...config });
const stateOf = async (id: string) =>
  (await home.client.call<{ entity_id: string; state: string }[]>({ type: "get_states" })).find(
    ({ entity_id }) => entity_id === id,
  )?.state;
const act = (domain: string, service: string, entity_id?: string) =>
  home.client.call({ type: "call_service", domain, service, ...(entity_id && { target: { entity_id } }) });

const isKnown = (id: string) =>
  vi.waitFor(async () => expect(JSON.stringify(await homeops.ask("house/entities"))).toContain(`"${id}"`), patience);

beforeAll(async () => {
  home = everything.use(await startHomeAssistant({ install: installAiling }));
  for (const _ of ["Service", "Plug", "Service 2"])
    await home.client.rest("POST", "/api/config/config_entries/flow", { handler: "ailing" });
  for (let n = 0; n < 6; n++)
    await automation(`note_${n}`, { actions: [{ action: "persistent_notification.create", data: { message: "x" } }] });
  await automation("fails", { actions: [{ action: "cover.no_such_action" }] });
  const told = await home.client.call<{ entry_id: string; domain: string; title: string }[]>({
    type: "config_entries/get",
  });
  entries = Object.fromEntries(told.filter(({ domain }) => domain === "ailing").map((it) => [it.title, it.entry_id]));
  const homeAssistant = { url: home.url, token: new Secret(home.token) };
  homeops = everything.use(await startHomeOps({ engine: "postgresql", clock, options: { homeAssistant } }));
  const listed = async () => JSON.stringify(await homeops.ask("connections/list"));
  await vi.waitFor(async () => expect(await listed()).toMatch(/"live".*"import":\{"state":"done"/), patience);
  await isKnown("automation.fails");
}, 300_000);
afterAll(() => everything.disposeAsync());

/** As it would be an hour after its start. */
function hourAgo(): void {
  const changedAt = instantOf(Date.now() - 3_600_000);
  const long = { entityId: "zone.long_there", state: "0", attributes: {}, changedAt, updatedAt: changedAt };
  presentStates(homeops.world, HOME).set(long.entityId, long);
}
const plans = async (finding: number) => {
  hourAgo();
  return ((await homeops.ask("healing/plan", { finding })) as z.infer<typeof PlanPage>).items;
};
async function approve(finding: number, remedy: string): Promise<AttemptShown> {
  const plan = (await plans(finding)).find((it) => it.remedy === remedy);
  expect(plan?.why_not).toBeNull();
  hourAgo();
  return (await homeops.ask("healing/approve", { plan: plan?.plan, hash: plan?.hash })) as AttemptShown;
}
const judged = (attempt: number) =>
  vi.waitFor(
    async () => {
      const page = (await homeops.ask("healing/history", { attempts: [attempt] })) as z.infer<typeof AttemptPage>;
      expect(page.items[0]?.verdict).not.toBeNull();
      return page.items[0];
    },
    { timeout: 60_000, interval: 250 },
  );
const failed = (title = "Service") =>
  found(homeops, { check: "integration-failed", subject: { kind: "integration", id: entries[title] ?? "" } });
const ofAutomation = (check: string, id: string) => found(homeops, { check, subject: { kind: "automation", id } });
/** As if two days had gone by since. */
const later = () => homeops.world.db.run(sql`update healing.attempt set intent_at = intent_at - interval '3 days'`);

it("does nothing in the first five minutes of Home Assistant", async () => {
  presentStates(homeops.world, HOME).delete("zone.long_there");
  const page = (await homeops.ask("healing/plan", { finding: await failed() })) as z.infer<typeof PlanPage>;
  expect(page.items).toMatchObject([{ remedy: "reload-integration", plan: null, why_not: { code: "just_started" } }]);
});

/** What cannot help is judged after two minutes: begun first and judged last, with what is left of them put forward. */
let hopeless: AttemptShown[] = [];

it("reloads what does not answer and runs what fails, each once", async () => {
  const reload = await approve(await failed("Service 2"), "reload-integration");
  expect(reload).toMatchObject({ before: { [entries["Service 2"] ?? ""]: "setup_error" }, outcome: "done" });
  const run = await approve(await ofAutomation("automation-fails", "automation.fails"), "run-automation");
  hopeless = [reload, run];
}, 120_000);

it("switches the power of a device off and on, which comes back with it", async () => {
  const devices = await home.client.call<{ id: string; name: string }[]>({ type: "config/device_registry/list" });
  const plug = devices.find(({ name }) => name === "Ailing plug")?.id ?? "";
  const gone = { check: "device-unavailable", subject: { kind: "device" as const, id: plug } };
  const finding = await found(homeops, { ...gone, mentions: ["sensor.ailing_plug"] });
  expect(await plans(finding)).toEqual([]);
  await act("switch", "turn_on", "switch.ac");
  await vi.waitFor(async () => expect(await stateOf("switch.ac")).toBe("on"), patience);
  await homeops.ask("healing/declare", { device: plug, switch: "switch.ac" });
  await home.client.rest("POST", `/api/config/config_entries/entry/${entries.Plug}/reload`, {});
  await vi.waitFor(async () => expect(await stateOf("sensor.ailing_plug")).toBe("unavailable"), patience);
  const { attempt } = await approve(finding, "power-cycle");
  expect(await judged(attempt)).toMatchObject({ verdict: "fixed", after: { "sensor.ailing_plug": "1" } });
  expect(await stateOf("switch.ac")).toBe("on");
}, 180_000);

it("turns an automation on again, and off again where that is taken back", async () => {
  await act("automation", "turn_off", "automation.note_0");
  const finding = await ofAutomation("automation-forgotten", "automation.note_0");
  await vi.waitFor(async () => expect(await plans(finding)).toHaveLength(1), patience);
  const { attempt } = await approve(finding, "turn-on-automation");
  expect(await judged(attempt)).toMatchObject({ verdict: "fixed" });
  expect(await stateOf("automation.note_0")).toBe("on");
  expect(await homeops.ask("healing/undo", { attempt })).toMatchObject({ undo_outcome: "done" });
  expect(await stateOf("automation.note_0")).toBe("off");
  await act("automation", "turn_on", "automation.note_0");
}, 120_000);

it("runs an automation, which goes well", async () => {
  await later();
  const { attempt } = await approve(await ofAutomation("automation-fails", "automation.note_1"), "run-automation");
  expect(await judged(attempt)).toMatchObject({ verdict: "fixed" });
}, 120_000);

it("brings automations back that a reload lost", async () => {
  await later();
  const file = path.join(home.configDirectory, "automations.yaml");
  const whole = await readFile(file, "utf8");
  await writeFile(file, "[]\n");
  await act("automation", "reload");
  await writeFile(file, whole);
  const all = [1, 2, 3, 4, 5].map((n) => `automation.note_${n}`);
  await vi.waitFor(async () => expect(await stateOf("automation.note_1")).not.toBe("on"), patience);
  const lost = { check: "automations-lost", subject: { kind: "home" as const, id: "automations" }, mentions: all };
  const finding = await found(homeops, lost);
  const { attempt } = await approve(finding, "reload-automations");
  expect(await judged(attempt)).toMatchObject({ verdict: "fixed" });
  expect(await stateOf("automation.note_1")).toBe("on");
}, 120_000);

it("reloads an integration that is well again", async () => {
  await later();
  await serviceAnswers(home.configDirectory, 0, true);
  const { attempt } = await approve(await failed(), "reload-integration");
  expect(await judged(attempt)).toMatchObject({ verdict: "fixed", after: { [entries.Service ?? ""]: "loaded" } });
}, 120_000);

it("refuses what is gone, what is stopped and what Home Assistant refuses", async () => {
  await later();
  await serviceAnswers(home.configDirectory, 0, false);
  await isKnown("sensor.ailing_service_0"); // it came with the reload, and a plan touches it from then on
  const finding = await failed();
  await expect(approve(finding, "reload-integration")).rejects.toMatchObject({ code: "healing_already_well" });
  await homeops.ask("healing/stop");
  expect(await plans(finding)).toMatchObject([{ plan: null, why_not: { code: "stopped" } }]);
  await homeops.ask("healing/resume");
  await home.client.rest("DELETE", `/api/config/config_entries/entry/${entries.Service}`);
  expect(await plans(finding)).toEqual([]);
}, 120_000);

it("says of what did not help that it did not", async () => {
  expect(hopeless).toHaveLength(2);
  skipped += 120_000;
  for (const { attempt } of hopeless) expect(await judged(attempt)).toMatchObject({ verdict: "not_fixed" });
}, 120_000);
