import type { Page } from "playwright-core";
import { percentile } from "#server/percentile.ts";
import type { HomeAssistant } from "../../world/home-assistant.ts";

interface Timed {
  name: string;
  card: object;
  /** The card's element. */
  tag: string;
  /** What it shows first of its contents, within its shadow roots. */
  content: string;
}

/**
 * How long each card takes from the moment at which its view is opened to its first content, in milliseconds: the middle of so many rounds. Each
 * round loads the frontend anew, so that nothing is kept from the one before, and the cards take turns.
 */
export async function firstContent(
  page: Page,
  { url, client }: HomeAssistant,
  cards: Timed[],
  rounds: number,
): Promise<Record<string, number>> {
  const views = cards.map(({ card }, n) => ({ title: `${n}`, path: `card-${n}`, cards: [card] }));
  const empty = { title: "Empty", path: "empty", cards: [] };
  await client.call({ type: "lovelace/dashboards/create", url_path: "of-cards", title: "Cards", mode: "storage" });
  await client.call({ type: "lovelace/config/save", url_path: "of-cards", config: { views: [empty, ...views] } });
  const times = new Map<string, number[]>(cards.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [n, { name, tag, content }] of cards.entries()) {
      await page.goto(`${url}/of-cards/empty`);
      await page.locator("hui-view").first().waitFor({ state: "attached", timeout: 60_000 });
      await page.waitForLoadState("networkidle", { timeout: 5_000 }).catch(() => undefined); // a live socket may never be
      times.get(name)?.push(await page.evaluate(opened, { path: `/of-cards/card-${n}`, tag, content }));
    }
  return Object.fromEntries([...times].map(([name, each]) => [name, Math.round(percentile(each, 0.5))]));
}

/** Runs in the page: goes to a view as a press on its tab does, and looks at each frame whether the card has its content. */
function opened({ path, tag, content }: { path: string; tag: string; content: string }): Promise<number> {
  const began = performance.now();
  history.pushState(null, "", path);
  window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
  return new Promise((resolve, reject) => {
    const look = () => {
      const card = find(document, tag);
      if (card?.shadowRoot && find(card.shadowRoot, content)) resolve(performance.now() - began);
      else if (performance.now() - began > 60_000) reject(new Error(`${tag} shows nothing`));
      else requestAnimationFrame(look);
    };
    look();
  });

  function find(root: Document | ShadowRoot, selector: string): Element | undefined {
    const here = root.querySelector(selector);
    if (here) return here;
    for (const element of root.querySelectorAll("*")) {
      const within = element.shadowRoot && find(element.shadowRoot, selector);
      if (within) return within;
    }
    return undefined;
  }
}
