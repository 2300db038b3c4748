import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { connect, DESKTOP, goTo, PHONE, signIn, type Visit, visit } from "./visit.ts";

/** What the keyboard is on, through the roots of shadows. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return `${at?.localName} ${at?.getAttribute("aria-label") ?? at?.getAttribute("name") ?? at?.textContent?.trim()}`;
  });

let guest: Visit;
let home: DemoHome;
beforeAll(async () => {
  home = await startSmallHouse();
  guest = await visit();
  await signIn(guest);
  await connect(guest.page, home);
  await guest.page.getByText(/^Live · \d+ entities/).waitFor();
}, 120_000);
beforeEach(async () => {
  await guest.page.setViewportSize(DESKTOP);
  if (new URL(guest.page.url()).hash !== "#/today") await goTo(guest.page, "Today");
});
afterEach(() => expect(guest.complaints.splice(0)).toEqual([]));
afterAll(async () => {
  await guest?.[Symbol.asyncDispose]();
  await home?.[Symbol.asyncDispose]();
});

it("goes from place to place and back, each with an address, a title, its heading under the keyboard and code of its own", async () => {
  const { page } = guest;
  const loaded = () =>
    page.evaluate(() => {
      const names = performance
        .getEntriesByType("resource")
        .map(({ name }) => /assets\/(\w+)-\w+\.js$/.exec(name)?.[1]);
      return ["today", "kept", "charts", "safekeeping", "explain"].filter((name) => names.includes(name));
    });
  expect(await loaded()).toEqual(["today"]);
  for (const [label, title, address] of [
    ["Health", "Health", "#/health"],
    ["Alerts", "Alerts", "#/alerts"],
    ["Charts", "Charts", "#/charts"],
    ["About me", "What it knows about me", "#/about-me"],
    ["People", "People", "#/people"],
    ["Homes", "Homes", "#/homes"],
    ["Kept", "What is kept", "#/kept"],
    ["Backup", "Backup and export", "#/safekeeping"],
  ] as const) {
    await goTo(page, label);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await expect.poll(() => page.title()).toBe(`${title} – HomeOps`);
    await expect.poll(() => focused(page)).toBe(`h1 ${title}`);
    expect(new URL(page.url()).hash).toBe(address);
    expect(await page.getByRole("link", { name: label, exact: true }).getAttribute("aria-current")).toBe("page");
  }
  expect(await loaded()).toEqual(["today", "kept", "charts", "safekeeping"]);
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "What is kept" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Homes" }).waitFor();
  await page.goForward();
  await page.getByRole("heading", { level: 1, name: "What is kept" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "What is kept" }).waitFor();
  await page.getByRole("link", { name: "HomeOps" }).click();
  await page.getByLabel("Your question").waitFor();
});

it("draws what an address names, what is found, and what is chosen, and shows today where an address leads nowhere", async () => {
  const { page, homeops } = guest;
  home.say("sensor.fridge", "5");
  await page.getByRole("button", { name: /Fridge .*5 °C/ }).waitFor();
  await page.goto(`${homeops.url}/#/charts?entity=sensor.fridge`);
  const drawn = (name: string) => page.locator("homeops-charts").getByText(name).first();
  await drawn("Fridge").waitFor();
  await drawn("5 °C").waitFor();
  await page.getByLabel("Find something to draw").fill("lamp");
  await page.getByRole("link", { name: "Lamp" }).click();
  await drawn("Lamp").waitFor();
  expect(new URL(page.url()).hash).toBe("#/charts?entity=sensor.fridge&entity=light.lamp");
  await page.getByRole("link", { name: "Take Fridge away" }).click();
  await drawn("Fridge").waitFor({ state: "detached" });
  await page.goBack();
  await drawn("Fridge").waitFor();
  await goTo(page, "Charts");
  await page.getByRole("heading", { name: "Measured in this home" }).waitFor();
  await page.getByRole("link", { name: /^Fridge/ }).click();
  await drawn("Fridge").waitFor();
  await page.getByLabel("Find something to draw").fill("nonsense");
  await page.getByText("Nothing here is called “nonsense”.").waitFor();
  await page.goto(`${homeops.url}/#/nowhere?x=<b>`);
  await page.getByLabel("Your question").waitFor();
  expect(await page.title()).toBe("Today – HomeOps");
});

it("is gone through by keys, which can be turned off", async () => {
  const { page } = guest;
  await page.keyboard.press("4");
  await page.getByRole("heading", { level: 1, name: "Charts" }).waitFor();
  await page.keyboard.press("/");
  await expect.poll(() => focused(page)).toBe("input question");
  await page.keyboard.type("2/?");
  expect(await page.getByLabel("Your question").inputValue()).toBe("2/?");
  await page.getByLabel("Your question").blur();
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keys" });
  await list.getByText("Ask a question").waitFor();
  await page.keyboard.press("3"); // a dialog has the keys for itself
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  expect(new URL(page.url()).hash).toBe("#/today");
  await page.getByRole("button", { name: "Show these keys" }).click();
  await list.getByLabel("Use these keys").uncheck();
  await list.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("2");
  await page.keyboard.press("/");
  expect(new URL(page.url()).hash).toBe("#/today");
  await page.reload();
  await page.getByLabel("Your question").waitFor();
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("button Skip to the content");
  await page.keyboard.press("Enter");
  expect(await focused(page)).toBe("h1 Today");
});

it("has its last places behind one button on a phone", async () => {
  const { page } = guest;
  await page.setViewportSize(PHONE);
  const more = page.getByRole("button", { name: "More", exact: true });
  expect(await page.getByRole("link", { name: "Kept", exact: true }).isVisible()).toBe(false);
  await more.click();
  await page.getByRole("link", { name: "Backup and export" }).click();
  await page.getByRole("heading", { level: 1, name: "Backup and export" }).waitFor();
  expect(await page.getByRole("link", { name: "What is kept" }).isVisible()).toBe(false);
});

it("looks at one of several homes, in every place", async () => {
  const { page } = guest;
  await using other = await startSmallHouse({ name: "Cottage" });
  await goTo(page, "Homes");
  await page.getByRole("button", { name: "Connect another home" }).click();
  await connect(page, other, "Cottage");
  await page.getByRole("link", { name: "Cottage" }).waitFor();
  expect(new URL(page.url()).hash).toBe("#/today?home=2");
  await goTo(page, "Kept");
  expect(new URL(page.url()).hash).toBe("#/kept?home=2");
  await page.getByRole("link", { name: "Home", exact: true }).click();
  await expect.poll(() => new URL(page.url()).hash).toBe("#/kept?home=1");
  await page.locator(".homes [aria-current]", { hasText: "Home" }).waitFor();
});

it("says so where the code of a place cannot be had, and loads itself anew", async () => {
  await using alone = await visit();
  const { page } = alone;
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker")); // as in plain from elsewhere
  await page.reload();
  await signIn(alone);
  await connect(page, home);
  const files = /\/assets\/kept-/;
  await page.route(files, (route) => route.fulfill({ status: 404 }));
  await goTo(page, "Kept");
  await page.getByText("This place could not be loaded.").waitFor();
  await goTo(page, "Today");
  await page.getByLabel("Your question").waitFor();
  await goTo(page, "Kept");
  await page.unroute(files);
  await page.getByRole("button", { name: "Reload" }).click();
  await page.getByRole("button", { name: "Pause remembering" }).waitFor();
}, 120_000);
