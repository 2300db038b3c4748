import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readScenario } from "#demo/scenario.ts";
import { type DemoHome, startDemoHome } from "#demo/server.ts";
import { faintTexts } from "./faint-texts.ts";
import { smallTargets } from "./small-targets.ts";
import { connect, DESKTOP, PHONE, screenshot, signIn, type Visit, visit } from "./visit.ts";

const scenario = readScenario(readFileSync("demo/homes/terraced-house.json", "utf8"));

describe("the page of a terraced house", () => {
  let home: DemoHome;
  let guest: Visit;
  beforeAll(async () => {
    home = await startDemoHome({ scenario });
    guest = await visit();
  });
  afterAll(async () => {
    await guest?.[Symbol.asyncDispose]();
    await home?.[Symbol.asyncDispose]();
  });

  it("shows how far the past is read", async () => {
    const { page } = guest;
    await signIn(guest);
    await connect(page, home);
    const bar = page.getByRole("progressbar", { name: /Reading the past/ });
    await bar.waitFor();
    await page.getByText(/[\d,]+ a second/).waitFor();
    const share = () => bar.evaluate((element: HTMLProgressElement) => element.position);
    const before = await share();
    await expect.poll(share, { timeout: 20_000 }).toBeGreaterThan(before);
    await screenshot(page, "importing");
  });

  it.each([
    ["desktop", DESKTOP, "light"],
    ["desktop", DESKTOP, "dark"],
    ["phone", PHONE, "light"],
    ["phone", PHONE, "dark"],
  ] as const)("reads well and can be hit on a %s, %o, %s", async (name, size, colorScheme) => {
    const { page } = guest;
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.locator("[data-event]").nth(5).waitFor();
    await page
      .getByRole("button", { name: /memory|well|home/i, expanded: false })
      .first()
      .click();
    await judged("home");
    await page.getByRole("button", { expanded: true }).first().click();

    await page.locator("[data-event]").nth(2).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("img").waitFor({ timeout: 30_000 });
    await judged("explained");
    await page.keyboard.press("Escape");

    async function judged(what: string) {
      await screenshot(page, `${what}-${name}-${colorScheme}`);
      expect(await page.evaluate(faintTexts)).toEqual([]);
      expect(await page.evaluate(smallTargets)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });

  it("complained of nothing", () => {
    expect(guest.complaints).toEqual([]);
  });
});
