import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { DESKTOP, screenshot } from "../browser/visit.ts";
import { startChromium } from "../world/chromium.ts";
import { DOOR, dayOfACellar } from "./cellar.ts";
import { makeDashboard, opened } from "./dashboard.ts";
import { type Integrated, startIntegrated } from "./integrated.ts";

const CARD = "homeops-memory-card";
const PATIENCE = { timeout: 60_000 };

let world: Integrated;
let context: BrowserContext;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  await buildCardsIfStale();
  world = stack.use(await startIntegrated({}, dayOfACellar()));
  context = stack.use(await startChromium(DESKTOP)).context;
  const isRead = async () =>
    JSON.stringify(await world.homeops.ask("system/status")).includes('"import":{"state":"done"');
  await vi.waitUntil(isRead, PATIENCE);
  await makeDashboard(world.home, "of-what-happened", [
    { type: `custom:${CARD}` },
    { type: `custom:${CARD}`, entity: DOOR },
  ]);
}, 300_000);
afterAll(() => stack.disposeAsync());

async function visit() {
  const visited = await opened(context, { ...world.home, path: "of-what-happened", first: CARD });
  const [all, one] = [visited.page.locator(CARD).first(), visited.page.locator(CARD).last()];
  await all.locator("[data-event]").first().waitFor(PATIENCE);
  return { ...visited, all, one };
}

it("shows what happened to one thing, under its name and without a search", async () => {
  await using visited = await visit();
  const { page, one } = visited;
  await one.getByRole("heading", { name: "Cellar door", exact: true }).waitFor(PATIENCE);
  await expect
    .poll(
      () =>
        one
          .locator(".told b")
          .allTextContents()
          .then((names) => [...new Set(names)]),
      PATIENCE,
    )
    .toEqual(["Cellar door"]);
  await expect.poll(() => one.locator("[data-event]").count()).toBeGreaterThan(7);
  expect(await one.getByRole("searchbox").count()).toBe(0);
  expect(await one.getByRole("combobox", { name: "Area" }).count()).toBe(0);
  await one.getByText("Nothing older of this kind is remembered.").waitFor(PATIENCE);
  await screenshot(page, "memory-of-one");
}, 240_000);

it("narrows it by time", async () => {
  await using visited = await visit();
  const { page, one } = visited;
  const rows = one.locator("[data-event]");
  await expect.poll(() => rows.count(), PATIENCE).toBeGreaterThan(7);
  await one.getByRole("combobox", { name: "Time", exact: true }).selectOption({ label: "From … to …" });
  const local = (hoursAgo: number) =>
    page.evaluate(
      (ms) => {
        const at = new Date(ms);
        return new Date(ms - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
      },
      Date.now() - hoursAgo * 3_600_000,
    );
  await one.getByLabel("From", { exact: true }).fill(await local(13));
  await one.getByLabel("From", { exact: true }).press("Tab");
  await one.getByLabel("To", { exact: true }).fill(await local(6));
  await one.getByLabel("To", { exact: true }).press("Tab");
  await expect.poll(() => rows.count(), PATIENCE).toBe(4);
  await screenshot(page, "memory-narrowed");
  await world.home.client.setState(DOOR, "on", { friendly_name: "Cellar door", device_class: "door" });
  await visited.all
    .getByRole("button", { name: /Cellar door opened/ })
    .first()
    .waitFor(PATIENCE);
  expect(await rows.count()).toBe(4);
}, 120_000);

it("finds what is remembered by its meaning, where nothing is called so, and tells why", async () => {
  await using visited = await visit();
  const { page, all } = visited;
  const known = async () =>
    JSON.stringify(await world.homeops.ask("memory/search", { query: "the basement door was open" }));
  await expect.poll(known, PATIENCE).toContain("Cellar door closed"); // told once its hours are summed up
  await all.getByLabel("Find a device or room").fill("the basement door was open");
  const found = all.locator("homeops-found").getByRole("button", { name: /Cellar door closed/ });
  await found.waitFor(PATIENCE);
  await screenshot(page, "memory-found");
  await found.focus();
  await page.keyboard.press("Enter");
  const why = all.getByRole("dialog");
  await why
    .getByText(/Cellar door/)
    .first()
    .waitFor(PATIENCE);
  await page.keyboard.press("Escape");
  await why.waitFor({ state: "hidden" });
  await all.getByLabel("Find a device or room").fill("cellar door");
  await all.locator("[data-event]").first().waitFor(PATIENCE);
}, 120_000);
