import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { startChromium } from "../world/chromium.ts";
import { CARDS } from "./card-list.ts";
import { type Integrated, startIntegrated } from "./integrated.ts";
import { signedIn } from "./signed-in.ts";

/** Pictures for README and DOCS: `HOMEOPS_SCREENSHOTS=docs/images npm test -- test/integration/pictures.test.ts` makes them anew. */
const FOLDER = process.env.HOMEOPS_SCREENSHOTS ?? process.env.TMPDIR ?? "/tmp";
const MOST_BYTES = 150_000;
const PATIENCE = { timeout: 60_000 };
const NARROW = { width: 360, height: 780 };
const WIDE = { width: 1120, height: 800 };
const LOOKS = [
  { name: "light", viewport: WIDE, colorScheme: "light" },
  { name: "dark", viewport: WIDE, colorScheme: "dark" },
  { name: "narrow", viewport: NARROW, colorScheme: "light" },
] as const;
const CEILING = "light.ceiling_lights";
/** What happens in the pictures, in this order; the automation takes part. */
const EVENING = [
  ["cover", "close_cover", "cover.garage_door"],
  ["light", "turn_off", "light.kitchen_lights"],
  ["lock", "lock", "lock.front_door"],
  ["light", "turn_on", CEILING],
  ["light", "turn_off", CEILING],
  ["light", "turn_on", "light.kitchen_lights"],
] as const;
const WELCOME = {
  automation: [
    {
      alias: "Welcome",
      triggers: [{ trigger: "state", entity_id: "light.kitchen_lights", to: "on" }],
      actions: [{ action: "light.toggle", target: { entity_id: "light.bed_light" } }],
    },
  ],
};
const tile = (entity: string) => ({ type: "tile", entity, features: [{ type: "custom:homeops-last-changed" }] });
const shown = (card: string, options = {}) => ({
  type: `custom:${card}`,
  ...options,
  grid_options: { columns: "full" },
});
const HOME = {
  title: "Home",
  path: "home",
  type: "sections",
  max_columns: 2,
  badges: [{ type: "custom:homeops-badge" }],
  sections: [
    { type: "grid", cards: [tile("light.kitchen_lights"), tile("light.bed_light"), shown("homeops-ask-card")] },
    ...CARDS.filter(({ type }) => type !== "homeops-ask-card").map(({ type, options }) => ({
      type: "grid",
      cards: [shown(type, options)],
    })),
  ],
};

const stack = new AsyncDisposableStack();
let world: Integrated;
beforeAll(async () => {
  await buildCardsIfStale();
  await mkdir(FOLDER, { recursive: true });
  world = stack.use(await startIntegrated({ configuration: WELCOME }));
  const { client } = world.home;
  // Of the demo home, what goes on by itself would be in each picture.
  for (const [kind, value] of [
    ...["image_processing", "geo_location", "conversation", "sensor", "update"].map((domain) => ["domain", domain]),
    ...["call_service", "lovelace_updated", "panels_updated", "system_log_entry"].map((type) => ["event_type", type]),
  ])
    await world.homeops.ask("memory/leave-out", { kind, value });
  for (const [domain, service, entity_id] of EVENING) await client.callService(domain, service, {}, { entity_id });
  await client.call({ type: "lovelace/dashboards/create", url_path: "my-home", title: "My home", mode: "storage" });
  await client.call({ type: "lovelace/config/save", url_path: "my-home", config: { views: [HOME] } });
}, 300_000);
afterAll(() => stack.disposeAsync());

async function take(of: Page | Locator, name: string): Promise<void> {
  const file = path.join(FOLDER, `${name}.png`);
  await of.screenshot({ path: file, animations: "disabled", caret: "hide" });
  expect((await stat(file)).size, name).toBeLessThanOrEqual(MOST_BYTES);
}

it.each(LOOKS)(
  "every card, the tile and the badge, $name",
  async ({ name, viewport, colorScheme }) => {
    const { context } = stack.use(await startChromium(viewport));
    await using visit = await signedIn(context, world.home, "/my-home/home");
    const { page } = visit;
    const { time_zone } = await world.home.client.call<{ time_zone: string }>({ type: "get_config" });
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setTimezoneOverride", { timezoneId: time_zone }); // as who lives there has it
    await page.reload();
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const { type, content } of CARDS) await page.locator(type).locator(content).first().waitFor(PATIENCE);
    await page.locator("homeops-memory-card").getByText("Bed Light").first().waitFor(PATIENCE);
    await page.locator("homeops-last-changed .by").getByText("by automation Welcome").waitFor(PATIENCE);
    await page.locator("homeops-badge").getByText(/today/).waitFor(PATIENCE);
    await page.getByLabel("Your question").fill("When did the front door last lock?");
    await page.getByLabel("Your question").press("Enter");
    await page
      .getByText(/Front Door last/)
      .first()
      .waitFor(PATIENCE);
    await page.getByLabel("Your question").blur();
    await page.mouse.move(0, 0);
    await take(page, `dashboard-${name}`);
    await take(page.locator("hui-tile-card").nth(1), `tile-${name}`);
    await take(page.locator("homeops-badge"), `badge-${name}`);
    for (const { type } of CARDS) await take(page.locator(type), `${type.replace("homeops-", "")}-${name}`);
    expect(visit.complaints).toEqual([]);
  },
  120_000,
);
