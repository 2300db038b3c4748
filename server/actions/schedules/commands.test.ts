import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { startHomeOps } from "#server/testing.ts";
import { SchedulePage } from "./contract.ts";

const patience = { timeout: 60_000, interval: 200 };

let house: DemoHome;
let homeops: HomeOps;
beforeAll(async () => {
  house = await startSmallHouse({ entities: [{ entity_id: "light.lamp", name: "Lamp", state: "off" }] });
  homeops = await startHomeOps({ engine: "postgresql" });
  await homeops.ask("connections/add", { url: house.url, token: house.token, name: "Cottage" });
}, 90_000);
afterAll(async () => {
  await homeops[Symbol.asyncDispose]();
  await house[Symbol.asyncDispose]();
});

const page = async (wanted = {}) => SchedulePage.parse(await homeops.ask("schedules/list", wanted));
const job = async (name: string) => (await page()).items.find((it) => it.job === name);

it("lists what has its times with the times, in both languages, and what goes on beside it", async () => {
  const { items, constant } = await page({ language: "de" });
  expect(items.map((it) => it.job).toSorted()).toEqual(["backup-check", "diagnosis", "index-care", "shopping-list"]);
  for (const it of items) expect(Date.parse(it.due_at), it.job).toBeGreaterThan(Date.now() - 60_000);
  expect(items.find((it) => it.job === "diagnosis")?.says).toBe("Sieht einmal am Tag nach dem ganzen Zuhause");
  expect(constant.map(({ work }) => work)).toContain("retention");
  await vi.waitFor(async () => expect((await page()).runner).toContain(String(process.pid)), patience);
});

it("does one now when it is told to, also where it is paused, and says what came of it", async () => {
  expect(await homeops.ask("schedules/pause", { job: "backup-check" })).toMatchObject({ is_paused: true });
  await homeops.ask("schedules/run", { job: "backup-check" });
  await vi.waitFor(async () => expect((await job("backup-check"))?.runs[0]?.outcome).toBe("done"), patience);
  expect(await job("backup-check")).toMatchObject({ is_paused: true, runs: [{ try: 1 }] });
  expect((await job("backup-check"))?.runs[0]).toMatchObject({
    cause: "person",
    said: expect.stringContaining("all there"),
  });
  expect(await homeops.ask("schedules/resume", { job: "backup-check" })).toMatchObject({ is_paused: false });
  await expect(homeops.ask("schedules/run", { job: "nothing" })).rejects.toMatchObject({ code: "unknown_job" });
}, 60_000);

it("says why a home was not looked at, or what came of it", async () => {
  await homeops.ask("schedules/run", { job: "diagnosis" });
  await vi.waitFor(async () => expect((await job("diagnosis"))?.runs[0]?.outcome).toMatch(/done|failed/), patience);
  expect((await job("diagnosis"))?.runs[0]?.said).toMatch(/^\d+ checks, |^Nothing could be said yet/);
}, 60_000);

it("leaves the list alone where none was chosen", async () => {
  await homeops.ask("schedules/run", { job: "shopping-list" });
  await vi.waitFor(async () => expect((await job("shopping-list"))?.runs[0]?.said).toBe("no list is chosen"), patience);
});
