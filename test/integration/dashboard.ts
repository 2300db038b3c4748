import type { BrowserContext, Page } from "playwright-core";
import { DESKTOP, PHONE, screenshot } from "../browser/visit.ts";
import type { HomeAssistant } from "../world/home-assistant.ts";

const NARROW = { width: 320, height: 700 };
const SIZES = { narrow: NARROW, phone: PHONE, desktop: DESKTOP };

type Card = { type: string } & Record<string, unknown>;

export interface Visited extends AsyncDisposable {
  readonly page: Page;
  /** Errors of the page, and pieces that could not be loaded. */
  readonly complaints: string[];
}

/** A dashboard of Home Assistant with each of these cards in a section of its own, in a theme where one is named. */
export async function makeDashboard(
  { client }: Pick<HomeAssistant, "client">,
  path: string,
  cards: readonly Card[],
  theme?: string,
) {
  const sections = cards.map((card) => ({ type: "grid", cards: [card] }));
  const config = { views: [{ title: "Home", type: "sections", max_columns: 2, sections, ...(theme && { theme }) }] };
  await client.call({ type: "lovelace/dashboards/create", url_path: path, title: "Memory", mode: "storage" });
  await client.call({ type: "lovelace/config/save", url_path: path, config });
}

type Visitor = { url: string; token: string; path: string; first: string };

/** The dashboard, as somebody sees it who has signed in before, once its first card is there. */
export async function opened(context: BrowserContext, { url, token, path, first }: Visitor): Promise<Visited> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`${error.stack}`));
  page.on("response", (answer) => {
    if (answer.url().includes("/homeops_static/") && !answer.ok())
      complaints.push(`${answer.status()} ${answer.url()}`);
  });
  const tokens = { access_token: token, token_type: "Bearer", hassUrl: url, clientId: `${url}/`, expires: 4e12 };
  await page.addInitScript((kept) => localStorage.setItem("hassTokens", kept), JSON.stringify(tokens));
  await page.goto(`${url}/${path}/0`);
  await page.locator(first).first().waitFor({ timeout: 90_000 });
  return { page, complaints, [Symbol.asyncDispose]: () => page.close() };
}

/** Each size in light and dark, with a picture of it, and what is to be looked at there. */
export async function inEachLook(page: Page, name: string, look: (named: string) => Promise<void>): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForTimeout(500); // Home Assistant lays itself out anew
      await screenshot(page, `${name}-${size}-${colorScheme}`);
      await look(`${size} ${colorScheme}`);
    }
}
