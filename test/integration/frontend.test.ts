import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { DESKTOP, screenshot } from "../browser/visit.ts";
import { startChromium } from "../world/chromium.ts";
import { CARDS } from "./card-list.ts";
import { startBeside } from "./integrated.ts";
import { chooseLanguage, signedIn } from "./signed-in.ts";

/** What a person does in Home Assistant's own frontend, by its own dialogs, in this order. */
const EMPTY = { views: [{ title: "Mine", type: "sections", sections: [{ type: "grid", cards: [] }], badges: [] }] };
const TILE = { type: "tile", entity: "light.kitchen_lights" };
const PATIENCE = { timeout: 60_000 };
const POLLED = { timeout: 60_000, interval: 250 };

let world: Awaited<ReturnType<typeof startBeside>>;
let context: BrowserContext;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  await buildCardsIfStale();
  world = stack.use(await startBeside());
  context = stack.use(await startChromium(DESKTOP)).context;
}, 300_000);
afterAll(() => stack.disposeAsync());

const saved = (url_path: string) =>
  world.home.client.call<{ views: { sections: { cards: object[] }[]; badges: object[] }[] }>({
    type: "lovelace/config",
    url_path,
  });
async function dashboard(url_path: string, config: object): Promise<void> {
  const { client } = world.home;
  await client.call({ type: "lovelace/dashboards/create", url_path, title: url_path, mode: "storage" });
  await client.call({ type: "lovelace/config/save", url_path, config });
}
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

it("is added by its flow: an address, a token, and the fingerprint of its certificate", async () => {
  await using visit = await signedIn(context, world.home, "/config/integrations/dashboard");
  const { page } = visit;
  await page.getByRole("button", { name: /Add integration/ }).click(PATIENCE);
  await page.locator("dialog-add-integration input").first().fill("HomeOps");
  await page.locator("dialog-add-integration").getByText("HomeOps", { exact: true }).click(PATIENCE);
  const form = page.locator("dialog-data-entry-flow");
  const fields = form.locator("input");
  await fields.nth(1).waitFor(PATIENCE);
  await fields.nth(0).fill(world.homeops.url.replace("http:", "https:"));
  await fields.nth(1).fill(world.apiToken);
  await form.getByRole("button", { name: /Submit|Next/ }).click();
  const { tls } = await world.homeops.ask<{ tls: { fingerprint: string } }>("system/status");
  await form.getByText(tls.fingerprint).waitFor(PATIENCE);
  await screenshot(page, "flow-certificate");
  await form.getByRole("button", { name: /Submit|Next/ }).click();
  const entries = () => world.home.client.call<object[]>({ type: "config_entries/get", domain: "homeops" });
  await expect.poll(entries, POLLED).toMatchObject([{ state: "loaded" }]);
  await form.getByRole("button", { name: /finish/i }).click(PATIENCE);
  await form.waitFor({ state: "hidden", ...PATIENCE });
}, 120_000);

it.each(CARDS)(
  "$name is found, shown, given a title and saved by the dialog for a new card",
  async (card) => {
    const path = card.type;
    await dashboard(path, EMPTY);
    await using visit = await signedIn(context, world.home, `/${path}/0?edit=1`);
    const { page } = visit;
    await page.locator("hui-grid-section .add").first().click(PATIENCE);
    await page.getByRole("tab", { name: "By card" }).click(PATIENCE);
    await page.locator("hui-card-picker input").first().fill("HomeOps");
    await page.locator("hui-card-picker .card", { hasText: card.name }).locator(".overlay").click(PATIENCE);
    const editor = page.locator("hui-dialog-edit-card");
    await editor.locator(card.type).getByText(card.shows).first().waitFor(PATIENCE);
    await editor.getByRole("textbox", { name: "Title" }).fill("Lately");
    await editor.locator(card.type).getByText("Lately").first().waitFor(PATIENCE);
    await screenshot(page, `form-${card.type}`);
    await button(page, "Save").click();
    await expect
      .poll(async () => (await saved(path)).views[0]?.sections[0]?.cards, POLLED)
      .toMatchObject([{ type: `custom:${card.type}`, title: "Lately" }]);
    await button(page, "Done").click();
    await page.locator(card.type).getByText("Lately").first().waitFor(PATIENCE);
    expect(visit.complaints).toEqual([]);
  },
  120_000,
);

it("the feature is offered for a tile, with a form of its own", async () => {
  const sections = [{ type: "grid", cards: [TILE] }];
  await dashboard("of-a-tile", { views: [{ title: "Mine", type: "sections", sections }] });
  await using visit = await signedIn(context, world.home, "/of-a-tile/0?edit=1");
  const { page } = visit;
  await page.locator("hui-card-edit-mode").first().click(PATIENCE);
  await page.getByText("Features", { exact: true }).first().click(PATIENCE);
  await page.getByRole("button", { name: /Add feature/ }).click(PATIENCE);
  await page.getByText("HomeOps: last changed by").click(PATIENCE);
  const editor = page.locator("hui-dialog-edit-card");
  await editor.locator("homeops-last-changed .by").getByText("at a restart").waitFor(PATIENCE);
  await editor.locator("hui-card-features-editor .edit-icon, hui-card-features-editor ha-icon-button").first().click();
  await editor.getByText("Show the time").waitFor(PATIENCE);
  await editor.locator("ha-switch").click();
  await screenshot(page, "form-feature");
  await button(page, "Save").click();
  const features = [{ type: "custom:homeops-last-changed", show_time: false }];
  await expect
    .poll(async () => (await saved("of-a-tile")).views[0]?.sections[0]?.cards, POLLED)
    .toMatchObject([{ ...TILE, features }]);
}, 120_000);

it("the badge is offered, with a form of its own", async () => {
  await dashboard("of-a-badge", EMPTY);
  await using visit = await signedIn(context, world.home, "/of-a-badge/0?edit=1");
  const { page } = visit;
  await page.locator(".badges .add, hui-view-badges .add").first().click(PATIENCE);
  await page.getByRole("tab", { name: "By badge" }).click(PATIENCE);
  await page.locator("hui-badge-picker .badge", { hasText: "HomeOps: the memory" }).locator(".overlay").click(PATIENCE);
  const editor = page.locator("hui-dialog-edit-badge");
  await editor.locator("homeops-badge").getByText("Remembering").waitFor(PATIENCE);
  await editor.locator("ha-switch").click(PATIENCE);
  await button(page, "Save").click();
  await expect
    .poll(async () => (await saved("of-a-badge")).views[0]?.badges, POLLED)
    .toMatchObject([{ type: "custom:homeops-badge", show_count: false }]);
}, 120_000);

it("the dashboard is made by the dialog for a new one, and made anew for another language and another area", async () => {
  await using visit = await signedIn(context, world.home, "/config/lovelace/dashboards");
  const { page } = visit;
  await page.getByRole("button", { name: /Add dashboard/ }).click(PATIENCE);
  await page.getByText("HomeOps: the memory of your home").click(PATIENCE);
  await button(page, "Create").click(PATIENCE);
  const made = async () => JSON.stringify(await saved("dashboard-memory").catch(() => null));
  await expect.poll(made, POLLED).toBe('{"strategy":{"type":"custom:homeops"}}');
  await page.goto(`${world.home.url}/dashboard-memory`);
  const tab = (name: string) => page.getByRole("tab", { name, exact: true });
  for (const name of ["Today", "Health", "Bedroom", "Kitchen", "Living Room", "Measured"])
    await tab(name).waitFor(PATIENCE);
  await page.locator("homeops-badge").getByText("Remembering").waitFor(PATIENCE);
  const elsewhere = {
    "homeops-alerts-card": "Health",
    "homeops-devices-card": "Health",
    "homeops-chart-card": "Measured",
  };
  for (const { type } of CARDS) if (!(type in elsewhere)) await page.locator(type).first().waitFor(PATIENCE);
  for (const [type, view] of Object.entries(elsewhere)) {
    await tab(view).click(PATIENCE);
    await page.locator(type).first().waitFor(PATIENCE);
  }

  await world.home.client.call({ type: "config/area_registry/create", name: "Library" });
  await tab("Library").click(PATIENCE);
  await page.locator("homeops-memory-card").getByText("Library").waitFor(PATIENCE);

  await chooseLanguage(page, "de");
  for (const name of ["Heute", "Messwerte"]) await tab(name).waitFor(PATIENCE);
  await tab("Heute").click();
  await page.locator("homeops-badge").getByText("Merkt sich alles").waitFor(PATIENCE);
  await page.getByRole("heading", { name: "Frag, was geschehen ist" }).waitFor(PATIENCE);
  expect(visit.complaints).toEqual([]);
}, 180_000);
