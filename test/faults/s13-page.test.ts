import type { Page } from "playwright-core";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { newContext } from "#demo/house/context.ts";
import { type DemoHome, startDemoHome } from "#demo/server.ts";
import { keepDeadLetter } from "#server/store/memory/queries.ts";
import { connect, goTo, signIn, visit } from "../browser/visit.ts";
import { figure } from "./figures.ts";
import { listener } from "./s10-listener.ts";
import { markedHouse, markup } from "./s13-markup.ts";

const PATIENCE = { timeout: 60_000 };

/** S13: markup in every name, area, state, attribute, note and home name is text in every place of the page. */
it("S13: the page shows markup as the text that it is, in every place", async () => {
  await using attacker = await listener();
  const texts = markup(attacker.host);
  const [image = "", script = ""] = texts;
  await using home = await startDemoHome({ scenario: markedHouse(texts), bootSeconds: 0.05 });
  await using other = await startDemoHome({ scenario: markedHouse(texts.slice(0, 2)), bootSeconds: 0.05 });
  await using guest = await visit();
  const { page, complaints, homeops } = guest;
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => dialogs.push(dialog.message()) && void dialog.dismiss());
  await signIn(guest);
  await connect(page, home, image.slice(0, 100));
  await page.getByText(/^Live · \d+ entities/).waitFor(PATIENCE);
  await remembered(guest.homeops, texts);

  const seen = new Map<string, number>();
  const look = async (place: string) => {
    const { built, ran } = await page.evaluate(builtOf, attacker.host);
    expect([built, ran], place).toEqual([[], false]);
    const text = await page.evaluate(shownText);
    seen.set(place, texts.filter((one) => text.includes(one.replace(/\s+/g, " ").slice(0, 60))).length);
  };
  await today(page, home, texts);
  await look("today");
  await page.getByRole("button", { name: /kept aside/, expanded: false }).click(PATIENCE);
  await page.getByText("the state was not yet understood").first().waitFor();
  await look("dead letters");
  await why(page);
  await look("why");
  await page.keyboard.press("Escape");
  for (const text of texts) await asked(page, text);
  await look("answers");

  await goTo(page, "Charts");
  await page.locator("homeops-chart-place .areas a").last().waitFor(PATIENCE);
  await look("charts to choose");
  await page.getByLabel("Find something to draw").fill(script);
  await page.getByRole("link", { name: script }).first().waitFor(PATIENCE);
  await look("charts found");
  for (const id of [image, "light.lamp_1&entity=sensor.number_0&entity=select.mode_3&entity=automation.a_2"]) {
    await page.goto(`${homeops.url}/#/charts?entity=${id}`);
    await page.locator("homeops-chart-place .drawn").last().waitFor(PATIENCE);
  }
  await page.locator("homeops-charts canvas").first().waitFor(PATIENCE);
  await look("charts drawn");
  for (const text of texts) await page.goto(`${homeops.url}/#/${text}?home=${text}`);
  await page.getByLabel("Your question").waitFor();

  await goTo(page, "Health");
  await page.locator("homeops-findings [aria-busy=false]").waitFor(PATIENCE);
  await look("health");
  await goTo(page, "Alerts");
  await page.locator("homeops-alerts [aria-busy=false]").waitFor(PATIENCE);
  await page.locator("homeops-week h3").first().waitFor(PATIENCE);
  await look("alerts");
  await page.getByRole("link", { name: "Rules", exact: true }).click();
  await page.locator("homeops-rules ol li").first().waitFor(PATIENCE);
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.locator("homeops-rule-preview section[aria-busy=false]").waitFor(PATIENCE);
  await look("rules");
  await goTo(page, "About me");
  for (const tab of ["Who sees whom", "Private rooms", "My data", "About me"]) {
    await page.getByRole("button", { name: tab, exact: true }).first().click();
    await page
      .locator("homeops-who-sees, homeops-my-rooms, homeops-my-data, homeops-my-things")
      .first()
      .waitFor(PATIENCE);
    await look(`about me: ${tab}`);
  }
  await goTo(page, "Homes");
  await page.getByRole("button", { name: "Connect another home" }).click();
  await connect(page, other, script.slice(0, 100));
  await goTo(page, "Homes");
  await page
    .getByRole("button", { name: /^Manage / })
    .first()
    .click();
  await look("homes");
  await goTo(page, "Kept");
  for (const tab of ["Heaviest", "Forget", "How long"]) {
    await page.getByRole("button", { name: tab, exact: true }).click();
    await page
      .locator("homeops-retention select, homeops-heaviest p, homeops-heaviest li, homeops-forget input")
      .first()
      .waitFor(PATIENCE);
    await look(`kept: ${tab}`);
  }
  await goTo(page, "Backup");
  for (const tab of ["Export", "Support", "Leave"]) {
    await page.getByRole("button", { name: tab, exact: true }).first().click();
    if (tab === "Support") await page.getByRole("button", { name: "Gather" }).click();
    await page
      .locator("homeops-export select, homeops-support [role=region], homeops-leave form")
      .first()
      .waitFor(PATIENCE);
    await look(`backup: ${tab}`);
  }

  expect(Object.fromEntries(seen), "it was there to be run").toMatchObject({ "charts to choose": texts.length });
  expect(seen.get("today")).toBeGreaterThan(5);
  // A link to a chart of what nobody has is answered so, unless the next link is followed before.
  const unasked = complaints.filter((one) => !one.startsWith(`404 ${homeops.url}/api/series/chart`));
  expect([attacker.hits(), dialogs, unasked]).toEqual([0, [], []]);
  const policies = await policiesOf(homeops.url);
  expect(policies.filter((one) => !one.includes("frame-ancestors 'none'") || one.includes("unsafe"))).toEqual([]);
  figure(
    "S13",
    `${texts.length} pieces of markup in every field, ${seen.size} views of the page: 0 executions, 0 elements made, 0 addresses visited; policy without unsafe-inline, framed by nobody`,
  );
}, 600_000);

type Rows = Awaited<ReturnType<typeof visit>>["homeops"];

/** Notes, and events that could not be stored. */
async function remembered({ ask, world: { db } }: Rows, texts: readonly string[]): Promise<void> {
  for (const text of texts) await ask("memory/remember", { text, kind: text.slice(0, 50) });
  const row = await db.row<{ id: string; home: number }>(
    sql`select id, home_id as home from home_assistant_connections`,
  );
  for (const text of texts)
    await keepDeadLetter(db, row!.home, {
      connectionId: row!.id,
      reason: `the state was not yet understood: ${text}`,
      body: text,
    });
}

/** What happens now, by automations that are called so. */
async function today(page: Page, home: DemoHome, texts: readonly string[]): Promise<void> {
  texts.forEach((text, n) => {
    const now = Date.now() * 1_000;
    const run = newContext(now);
    home.fire("automation_triggered", { entity_id: `automation.a_${n}`, name: text, source: text }, run);
    home.say(`light.lamp_${n}`, "off", { friendly_name: text, effect: text }, newContext(now, { parent: run }));
    home.say(`select.mode_${n}`, `${text.slice(0, 250)}!`);
    home.fire(text.slice(0, 60), { message: text });
  });
  await page
    .getByRole("button", { name: /turned off/ })
    .nth(5)
    .waitFor(PATIENCE);
}

async function why(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /turned off/ })
    .first()
    .click();
  await page.getByRole("dialog", { name: "Why did this happen?" }).getByText("certain").first().waitFor(PATIENCE);
  await page.getByRole("dialog").getByRole("img").waitFor(PATIENCE);
}

async function asked(page: Page, text: string): Promise<void> {
  await page.getByLabel("Your question").fill(`When did ${text} last turn on?`.slice(0, 500));
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await page.locator("homeops-ask .asked", { hasText: text.replace(/\s+/g, " ").trim() }).waitFor(PATIENCE);
}

/** Runs in the page: what was made of texts instead of being shown. */
function builtOf(host: string): { built: string[]; ran: boolean } {
  const built: string[] = [];
  const foreign =
    "script:not([src^='assets/']),iframe,object,embed,base,meta[http-equiv],video,audio,math,template,animate,form[action]";
  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll("*")) {
      if (element.matches(foreign)) built.push(element.localName);
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on")) built.push(`${element.localName} ${name}`);
        if (/^(src|srcset|href|xlink:href|action|style|poster|data)$/.test(name) && /^\s*javascript:/i.test(value))
          built.push(value);
        if (/^(src|srcset|xlink:href|action|style|poster|data)$/.test(name) && value.includes(host))
          built.push(`${element.localName} ${name}`);
        if (name === "href" && new URL(value, location.href).host !== location.host)
          built.push(`${element.localName} ${value}`);
      }
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return { built, ran: Reflect.has(window, "ran") };
}

/** Runs in the page: all of its text, and what fields and labels say. */
function shownText(): string {
  const all: string[] = [];
  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll("*")) {
      all.push(
        ...[...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.textContent ?? ""),
      );
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return all.join(" ").replace(/\s+/g, " ");
}

async function policiesOf(url: string): Promise<string[]> {
  const paths = ["/", "/index.html", "/worker.js", "/homeops.webmanifest", "/api/health", "/api/nothing", "/nothing"];
  return Promise.all(
    paths.map(async (path) => (await fetch(`${url}${path}`)).headers.get("content-security-policy") ?? ""),
  );
}
