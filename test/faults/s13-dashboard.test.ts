import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { native, words } from "../../frontend-card/page/words/words.ts";
import { CARDS } from "../integration/card-list.ts";
import { type Integrated, startIntegrated } from "../integration/integrated.ts";
import { signedIn } from "../integration/signed-in.ts";
import { startChromium } from "../world/chromium.ts";
import { figure } from "./figures.ts";
import { madeOfMarkup, markups } from "./s13-corpus.ts";

const PATIENCE = { timeout: 60_000 };
const POLLED = { timeout: 60_000, interval: 250 };
const THINGS = ["light", "binary_sensor", "sensor", "lock"];
const AUTOMATIONS = markups.slice(0, 3).map((alias, n) => ({
  alias,
  triggers: [{ trigger: "event", event_type: `came_${n}` }],
  actions: [{ action: "light.toggle", target: { entity_id: "light.bed_light" } }],
}));
const thing = (n: number) => `${THINGS[n % THINGS.length]}.named_${n}`;

declare global {
  interface Window {
    ran(which: number): void;
  }
}

const stack = new AsyncDisposableStack();
let world: Integrated;
beforeAll(async () => {
  await buildCardsIfStale();
  world = stack.use(await startIntegrated({ configuration: { automation: AUTOMATIONS } }));
  const { client } = world.home;
  for (const [n, name] of markups.entries())
    await client.call({ type: "config/area_registry/create", name: `${name}${n}` });
  const registered = await client.call<{ entity_id: string }[]>({ type: "config/entity_registry/list" });
  const demo = registered.map(({ entity_id }) => entity_id).filter((id) => /^(light|switch|cover|lock)\./.test(id));
  const areas = await client.call<{ area_id: string }[]>({ type: "config/area_registry/list" });
  for (const [n, entity_id] of demo.entries()) {
    const [name, { area_id } = {}] = [markups[n % markups.length], areas[n % areas.length]];
    await client.call({ type: "config/entity_registry/update", entity_id, name, area_id });
  }
  for (const [n, markup] of markups.entries()) {
    const attributes = { friendly_name: markup, effect: markup, unit_of_measurement: n % 2 ? markup : undefined };
    await client.setState(thing(n), markup, attributes);
    await client.callService("homeops", "remember", {
      text: markup,
      kind: markup.slice(0, 50),
      entity_id: "light.bed_light",
    });
    await client.fireEvent(`happening_${n}`, { name: markup });
  }
}, 300_000);
afterAll(() => stack.disposeAsync());

const tile = (entity: string) => ({ type: "tile", entity, features: [{ type: "custom:homeops-last-changed" }] });
const BY_HAND = {
  views: [
    {
      title: "All",
      type: "sections",
      badges: [{ type: "custom:homeops-badge" }],
      sections: [
        ...CARDS.map(({ type, options }) => ({
          type: "grid",
          cards: [{ type: `custom:${type}`, ...options, title: markups[0] }],
        })),
        { type: "grid", cards: [...markups.keys()].map((n) => tile(thing(n))) },
        { type: "grid", cards: [tile("light.bed_light")] },
      ],
    },
  ],
};

/** What ran because it was taken for a script, and what was made because it was taken for markup. */
async function harmOn(page: Page): Promise<{ ran: number[]; made: string[] }> {
  await page.waitForTimeout(500); // an image that does not load complains a little later
  return { ran: await page.evaluate(() => Reflect.get(window, "whatRan")), made: await page.evaluate(madeOfMarkup) };
}
const HARMLESS = { ran: [], made: [] };

async function opened(path: string) {
  const { context } = stack.use(await startChromium());
  await context.addInitScript(() => {
    const whatRan: number[] = [];
    Object.assign(window, { whatRan, ran: (which: number) => whatRan.push(which), alert: () => whatRan.push(-1) });
  });
  const visit = await signedIn(context, world.home, path);
  return visit.page;
}

async function dashboard(url_path: string, config: object): Promise<void> {
  const { client } = world.home;
  await client.call({ type: "lovelace/dashboards/create", url_path, title: "Named", mode: "storage" });
  await client.call({ type: "lovelace/config/save", url_path, config });
}

/** S13: what a thing, an area, a state, an attribute or a note is called is text in every card, feature and badge of ours. */
it("S13: nothing that a home can write runs or becomes markup on a dashboard", async () => {
  await dashboard("by-hand", BY_HAND);
  const page = await opened("/by-hand/0");
  await page.locator("homeops-memory-card").getByText(markups[0]!).first().waitFor(PATIENCE);
  await page.locator("homeops-last-changed").locator(".at").first().waitFor(PATIENCE);
  expect(await harmOn(page)).toEqual(HARMLESS);

  const told = async () => [
    ...(await harmOn(page)).ran,
    ...(await page.locator("homeops-last-changed .by").allTextContents()),
  ];
  for (const n of AUTOMATIONS.keys()) {
    await world.home.client.fireEvent(`came_${n}`);
    await expect.poll(told, POLLED).toContain(native.lastChanged.by.automation(markups[n] ?? ""));
  }
  for (const markup of markups) {
    await page.getByLabel("Your question").fill(`when did ${markup} last change`);
    await page.getByLabel("Your question").press("Enter");
    await page
      .locator("homeops-ask")
      .getByText(words.ask.busy)
      .waitFor({ state: "detached", ...PATIENCE });
  }
  expect(await harmOn(page)).toEqual(HARMLESS);

  const search = page.locator("homeops-memory-card").getByRole("searchbox");
  for (const markup of markups) await search.fill(markup);
  await page.keyboard.press("Escape");
  await search.fill("");
  const rows = page.locator("homeops-memory-card button.row");
  for (let n = 0; n < 12; n++) {
    await rows.nth(n).click(PATIENCE);
    const drawer = page.locator("homeops-memory-card homeops-explain");
    await drawer.locator(".sentence, .wrong:not([hidden])").first().waitFor(PATIENCE);
    expect(await harmOn(page)).toEqual(HARMLESS);
    await page.keyboard.press("Escape");
  }
  await page.locator("homeops-badge button.badge").click();
  await page.locator("homeops-badge button.row").first().waitFor(PATIENCE);
  expect(await harmOn(page)).toEqual(HARMLESS);
}, 300_000);

it("S13: nor on the dashboard that is made by itself, of areas with such names", async () => {
  await dashboard("by-itself", { strategy: { type: "custom:homeops" } });
  const page = await opened("/by-itself/today");
  const tabs = page.locator("hui-root").getByRole("tab");
  await tabs.nth(markups.length).waitFor(PATIENCE);
  for (let n = 0; n < (await tabs.count()); n++) {
    await tabs.nth(n).click();
    await page.locator("hui-view, hui-view-container").first().waitFor(PATIENCE);
    expect(await harmOn(page)).toEqual(HARMLESS);
  }
  const views = await tabs.count();
  await figure(
    "S13",
    `${markups.length} markups and scripts as names of areas, entities, automations, states, attributes, units, notes, events, titles and questions, in ${CARDS.length} cards, the tile feature, the badge and ${views} views of the dashboard in Home Assistant: 0 run, 0 made into markup`,
  );
}, 240_000);
