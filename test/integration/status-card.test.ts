import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { DESKTOP, screenshot } from "../browser/visit.ts";
import { mix } from "../mix.ts";
import { startChromium } from "../world/chromium.ts";
import { addUser, login } from "../world/people.ts";
import { makeDashboard, opened } from "./dashboard.ts";
import { type Integrated, startIntegrated } from "./integrated.ts";

const CARD = "homeops-status-card";
const PATH = "of-the-state";
const PATIENCE = { timeout: 60_000 };
/** So much that it is still being read when somebody looks. */
const PAST = { days: 9, perDay: 60_000 };

let world: Integrated;
let context: BrowserContext;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  await buildCardsIfStale();
  context = stack.use(await startChromium(DESKTOP)).context;
  const from = (Date.now() - PAST.days * 86_400_000) * 1_000;
  world = stack.use(await startIntegrated({}, mix({ from, perDay: PAST.perDay }).take(PAST.days * PAST.perDay)));
  await makeDashboard(world.home, PATH, [{ type: `custom:${CARD}` }, { type: "custom:homeops-memory-card" }]);
}, 300_000);
afterAll(() => stack.disposeAsync());

const visit = (token = world.home.token) => opened(context, { url: world.home.url, token, path: PATH, first: CARD });
const fact = (page: Page, name: string) =>
  page
    .locator("homeops-status dl div", { has: page.getByText(name, { exact: true }) })
    .last()
    .locator("dd")
    .textContent();

it("tells how far the past is read while it is, and the memory card does not call that its beginning", async () => {
  await using visited = await visit();
  const { page } = visited;
  const bar = page.getByRole("progressbar", { name: /^Reading the past/ });
  await bar.waitFor(PATIENCE);
  await page
    .getByText(/^[\d,]+ events$/)
    .first()
    .waitFor(PATIENCE);
  await page.getByText(/^[\d,]+ a second$/).waitFor(PATIENCE);
  await page.getByText(/ left$/).waitFor(PATIENCE);
  await screenshot(page, "status-import");
  await page.locator("homeops-memory-card").getByLabel("Find a device or room").fill("kitchen lights");
  await expect.poll(() => page.getByText("Loading older events…").count(), PATIENCE).toBeGreaterThan(0);
  expect(await page.getByText(/Here the memory begins|Nothing older of this kind/).count()).toBe(0);
}, 120_000);

it("shows the connection, the database, what was recorded and the backup", async () => {
  await using visited = await visit();
  const { page, complaints } = visited;
  await page.getByText(/^Live · [\d,]+ entities/).waitFor(PATIENCE);
  await page.getByText("All is well").waitFor(PATIENCE);
  expect(await fact(page, "Database")).toMatch(/^PostgreSQL \d+/);
  expect(await fact(page, "Size")).toMatch(/^[\d.,]+ [kMG]B$/);
  expect(await fact(page, "Recorded in the last day")).toMatch(/^[\d.]+ %$/);
  expect(await fact(page, "Last backup of the memory")).toBe("none yet");
  await world.homeops.ask("backup/prepare");
  await world.homeops.ask("memory/pause", { minutes: 30 });
  await expect.poll(() => fact(page, "Last backup of the memory"), PATIENCE).toMatch(/\d+:\d\d/);
  await expect.poll(() => fact(page, "Paused until"), PATIENCE).toMatch(/\d+:\d\d/);
  await screenshot(page, "status-paused");
  await world.homeops.ask("memory/resume");
  await page.getByText("All is well").waitFor(PATIENCE);
  expect(complaints).toEqual([]);
}, 120_000);

it("is the same for a member of the household, who may change nothing", async () => {
  const member = await addUser(world.home, "Mia");
  await using visited = await visit(await login(world.home.url, member));
  const { page, complaints } = visited;
  await page.getByText(/^Live · [\d,]+ entities/).waitFor(PATIENCE);
  expect(await fact(page, "Database")).toMatch(/^PostgreSQL \d+/);
  expect(await fact(page, "Recorded in the last day")).toMatch(/^[\d.]+ %$/);
  expect(await page.locator(CARD).getByRole("button").allTextContents()).toHaveLength(1); // to unfold the figures
  await page.locator(CARD).getByRole("button").click();
  await screenshot(page, "status-member");
  expect(complaints).toEqual([]);
}, 120_000);

it("says that the server is away, and goes on when it is back", async () => {
  await using visited = await visit();
  const { page } = visited;
  await page.getByText(/^Live · [\d,]+ entities/).waitFor(PATIENCE);
  await world.homeops.kill();
  await using late = await visit();
  await late.page
    .locator(CARD)
    .getByText(/^HomeOps (does not answer|is not connected)/)
    .first()
    .waitFor(PATIENCE);
  await screenshot(late.page, "status-away");
  await world.homeops.start();
  await late.page.getByText(/^Live · [\d,]+ entities/).waitFor(PATIENCE);
}, 240_000);
