import type { BrowserContext, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { DESKTOP, screenshot } from "../browser/visit.ts";
import { startChromium } from "../world/chromium.ts";
import { CELLAR, DOOR, dayOfACellar, WASHER } from "./cellar.ts";
import { makeDashboard, opened } from "./dashboard.ts";
import { type Integrated, startIntegrated } from "./integrated.ts";

const CARD = "homeops-chart-card";
const PATIENCE = { timeout: 60_000 };

let world: Integrated;
let context: BrowserContext;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  await buildCardsIfStale();
  world = stack.use(await startIntegrated({}, dayOfACellar()));
  context = stack.use(await startChromium(DESKTOP)).context;
  const says = async (text: string) => JSON.stringify(await world.homeops.ask("system/status")).includes(text);
  await vi.waitUntil(() => says('"import":{"state":"done"'), PATIENCE);
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  await world.homeops.ask("memory/forget", { span: { from: ago(9.5), to: ago(8) } });
  await vi.waitUntil(() => says('"errands":[]'), PATIENCE);
  await makeDashboard(world.home, "of-the-cellar", [
    { type: `custom:${CARD}`, title: "The cellar", entities: [CELLAR, WASHER, DOOR], hours: 24 },
    { type: `custom:${CARD}`, entities: [] },
    { type: `custom:${CARD}`, entities: ["sensor.nowhere", DOOR] },
  ]);
}, 300_000);
afterAll(() => stack.disposeAsync());

async function visit() {
  const visited = await opened(context, { ...world.home, path: "of-the-cellar", first: CARD });
  const card = visited.page.locator(CARD).first();
  await card.locator(".u-over").waitFor(PATIENCE);
  await expect.poll(() => card.locator(".legend").textContent(), PATIENCE).toMatch(/Cellar\s+[\d.]+ °C\s+Washer/);
  return { ...visited, card, moment: card.getByRole("slider", { name: "Moment in the chart" }) };
}

const saidAt = (moment: Locator) => moment.getAttribute("aria-valuetext").then((said) => said ?? "");

it("draws what was on two axes, with bands for states and what nobody recorded, and tells it to whoever listens", async () => {
  await using visited = await visit();
  const { page, card, complaints } = visited;
  await screenshot(page, "chart");
  expect(await card.locator(".units").textContent()).toMatch(/^\s*°C\s*W\s*$/);
  expect(await card.locator(".gap").count()).toBeGreaterThan(0);
  const widest = await card.locator(".gap").evaluateAll((gaps) => Math.max(...gaps.map((one) => one.clientWidth)));
  const whole = await card.locator(".u-over").evaluate((over) => over.clientWidth);
  expect(widest / whole).toBeCloseTo(1.5 / 24, 1);
  expect(await card.locator(".band i").count()).toBeGreaterThan(6);

  const table = card.getByRole("table", { name: "Cellar, Washer, Cellar door, in numbers" });
  expect(await table.getByRole("columnheader").allTextContents()).toEqual(["Time", "Cellar", "Washer", "Cellar door"]);
  const rows = await table.getByRole("row").allTextContents();
  expect(rows).toHaveLength(14);
  expect(rows.at(-1)).toMatch(/[\d.]+ °C\s*2 W\s*off/);

  await page.getByText("Choose in the editor of this card what it is to draw.").waitFor();
  await page.getByText(/sensor.nowhere: There is no entity sensor.nowhere in this home/).waitFor();
  expect(complaints).toEqual([]);
}, 240_000);

it("is read with keys: a moment, closer, and back", async () => {
  await using visited = await visit();
  const { page, card, moment } = visited;
  await moment.focus();
  await page.keyboard.press("Home");
  await expect.poll(() => moment.getAttribute("aria-valuenow")).toBe("0");
  for (let steps = 0; steps < 5; steps++) await page.keyboard.press("PageUp");
  for (let steps = 0; steps < 2; steps++) await page.keyboard.press("ArrowRight");
  await expect.poll(() => moment.getAttribute("aria-valuenow")).toBe("52");
  const said = await saidAt(moment);
  expect(said).toMatch(/Cellar: [\d.]+ °C, Washer: [\d,]+ W, Cellar door: off/);
  await page.keyboard.press("PageUp"); // nine hours before now, of which nothing is remembered
  await expect.poll(() => saidAt(moment)).toContain("Cellar: not recorded");
  await screenshot(page, "chart-moment");

  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await card.getByRole("button", { name: "Zoom out" }).waitFor();
  await expect.poll(() => card.getByRole("button", { name: "24 hr" }).getAttribute("aria-pressed")).toBe("false");
  await screenshot(page, "chart-closer");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect.poll(() => card.getByRole("button", { name: "24 hr" }).getAttribute("aria-pressed")).toBe("true");
}, 120_000);

it("comes closer where somebody draws over it, with the finer numbers of that span", async () => {
  await using visited = await visit();
  const { page, card, moment } = visited;
  const box = (await card.locator(".u-over").boundingBox())!;
  const before = await saidAt(moment);
  await page.mouse.move(box.x + box.width * 0.25, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 40, { steps: 5 });
  await page.mouse.up();
  await card.getByRole("button", { name: "Zoom out" }).waitFor(PATIENCE);
  await page.mouse.move(0, 0);
  await expect.poll(() => saidAt(moment)).not.toBe(before);
  await card.getByRole("button", { name: "7 days" }).click();
  await expect.poll(() => card.getByRole("button", { name: "Zoom out" }).count()).toBe(0);
  await screenshot(page, "chart-week");
}, 120_000);

it("follows what happens now, and tells why where a mark is pressed", async () => {
  await using visited = await visit();
  const { page, card } = visited;
  await card.getByRole("button", { name: "6 hr" }).click();
  await world.home.client.setState(CELLAR, "21.5", {
    friendly_name: "Cellar",
    unit_of_measurement: "°C",
    state_class: "measurement",
  });
  await expect.poll(() => card.locator(".legend").textContent(), PATIENCE).toMatch(/21\.5 °C/);
  await world.home.client.setState(DOOR, "on", { friendly_name: "Cellar door", device_class: "door" });
  const mark = card.getByRole("button", { name: /Cellar door opened$/ }).first();
  await mark.waitFor(PATIENCE);
  await expect.poll(() => card.locator(".legend").textContent()).toMatch(/Cellar door\s+on/);
  await mark.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const why = card.getByRole("dialog");
  await why.getByText("Why did this happen?").waitFor(PATIENCE);
  await why
    .getByText(/Cellar door opened/)
    .first()
    .waitFor(PATIENCE);
  await screenshot(page, "chart-why");
  await page.keyboard.press("Escape");

  await card.getByRole("button", { name: "24 hr" }).click();
  const several = card.getByRole("button", { name: /^2 events, / }).first();
  await several.click(PATIENCE);
  await card
    .getByRole("listitem")
    .getByRole("button", { name: /Cellar door closed/ })
    .first()
    .click();
  await why
    .getByText(/Cellar door closed/)
    .first()
    .waitFor(PATIENCE);
}, 120_000);

it("refuses options that it cannot draw, in words", async () => {
  await using visited = await visit();
  const refused = await visited.page.evaluate(
    (name) =>
      [{ entities: "sensor.a" }, { entities: [1] }, { hours: 0 }, { hours: "24" }, { title: 1 }].map((config) => {
        try {
          Reflect.get(document.createElement(name), "setConfig").call(document.createElement(name), config);
          return "";
        } catch (error) {
          return String(error);
        }
      }),
    CARD,
  );
  expect(refused).toEqual([
    ...Array(2).fill(expect.stringContaining("“entities” must be a list of entity ids")),
    ...Array(2).fill(expect.stringContaining("“hours” must be a number from 1 to 8784")),
    expect.stringContaining("“title” must be a text"),
  ]);
}, 120_000);
