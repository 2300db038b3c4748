import type { BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { axeFaults } from "../browser/axe.ts";
import { faintTexts } from "../browser/faint-texts.ts";
import { smallTargets } from "../browser/small-targets.ts";
import { DESKTOP, PHONE, screenshot } from "../browser/visit.ts";
import { startChromium } from "../world/chromium.ts";
import { CELLAR, DOOR, dayOfACellar, WASHER } from "./cellar.ts";
import { inEachLook, makeDashboard, opened } from "./dashboard.ts";
import { type Integrated, startIntegrated } from "./integrated.ts";

const CARDS = ["ask", "memory", "chart", "health", "alerts", "devices", "status"].map((kind) => `homeops-${kind}-card`);
const CONFIGS = CARDS.map((card) => ({
  type: `custom:${card}`,
  ...(card.includes("chart") && { entities: [CELLAR, WASHER, DOOR] }),
  ...(card.includes("alerts") && { week: true }),
}));
const PATIENCE = { timeout: 60_000 };
const LOUD = {
  "primary-color": "#ff66cc",
  "primary-background-color": "#330033",
  "card-background-color": "#102010",
  "primary-text-color": "#ffff66",
  "secondary-text-color": "#ffcc99",
  "divider-color": "#00ffff",
  "error-color": "#ff8888",
  "success-color": "#66ff66",
  "warning-color": "#ffaa00",
  "ha-card-border-radius": "0",
};

let world: Integrated;
let context: BrowserContext;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  await buildCardsIfStale();
  context = stack.use(await startChromium(DESKTOP)).context;
  const wanted = { configuration: { frontend: { themes: { loud: LOUD } } } };
  world = stack.use(await startIntegrated(wanted, dayOfACellar()));
  const isRead = async () =>
    JSON.stringify(await world.homeops.ask("system/status")).includes('"import":{"state":"done"');
  await vi.waitUntil(isRead, PATIENCE);
  await makeDashboard(world.home, "of-all-cards", CONFIGS);
  await makeDashboard(world.home, "of-loud-cards", CONFIGS, "loud");
}, 300_000);
afterAll(() => stack.disposeAsync());

async function visit(path = "of-all-cards") {
  const visited = await opened(context, { ...world.home, path, first: CARDS[0]! });
  const { page } = visited;
  await page.locator(".u-over").waitFor(PATIENCE);
  await page.locator("homeops-status dl").last().waitFor(PATIENCE);
  await page.locator("[data-event]").first().waitFor(PATIENCE);
  return visited;
}

const speak = (value: Partial<Record<string, string>>) =>
  world.home.client.call({
    type: "frontend/set_user_data",
    key: "language",
    value: {
      language: "en",
      number_format: "language",
      time_format: "language",
      date_format: "language",
      time_zone: "local",
      ...value,
    },
  });

const overflows = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

it("can be read and pressed by everybody, on every size, light and dark", async () => {
  await using visited = await visit();
  const { page, complaints } = visited;
  await inEachLook(page, "every", async (named) => {
    expect(await overflows(page), named).toBeLessThanOrEqual(0);
    expect(await axeFaults(page.locator(CARDS.join(","))), named).toEqual([]);
    for (const card of CARDS) {
      const it = page.locator(card);
      expect(await it.evaluate(faintTexts), `${card} ${named}`).toEqual([]);
      expect(await it.evaluate(smallTargets), `${card} ${named}`).toEqual([]);
      expect(await it.evaluate(wide), `${card} ${named}`).toEqual([]);
      expect(await it.evaluate(moving), `${card} ${named}`).toEqual([]);
    }
  });
  expect(complaints).toEqual([]);
}, 240_000);

it("has no colour of its own in somebody's own theme", async () => {
  await using visited = await visit("of-loud-cards");
  const { page } = visited;
  await screenshot(page, "every-loud");
  const of = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((it, name) => getComputedStyle(it).getPropertyValue(name), property);
  for (const card of CARDS) {
    expect(await of(`${card} ha-card`, "background-color")).toBe("rgb(16, 32, 16)");
    expect(await page.locator(card).evaluate(faintTexts), card).toEqual([]);
  }
  expect(await of("homeops-timeline h2", "color")).toBe("rgb(255, 255, 102)");
  expect(await of("homeops-status dt", "color")).toBe("rgb(255, 204, 153)");
  expect(await of("homeops-charts .probes .ink", "color")).toBe("rgb(255, 204, 153)");
  expect(await of("homeops-charts .probes .grid", "color")).toBe("rgb(0, 255, 255)");
}, 120_000);

it.each(["he", "fa"])(
  "reads from right to left in %s",
  async (language) => {
    await speak({ language });
    await using visited = await visit();
    const { page } = visited;
    await expect.poll(() => page.evaluate(() => document.dir), PATIENCE).toBe("rtl");
    await page.setViewportSize(PHONE);
    await page.waitForTimeout(500); // Home Assistant lays itself out anew
    await screenshot(page, `every-${language}`);
    expect(await overflows(page)).toBeLessThanOrEqual(0);
    const row = page.locator("[data-event]").first();
    const isRightOf = async (one: Locator, other: Locator) => (await leftOf(one)) > (await leftOf(other));
    await expect.poll(() => isRightOf(row.locator(".sign"), row.locator(".told")), PATIENCE).toBe(true);
    const last = (name: string) => page.locator(`homeops-status dl ${name}`).last();
    await expect.poll(() => isRightOf(last("dt"), last("dd")), PATIENCE).toBe(true);
    for (const card of CARDS) expect(await page.locator(card).evaluate(wide), card).toEqual([]);
    await page.setViewportSize(DESKTOP);
    await row.click();
    const why = page.locator("homeops-memory-card").getByRole("dialog");
    await why.waitFor(PATIENCE);
    await expect.poll(() => leftOf(why)).toBe(0);
    await screenshot(page, `every-${language}-why`);
    await speak({});
  },
  120_000,
);

it("writes numbers, dates and times as somebody chose in Home Assistant", async () => {
  await speak({ number_format: "decimal_comma", time_format: "24", date_format: "DMY", time_zone: "server" });
  await using visited = await visit();
  const { page } = visited;
  await expect.poll(() => page.locator("homeops-charts .legend").textContent(), PATIENCE).toMatch(/\d+,\d °C/);
  const time = page.locator("[data-event] time").first();
  const at = await time.getAttribute("datetime");
  const inBerlin = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "Europe/Berlin" });
  await expect.poll(() => time.textContent()).toBe(inBerlin.format(new Date(at!)));
  await page.locator("homeops-status").getByRole("button").first().click();
  await page
    .getByText(/^\d\d\/\d\d\/2026, \d\d:\d\d$/)
    .first()
    .waitFor();
  await speak({});
}, 120_000);

it("is offered with what it would show, for what it really fits", async () => {
  await using visited = await visit();
  const suggested = await visited.page.evaluate(
    (ids) => {
      const { hass } = document.querySelector("home-assistant") as unknown as { hass: object };
      return ids.map((id) =>
        window.customCards?.flatMap((card) => Reflect.get(card, "getEntitySuggestion")(hass, id) ?? []),
      );
    },
    [CELLAR, DOOR, "light.kitchen_lights", "weather.demo_weather_south", "sensor.nowhere"],
  );
  const memoryOf = (entity: string) => [{ config: { type: "custom:homeops-memory-card", entity } }];
  expect(suggested).toEqual([
    [{ config: { type: "custom:homeops-chart-card", entities: [CELLAR], hours: 24 } }],
    memoryOf(DOOR),
    memoryOf("light.kitchen_lights"),
    [],
    [],
  ]);
  for (const card of CARDS) {
    const told = await visited.page.evaluate(async (name) => {
      const { hass } = document.querySelector("home-assistant") as unknown as { hass: { states: object } };
      const card = customElements.get(name)!;
      const form = await Reflect.get(card, "getConfigForm").call(card);
      const one = document.createElement(name);
      return {
        stub: Reflect.get(card, "getStubConfig").call(card, hass, Object.keys(hass.states), []),
        labels: form.schema.map((field: object) => form.computeLabel(field)),
        size: Reflect.get(one, "getCardSize").call(one),
        grid: Reflect.get(one, "getGridOptions").call(one),
      };
    }, card);
    expect(told.labels).toEqual(expect.arrayContaining(["Title", "Home"]));
    expect(told.grid.columns % 3).toBe(0);
    expect(told.size).toBeGreaterThan(1);
    expect(told.stub).toEqual(
      card.includes("chart") ? { entities: [expect.stringMatching(/^sensor\./)], hours: 24 } : {},
    );
  }
}, 120_000);

const leftOf = (it: Locator) => it.boundingBox().then((box) => Math.round(box?.x ?? Number.NaN));

/** Runs in the page: what reaches beyond the card that it is in. */
function wide(card: Element): string[] {
  const { left, right } = card.getBoundingClientRect();
  const found: string[] = [];
  const look = (root: ShadowRoot | Element) => {
    for (const it of root.querySelectorAll("*")) {
      const box = it.getBoundingClientRect();
      const isShown = box.width > 1 && it.checkVisibility() && !it.closest("dialog, .spoken, .u-wrap");
      if (isShown && (box.left < left - 1 || box.right > right + 1)) found.push(`${it.localName}.${it.className}`);
      if (it.shadowRoot) look(it.shadowRoot);
    }
  };
  look(card.shadowRoot ?? card);
  return found;
}

/** Runs in the page: what moves although somebody asked that nothing does. */
function moving(card: Element): string[] {
  const found: string[] = [];
  const look = (root: ShadowRoot | Element) => {
    for (const it of root.querySelectorAll("*")) {
      const { animationName, transitionDuration } = getComputedStyle(it);
      const isOurs = !it.localName.startsWith("ha-");
      if (isOurs && (animationName !== "none" || Number.parseFloat(transitionDuration) > 0)) found.push(it.localName);
      if (it.shadowRoot && isOurs) look(it.shadowRoot);
    }
  };
  look(card.shadowRoot ?? card);
  return found;
}
