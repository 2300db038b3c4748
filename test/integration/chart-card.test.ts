import type { BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { fromMicroseconds } from "#server/instant.ts";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { faintTexts } from "../browser/faint-texts.ts";
import { smallTargets } from "../browser/small-targets.ts";
import { DESKTOP, screenshot } from "../browser/visit.ts";
import { startChromium } from "../world/chromium.ts";
import { inEachLook, makeDashboard, opened } from "./dashboard.ts";
import { type Integrated, startIntegrated } from "./integrated.ts";

const CARD = "homeops-chart-card";
const PATIENCE = { timeout: 60_000 };
const HOUR = 3_600_000_000;
const CELLAR = "sensor.cellar_temperature";
const WASHER = "sensor.washer_power";
const DOOR = "binary_sensor.cellar_door";
const TOLD: Record<string, Record<string, string>> = {
  [CELLAR]: {
    friendly_name: "Cellar",
    unit_of_measurement: "°C",
    state_class: "measurement",
    device_class: "temperature",
  },
  [WASHER]: { friendly_name: "Washer", unit_of_measurement: "W", state_class: "measurement", device_class: "power" },
  [DOOR]: { friendly_name: "Cellar door", device_class: "door" },
};

/** A day of a cellar, as it came: it gets warmer, the washer runs twice, the door is opened now and then, and for an hour nobody recorded. */
function dayOfACellar() {
  return [...cellar()].sort((one, other) => one.at.localeCompare(other.at));
}

function* cellar() {
  const now = Date.now() * 1_000;
  const say = (hoursAgo: number, entityId: string, state: string) => ({
    ...{ at: fromMicroseconds(Math.round(now - hoursAgo * HOUR)), entityId, state },
    attributes: JSON.stringify(TOLD[entityId]),
  });
  for (let ago = 23.5; ago > 0.1; ago -= 0.05) {
    const isWashing = (ago > 15 && ago < 17) || (ago > 3 && ago < 5);
    yield say(ago, CELLAR, (12 + 3 * Math.sin(ago / 4) + Math.sin(ago * 3) / 4).toFixed(1));
    yield say(ago - 0.01, WASHER, (isWashing ? 1_800 + 400 * Math.sin(ago * 20) : 2).toFixed(0));
  }
  for (const ago of [20, 12, 11.9, 7, 2]) {
    yield say(ago, DOOR, "on");
    yield say(ago - 0.3, DOOR, "off");
  }
}

let world: Integrated;
let context: BrowserContext;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  await buildCardsIfStale();
  world = stack.use(await startIntegrated({}, dayOfACellar()));
  context = stack.use(await startChromium(DESKTOP)).context;
  const isRead = async () =>
    JSON.stringify(await world.homeops.ask("system/status")).includes('"import":{"state":"done"');
  await vi.waitUntil(isRead, { ...PATIENCE, interval: 500 });
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  await world.homeops.ask("memory/forget", { span: { from: ago(9.5), to: ago(8) } });
  await vi.waitUntil(
    async () => JSON.stringify(await world.homeops.ask("system/status")).includes(`"errands":[]`),
    PATIENCE,
  );
  await makeDashboard(world.home, "of-the-cellar", [
    { type: `custom:${CARD}`, title: "The cellar", entities: [CELLAR, WASHER, DOOR], hours: 24 },
    { type: `custom:${CARD}`, entities: [] },
    { type: `custom:${CARD}`, entities: ["sensor.nowhere", DOOR] },
  ]);
}, 300_000);
afterAll(() => stack.disposeAsync());

const visit = () => opened(context, { ...world.home, path: "of-the-cellar", first: CARD });
const chartOf = (page: Page) => page.locator("homeops-charts").first();
const momentOf = (chart: Locator) => chart.getByRole("slider", { name: "Moment in the chart" });

it("draws what was, with its gaps and marks, and tells it to whoever listens", async () => {
  await using visited = await visit();
  const { page, complaints } = visited;
  const chart = chartOf(page);
  await chart.locator(".u-over").waitFor(PATIENCE);
  await page.waitForTimeout(1500);
  await screenshot(page, "chart");
  await expect.poll(() => chart.locator("canvas").count()).toBe(1);
  await expect.poll(() => chart.locator(".units").textContent()).toMatch(/°C\s*W/);
  expect(complaints).toEqual([]);
}, 240_000);
