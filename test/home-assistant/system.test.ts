import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { hostLoad } from "#server/analysis/diagnostics/house/host-load.ts";
import { readRecorder } from "#server/analysis/diagnostics/house/recorder.ts";
import { readIntegrations } from "#server/analysis/diagnostics/house-now.ts";
import type { Link } from "#server/intake/connect/link.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { Secret } from "#server/secret.ts";
import { domainOfLog } from "#server/store/memory/domain-of-log.ts";
import { logLine } from "#server/store/memory/log-line.ts";
import { startHomeOps } from "#server/testing.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";

const patience = { timeout: 60_000, interval: 500 };
const everything = new AsyncDisposableStack();
let home: HomeAssistant;
let link: Pick<Link, "call">;

beforeAll(async () => {
  home = everything.use(await startHomeAssistant({ yaml: "hardware:\n" }));
  link = { call: async (message, answer) => answer.parse(await home.client.call(message)) };
}, 240_000);
afterAll(() => everything.disposeAsync());

it("tells whether it records", async () => {
  expect(await readRecorder(link)).toMatchObject({
    recording: true,
    thread_running: true,
    migration_in_progress: false,
  });
});

it("tells how busy its machine is, where it has its hardware page, and how large its recorder is", async () => {
  const homeAssistant = { url: home.url, token: new Secret(home.token) };
  await using homeops = await startHomeOps({ options: { homeAssistant } });
  const link = await vi.waitFor(() => {
    const [watched] = intakeOf(homeops.world).connections.values();
    if (!watched?.link) throw new Error("not yet connected");
    return watched.link;
  }, patience);
  await vi.waitFor(() => expect(hostLoad(link)?.memoryPercent).toBeGreaterThan(0), patience);
  await expect(homeops.ask("memory/recorder-advice")).resolves.toMatchObject({ database_bytes: expect.any(Number) });
}, 120_000);

it("tells of its integrations", async () => {
  for (const entry of await readIntegrations(link)) expect(entry).toMatchObject({ state: expect.any(String) });
});

it("tells who wrote each line of its log, in the shape that is counted", async () => {
  await home.client.call({
    type: "call_service",
    domain: "system_log",
    service: "write",
    service_data: { message: "Pump 17 does not answer", level: "error", logger: "custom_components.garden.pump" },
  });
  const listed = await link.call({ type: "system_log/list" }, z.array(z.record(z.string(), z.unknown())));
  const lines = listed.map((attributes) => logLine({ at: "2026-11-21T10:00:00Z", is_told: false, attributes }));
  expect(lines.every((line) => line !== undefined)).toBe(true);
  const pump = lines.find((line) => line?.message === "Pump 17 does not answer");
  expect(pump).toMatchObject({ isError: true, count: 1 });
  expect(pump && domainOfLog({ name: pump.logger, path: pump.path, message: pump.message })).toBe("garden");
}, 120_000);
