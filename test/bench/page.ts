import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { buildPageIfStale } from "../../frontend-card/build.ts";
import { startChromium } from "../world/chromium.ts";
import { homeopsProcess } from "../world/homeops-process.ts";
import { temporaryDirectory } from "../world/temporary.ts";

const ROUNDS = 5;
const PATIENCE = { timeout: 120_000 };

/**
 * The page of the demo home, signed in, on this machine: `first_view_kb` travel until the first events stand there, in `first_content_ms` from opening
 * its address with nothing kept, and `again_ms` once the browser has the page's files; medians.
 */
export async function pageBench(): Promise<Record<string, number>> {
  await buildPageIfStale();
  await using folder = await temporaryDirectory("page");
  await using homeops = await homeopsProcess(folder.path, { HOMEOPS_DEMO: "1" });
  const token = readFileSync(path.join(folder.path, "data", "api.token"), "utf8").trim();
  await waitForImport(homeops);
  const rounds: Round[] = [];
  for (let n = 0; n < ROUNDS; n++) rounds.push(await round(homeops.url, token));
  const median = (name: keyof Round) =>
    Math.round(rounds.map((one) => one[name]).sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0);
  return { first_view_kb: median("kilobytes"), first_content_ms: median("first"), again_ms: median("again") };
}

type Round = { kilobytes: number; first: number; again: number };

/** In a browser that has never been there. */
async function round(url: string, token: string): Promise<Round> {
  await using chromium = await startChromium();
  const { context } = chromium;
  const headers = { "content-type": "application/json" };
  const answer = await context.request.post(`${url}/api/session`, { headers, data: { token } });
  if (!answer.ok()) throw new Error(`Signing in was answered with ${answer.status()}`);
  const page = await context.newPage();
  const first = await opened(page, url);
  const kilobytes = (await page.evaluate(travelled)) / 1000;
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated", undefined, PATIENCE);
  return { kilobytes, first, again: await opened(page, url) };
}

async function opened(page: Page, url: string): Promise<number> {
  const began = performance.now();
  await page.goto(url);
  await page.locator("[data-event]").first().waitFor(PATIENCE);
  return performance.now() - began;
}

/** Runs in the page: bytes of its own files, heads included. */
function travelled(): number {
  const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  return all
    .filter((one): one is PerformanceResourceTiming => !new URL(one.name).pathname.startsWith("/api/"))
    .reduce((sum, { transferSize }) => sum + transferSize, 0);
}

async function waitForImport({ ask }: { ask<T>(name: string): Promise<T> }): Promise<void> {
  for (;;) {
    const { import: past } = await ask<{ import: { state: string } }>("system/status");
    if (past.state === "done") return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
