import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { faintTexts } from "../browser/faint-texts.ts";
import { smallTargets } from "../browser/small-targets.ts";
import { DESKTOP, PHONE, screenshot } from "../browser/visit.ts";
import { startChromium } from "../world/chromium.ts";
import { type Integrated, startIntegrated } from "./integrated.ts";
import { chooseLanguage, signedIn } from "./signed-in.ts";

const KITCHEN = "light.kitchen_lights";
const BED = "light.bed_light";
const PATIENCE = { timeout: 60_000 };
const WELCOME = {
  automation: [
    {
      alias: "Welcome",
      triggers: [{ trigger: "event", event_type: "somebody_came" }],
      actions: [{ action: "light.toggle", target: { entity_id: BED } }],
    },
  ],
};
const tile = (entity: string) => ({ type: "tile", entity, features: [{ type: "custom:homeops-last-changed" }] });
const DASHBOARD = {
  views: [
    {
      title: "Home",
      type: "sections",
      sections: [{ type: "grid", cards: [tile(KITCHEN), tile(BED)] }],
      badges: [{ type: "custom:homeops-badge" }],
    },
  ],
};
/** As high as Home Assistant's own, beside which they stand; a thumb finds a badge by the room around it. */
const AS_HIGH_AS_CORES_OWN = /× (36|42) button/;

let world: Integrated;
let context: BrowserContext;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  await buildCardsIfStale();
  world = stack.use(await startIntegrated({ configuration: WELCOME }));
  context = stack.use(await startChromium(DESKTOP)).context;
  const { client } = world.home;
  await client.call({ type: "lovelace/dashboards/create", url_path: "of-tiles", title: "Tiles", mode: "storage" });
  await client.call({ type: "lovelace/config/save", url_path: "of-tiles", config: DASHBOARD });
}, 300_000);
afterAll(() => stack.disposeAsync());

const opened = () => signedIn(context, world.home, "/of-tiles/0");
const toggle = (entity_id: string) => world.home.client.callService("light", "toggle", {}, { entity_id });
const featureOf = (page: Page, name: string) =>
  page.locator("hui-tile-card", { hasText: name }).locator("homeops-last-changed");
const told = (page: Page, name: string) => featureOf(page, name).locator(".by");

/** Each time that the page asks, as it goes over the wire. */
function asksOf(page: Page): string[] {
  const asked: string[] = [];
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      if (payload.includes("homeops/memory/explain")) asked.push(payload.toString());
    }),
  );
  return asked;
}

async function looks(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP }))
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForTimeout(500); // Home Assistant lays itself out anew
      await screenshot(page, `${name}-${size}-${colorScheme}`);
      for (const element of ["homeops-badge", "homeops-last-changed"]) {
        const one = page.locator(element).first();
        expect(await one.evaluate(faintTexts), `${element} ${size} ${colorScheme}`).toEqual([]);
        const small = (await one.evaluate(smallTargets)).filter((text) => !AS_HIGH_AS_CORES_OWN.test(text));
        expect(small, `${element} ${size} ${colorScheme}`).toEqual([]);
      }
    }
  await page.setViewportSize(DESKTOP);
}

it("says in a tile who or what changed it last, as it changes, and why when it is pressed", async () => {
  await using visit = await opened();
  const { page } = visit;
  await toggle(KITCHEN);
  await told(page, "Kitchen Lights").getByText("by Olivia").waitFor(PATIENCE);
  await world.home.client.fireEvent("somebody_came");
  await told(page, "Bed Light").getByText("by automation Welcome").waitFor(PATIENCE);
  await looks(page, "native");

  await featureOf(page, "Bed Light").locator("button.last").focus();
  await page.keyboard.press("Enter");
  const drawer = featureOf(page, "Bed Light").getByRole("dialog");
  await drawer
    .getByText(/Welcome/)
    .first()
    .waitFor(PATIENCE);
  await screenshot(page, "native-why");
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });

  await chooseLanguage(page, "de");
  await told(page, "Bed Light").getByText("durch Automation Welcome").waitFor(PATIENCE);
  await chooseLanguage(page, "en");
  await told(page, "Bed Light").getByText("by automation Welcome").waitFor(PATIENCE);
  expect(visit.complaints).toEqual([]);
}, 240_000);

it("asks once for many changes at once", async () => {
  await using visit = await opened();
  const asked = asksOf(visit.page);
  await visit.page.reload();
  const time = featureOf(visit.page, "Kitchen Lights").locator(".at");
  await time.waitFor(PATIENCE);
  await featureOf(visit.page, "Bed Light").locator(".at").waitFor(PATIENCE);
  const before = asked.length;
  expect(before).toBeGreaterThanOrEqual(2);
  for (let times = 0; times < 9; times++) await toggle(KITCHEN);
  const { state } = await world.home.client.state(KITCHEN);
  await expect.poll(() => asked.length, { timeout: 30_000 }).toBeGreaterThan(before);
  await visit.page.waitForTimeout(13_000); // until it has asked for the last time what the memory did not know yet
  await featureOf(visit.page, "Kitchen Lights").locator("button.last").click();
  await visit.page.getByRole("dialog").getByText(`turned ${state}`).first().waitFor(PATIENCE);
  expect(asked.length - before).toBeLessThanOrEqual(4); // one, two where the disk is slow, and that of the drawer
});

it("shows in a badge how the memory is, and opens it", async () => {
  await using visit = await opened();
  const { page, complaints } = visit;
  const badge = page.locator("homeops-badge");
  await badge.getByText("Remembering").waitFor(PATIENCE);
  await badge.getByText(/^[\d,]+ today$/).waitFor(PATIENCE);
  await badge.locator("button.badge").focus();
  await page.keyboard.press("Enter");
  await badge
    .getByRole("button", { name: /Bed Light turned/ })
    .first()
    .click(PATIENCE);
  await badge.getByText(/Why/).first().waitFor(PATIENCE);
  await page.keyboard.press("Escape"); // the drawer of the reasons
  await screenshot(page, "badge-memory");
  await badge.getByRole("button", { name: "Close", exact: true }).last().click();

  await world.homeops.ask("memory/pause", { until: new Date(Date.now() + 3_600_000).toISOString() });
  await badge.getByText("Paused").waitFor(PATIENCE);
  await world.homeops.ask("memory/resume");
  await badge.getByText("Remembering").waitFor(PATIENCE);
  await world.homeops.kill();
  await badge.getByText("Away").waitFor(PATIENCE);
  await screenshot(page, "badge-away");
  await world.homeops.start();
  await badge.getByText("Remembering").waitFor(PATIENCE);
  await toggle(KITCHEN);
  await told(page, "Kitchen Lights").getByText("by Olivia").waitFor(PATIENCE);
  expect(complaints).toEqual([]);
}, 240_000);
