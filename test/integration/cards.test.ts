import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { faintTexts } from "../browser/faint-texts.ts";
import { smallTargets } from "../browser/small-targets.ts";
import { DESKTOP, PHONE, screenshot } from "../browser/visit.ts";
import { startChromium } from "../world/chromium.ts";
import { addUser } from "../world/people.ts";
import { CARDS } from "./card-list.ts";
import { type Integrated, startIntegrated } from "./integrated.ts";
import { signedIn } from "./signed-in.ts";

const ASK = "homeops-ask-card";
const MEMORY = "homeops-memory-card";
const KITCHEN = "light.kitchen_lights";
const PATIENCE = { timeout: 60_000 };
const DASHBOARD = {
  views: [
    {
      title: "Home",
      type: "sections",
      max_columns: 2,
      sections: CARDS.map(({ type, options }) => ({ type: "grid", cards: [{ type: `custom:${type}`, ...options }] })),
    },
  ],
};

let world: Integrated;
let context: BrowserContext;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  await buildCardsIfStale();
  world = stack.use(await startIntegrated());
  context = stack.use(await startChromium(DESKTOP)).context;
  const [url_path, { client }] = ["of-the-memory", world.home];
  await client.call({ type: "lovelace/dashboards/create", url_path, title: "Memory", mode: "storage" });
  await client.call({ type: "lovelace/config/save", url_path, config: DASHBOARD });
  for (const service of ["turn_off", "turn_on"])
    await world.home.client.callService("light", service, {}, { entity_id: KITCHEN });
}, 300_000);
afterAll(() => stack.disposeAsync());

/** The dashboard, once its cards are there. */
async function opened(token = world.home.token) {
  const visit = await signedIn(context, { ...world.home, token }, "/of-the-memory/0");
  await visit.page.locator(ASK).waitFor({ timeout: 90_000 });
  return visit;
}

async function looks(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP }))
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForTimeout(500); // Home Assistant lays itself out anew
      await screenshot(page, `${name}-${size}-${colorScheme}`);
      for (const { type: card } of CARDS) {
        expect(await page.locator(card).evaluate(faintTexts), `${card} ${size} ${colorScheme}`).toEqual([]);
        expect(await page.locator(card).evaluate(smallTargets), `${card} ${size} ${colorScheme}`).toEqual([]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
}

it("answers a question and tells what happens as it happens, on a dashboard", async () => {
  await using visit = await opened();
  const { page, complaints } = visit;
  await page.getByLabel("Your question").fill("when did the kitchen lights last turn on");
  await page.keyboard.press("Enter");
  await page.getByText(/Kitchen Lights last turned on today at/).waitFor(PATIENCE);
  await page
    .getByRole("button", { name: /Kitchen Lights turned on/ })
    .first()
    .waitFor(PATIENCE);

  await world.home.client.setState("lock.kitchen_door", "locked", { friendly_name: "Kitchen Door" });
  await page.getByRole("button", { name: /Kitchen Door was locked/ }).waitFor(PATIENCE);
  await looks(page, "cards");

  await page.getByRole("button", { name: /Kitchen Door was locked/ }).hover();
  await page.mouse.wheel(0, 400); // who reads on is not moved
  await page.getByText("Paused").waitFor(PATIENCE);
  await world.home.client.setState("lock.pantry", "locked");
  await page.getByRole("button", { name: /new events?$/ }).click(PATIENCE);
  await page.getByRole("button", { name: /pantry was locked/ }).waitFor(PATIENCE);

  await page
    .getByRole("button", { name: /Kitchen Lights turned on/ })
    .first()
    .click();
  await page
    .getByRole("dialog")
    .getByText(/Olivia/)
    .first()
    .waitFor(PATIENCE);
  await screenshot(page, "cards-why");
  expect(await page.locator(MEMORY).evaluate(faintTexts)).toEqual([]);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  expect(complaints).toEqual([]);
}, 240_000);

it("pauses, forgets, and tells what it knows about whoever looks, as far as they may", async () => {
  {
    await using visit = await opened();
    const { page, complaints } = visit;
    const button = (name: string) => page.locator(MEMORY).getByRole("button", { name, exact: true });
    await button("Pause").click(PATIENCE);
    await page.getByRole("button", { name: "Until I say so" }).waitFor();
    await looks(page, "cards-pause");
    await page.getByRole("button", { name: "Until tomorrow morning" }).click();
    await page.getByText(/^Paused until /).waitFor(PATIENCE);
    await page.getByRole("button", { name: "Remember again" }).click(PATIENCE);
    await button("Back").click();
    await button("Forget").click(PATIENCE);
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByText(/^This would remove [\d,.a-z ]+ events?, .*, for good\.$/).waitFor(PATIENCE);
    await looks(page, "cards-forget");
    await page.getByRole("button", { name: "Cancel" }).click();
    await button("Back").click();
    await button("What it knows about me").click();
    await page.getByText(/Olivia, in Home Assistant person\./).waitFor(PATIENCE);
    await looks(page, "cards-me");
    expect(complaints).toEqual([]);
  }
  const greta = await addUser(world.home, "Greta");
  await using visit = await opened(greta.token);
  const { page } = visit;
  await page.getByRole("button", { name: "Pause", exact: true }).click(PATIENCE);
  await page.getByRole("button", { name: "1 hour" }).waitFor();
  for (const name of ["Until I say so", "Until tomorrow morning", "Forget"])
    expect(await page.getByRole("button", { name, exact: true }).count(), name).toBe(0);
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await page.getByLabel("Your question").fill("when did the kitchen lights last turn on");
  await page.keyboard.press("Enter");
  await page.getByText(/Kitchen Lights last turned on today at/).waitFor(PATIENCE);
  expect(await page.getByRole("button", { name: "That is wrong" }).count()).toBe(0);
  await page.getByRole("button", { name: "What it knows about me", exact: true }).click();
  await page.getByText("HomeOps does not know who you are in Home Assistant").waitFor(PATIENCE);
  await screenshot(page, "cards-me-unknown");
}, 240_000);

it("offers each card, with a form, when somebody adds one", async () => {
  await using visit = await opened();
  const offered = await visit.page.evaluate(() => window.customCards?.map(({ ...card }) => card));
  const cards = [
    "homeops-alerts-card",
    ASK,
    "homeops-chart-card",
    "homeops-devices-card",
    "homeops-health-card",
    MEMORY,
    "homeops-status-card",
  ];
  expect(offered).toMatchObject(
    cards.map((type) => ({ type, name: expect.stringMatching(/^HomeOps: /), preview: true })),
  );
  for (const card of cards) {
    const form = await visit.page.evaluate(
      async (name) => JSON.stringify(await Reflect.get(customElements.get(name)!, "getConfigForm")()),
      card,
    );
    expect(JSON.parse(form).schema.slice(-2)).toMatchObject([{ name: "title" }, { name: "home" }]);
  }
});

it("says that the server is away, and goes on when it is back", async () => {
  await using visit = await opened();
  const { page, complaints } = visit;
  await page
    .getByRole("button", { name: /Kitchen Lights turned on/ })
    .first()
    .waitFor(PATIENCE);
  await world.homeops.kill();
  await page.getByLabel("Your question").fill("when did the kitchen lights last turn on");
  await page.keyboard.press("Enter");
  await page
    .getByText(/^HomeOps (does not answer|is not connected)/)
    .first()
    .waitFor(PATIENCE);
  await page.getByText("Not live").waitFor(PATIENCE);
  await screenshot(page, "cards-away");
  await world.homeops.start();
  await world.home.client.setState("lock.kitchen_door", "unlocked", { friendly_name: "Kitchen Door" });
  await page.getByRole("button", { name: /Kitchen Door was unlocked/ }).waitFor(PATIENCE);
  await page.getByLabel("Your question").press("Enter");
  await page.getByText(/Kitchen Lights last turned on today at/).waitFor(PATIENCE);
  expect(complaints).toEqual([]);
}, 240_000);

it("speaks the language that the person chose in Home Assistant", async () => {
  const value = { language: "de", number_format: "language", time_format: "24" };
  await world.home.client.call({ type: "frontend/set_user_data", key: "language", value });
  await using visit = await opened();
  const { page } = visit;
  await page.getByRole("heading", { name: "Frag, was geschehen ist" }).waitFor(PATIENCE);
  await page.getByRole("heading", { name: "Heute" }).first().waitFor(PATIENCE);
  await screenshot(page, "cards-german");
}, 120_000);
