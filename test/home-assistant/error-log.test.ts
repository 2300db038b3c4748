import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { HomeOps } from "#server/homeops.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";

const patience = { timeout: 100_000, interval: 1_000 }; // it is looked at each minute
const ENTRY = { level: "error", logger: "custom_components.garden.pump" };
type Page = { items: { sentence: string }[] };
type Found = { items: { sentence: string; count: number }[] };

const everything = new AsyncDisposableStack();
let home: HomeAssistant;
let homeops: HomeOps;

const write = (message: string) =>
  home.client.call({
    type: "call_service",
    domain: "system_log",
    service: "write",
    service_data: { message, ...ENTRY },
  });
const told = async () =>
  ((await homeops.ask("memory/timeline", { kinds: ["system_log_entry"], limit: 200 })) as Page).items.map(
    ({ sentence }) => sentence,
  );

beforeAll(async () => {
  home = everything.use(await startHomeAssistant({ banAfter: 9 }));
  await write("Pump 17 does not answer"); // before HomeOps was there
  const homeAssistant = { url: home.url, token: new Secret(home.token) };
  homeops = everything.use(await startHomeOps({ engine: "postgresql", options: { homeAssistant } }));
  const isLive = async () =>
    expect(await homeops.ask("system/status")).toMatchObject({ connections: [{ state: "live" }] });
  await vi.waitFor(isLive, patience);
}, 240_000);
afterAll(() => everything.disposeAsync());

it("tells what the log had before, and what it has now, alike for all that differ in numbers only", async () => {
  await expect.poll(told, patience).toContain("Error in garden: Pump # does not answer");
  await write("Pump 18 does not answer");
  const pumps = async () => (await told()).filter((one) => one === "Error in garden: Pump # does not answer").length;
  await expect.poll(pumps, patience).toBe(2);
  // Sentences of the hour under way are written each ten seconds.
  const found = async () => ((await homeops.ask("memory/search", { query: "pump does not answer" })) as Found).items[0];
  await expect.poll(found, patience).toMatchObject({ sentence: "Error in garden: Pump # does not answer", count: 2 });
}, 240_000);

it("tells of a login that was refused", async () => {
  const { status } = await fetch(`${home.url}/api/`, { headers: { Authorization: "Bearer nobody" } });
  expect(status).toBe(401);
  await expect.poll(told, patience).toContainEqual(expect.stringMatching(/^A login was refused \(127\.0\.0\.1\)/));
}, 240_000);
