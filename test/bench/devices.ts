import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { percentile } from "#server/percentile.ts";
import { buildPageIfStale } from "../../frontend-card/build.ts";
import { startChromium } from "../world/chromium.ts";
import { freshDatabase } from "../world/fresh-database.ts";
import { type HomeOpsProcess, homeopsProcess } from "../world/homeops-process.ts";
import { startPostgres } from "../world/postgres.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { frontendTable, homeAssistantOfMany } from "./devices/frontend-table.ts";
import { DEVICES, homeOfMany } from "./devices/home-of-many.ts";
import { plainTable } from "./devices/plain-table.ts";
import { scrolled } from "./devices/scrolled.ts";

const READS = 20;
/** A phone is about so much slower than this machine. */
const SLOWER = 4;
const PHONE = { width: 390, height: 844 };
const PATIENCE = { timeout: 180_000 };
const ROW = "homeops-devices .row .open";

/**
 * Three thousand devices with nine thousand entities. `read_first_ms`, `read_ms` and `kb`: what all of them take to be read from the server, by the first who asks and
 * by those after. In Chromium as wide as a phone, with a
 * processor four times slower: `first_ms` from going to the devices until the first rows stand there, `frame_p95_ms` and `slow_frames` (of 120, longer
 * than 34 ms) while the list runs by; beside it the same rows as a plain table that draws all of them (`plain_…`), and as many devices in Home Assistant's own page of
 * them, `ha-data-table` (`ha_…`; `first_to_ha` is a ratio). Medians of `--rounds`, five unless told otherwise.
 */
export async function devicesBench(args: string[]): Promise<Record<string, number>> {
  const { values } = parseArgs({ args, options: { rounds: { type: "string", default: "5" } } });
  await buildPageIfStale();
  await using stack = new AsyncDisposableStack();
  const home = stack.use(await homeOfMany());
  const postgres = stack.use(await startPostgres());
  const database = stack.use(await freshDatabase(postgres.url));
  const folder = stack.use(await temporaryDirectory("devices"));
  const environment = { DATABASE_URL: database.url, HOMEOPS_HA_URL: home.url, HOMEOPS_HA_TOKEN: home.token };
  const homeops = stack.use(await homeopsProcess(folder.path, environment));
  await lookedAt(homeops);
  const reading = await readTimes(homeops);
  console.log(JSON.stringify(reading));
  const { context } = stack.use(await startChromium(PHONE));
  const token = readFileSync(path.join(folder.path, "data", "api.token"), "utf8").trim();
  const headers = { "content-type": "application/json" };
  await context.request.post(`${homeops.url}/api/session`, { headers, data: { token } });
  const page = await context.newPage();
  const rival = stack.use(await homeAssistantOfMany(context, DEVICES));
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const rounds: Record<string, number>[] = [];
  for (let n = 0; n < Number(values.rounds); n++) rounds.push(await round(page, homeops.url, rival.url));
  const names = Object.keys(rounds[0] ?? {});
  const medians = names.map(
    (name) =>
      [
        name,
        percentile(
          rounds.map((one) => one[name] ?? Number.NaN),
          0.5,
        ),
      ] as const,
  );
  const rounded: Record<string, number> = Object.fromEntries(
    medians.map(([name, value]) => [name, Math.round(value * 10) / 10]),
  );
  const ratio = Math.round(((rounded.first_ms ?? Number.NaN) / (rounded.ha_first_ms ?? Number.NaN)) * 100) / 100;
  return { ...reading, ...rounded, first_to_ha: ratio, load: Math.round((loadavg()[0] ?? 0) * 10) / 10 };
}

async function lookedAt(homeops: HomeOpsProcess): Promise<void> {
  for (;;) {
    if (await isLookedAt(homeops).catch(() => false)) return; // on a busy machine it may refuse a question
    await pause(1_000);
  }
}

async function isLookedAt(homeops: HomeOpsProcess): Promise<boolean> {
  const { import: past } = await homeops.ask<{ import: { state: string } }>("system/status");
  if (past.state !== "done") return false;
  const { held_back } = await homeops.ask<{ held_back: object[] }>("health/run");
  return held_back.length === 0;
}

async function readTimes(homeops: HomeOpsProcess) {
  const times: number[] = [];
  let page: { items: unknown[] } = { items: [] };
  for (let n = 0; n < READS; n++) {
    const began = performance.now();
    page = await homeops.ask<{ items: unknown[] }>("health/devices");
    times.push(performance.now() - began);
  }
  return {
    devices: page.items.length,
    kb: Math.round(JSON.stringify(page).length / 1000),
    read_first_ms: Math.round(times[0] ?? Number.NaN),
    read_ms: Math.round(percentile(times, 0.5)),
    read_p95_ms: Math.round(percentile(times, 0.95)),
  };
}

async function round(page: Page, url: string, rival: string): Promise<Record<string, number>> {
  const own = { ...(await ours(page, url)), ...(await plain(page)) };
  return { ...own, ...(await frontendTable(page, rival)) };
}

async function ours(page: Page, url: string) {
  await page.goto(`${url}/#/health`);
  await page.reload();
  await page.locator("homeops-findings section[aria-busy=false]").waitFor(PATIENCE);
  const began = performance.now();
  await page.evaluate(() => {
    location.hash = "#/health?tab=devices";
  });
  await page.locator(ROW).first().waitFor(PATIENCE);
  const first = performance.now() - began;
  const { p95, slow } = await page.evaluate(scrolled, ["homeops-devices", ".scroll"]);
  return { first_ms: first, frame_p95_ms: p95, slow_frames: slow };
}

async function plain(page: Page) {
  const first = await page.evaluate(plainTable);
  const { p95, slow } = await page.evaluate(scrolled, ["#plain", ""]);
  await page.evaluate(() => document.querySelector("#plain")?.remove());
  return { plain_first_ms: first, plain_frame_p95_ms: p95, plain_slow_frames: slow };
}
