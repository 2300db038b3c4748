import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readScenario } from "#demo/scenario.ts";
import { type DemoHome, startDemoHome } from "#demo/server.ts";
import { breaches } from "./axe.ts";
import { faintTexts } from "./faint-texts.ts";
import { smallTargets } from "./small-targets.ts";
import { connect, DESKTOP, PHONE, screenshot, signIn, type Visit, visit } from "./visit.ts";

const scenario = readScenario(readFileSync("demo/homes/terraced-house.json", "utf8"));
const NARROW = { width: 320, height: 640 };
const PLACES = {
  today: "homeops-timeline [data-event]",
  health: "homeops-finding .head",
  alerts: "homeops-week h3",
  "alerts?tab=mine": "homeops-my-alerts form",
  "alerts?tab=channels": "homeops-add-channel summary",
  "alerts?tab=rules": "homeops-rules ol li",
  "alerts?tab=history": "homeops-alert-history section[aria-busy=false]",
  charts: "homeops-chart-place .areas a",
  "charts?entity=sensor.living_room_temperature&entity=light.hall": "homeops-charts canvas",
  homes: "homeops-connection h2",
  "about-me": "homeops-my-things h3",
  kept: "homeops-retention select",
  safekeeping: "homeops-backup label",
};

/** As a file may be called. */
const named = (place: string) => place.replace(/\?tab=/, "-").replace(/\?.*/, "-drawn");

describe("each place of the page of a terraced house", () => {
  let home: DemoHome;
  let guest: Visit;
  beforeAll(async () => {
    home = await startDemoHome({ scenario });
    guest = await visit();
    await signIn(guest);
    await connect(guest.page, home);
    await guest.page.locator("[data-event]").nth(5).waitFor({ timeout: 60_000 });
    const found = async () => {
      await guest.homeops.ask("health/run");
      return ((await guest.homeops.ask("findings/list")) as { items: object[] }).items.length;
    };
    await vi.waitUntil(async () => (await found()) > 0, { timeout: 60_000, interval: 500 });
  }, 240_000);
  afterAll(async () => {
    await guest?.[Symbol.asyncDispose]();
    await home?.[Symbol.asyncDispose]();
  });

  const judged = async (name: string) => {
    const { page } = guest;
    await screenshot(page, name);
    expect.soft(await page.evaluate(faintTexts)).toEqual([]);
    expect.soft(await page.evaluate(smallTargets)).toEqual([]);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect.soft(await breaches(page)).toEqual([]);
  };

  it.each([
    ["desktop", DESKTOP, "light"],
    ["desktop", DESKTOP, "dark"],
    ["phone", PHONE, "light"],
    ["phone", PHONE, "dark"],
    ["narrow", NARROW, "light"],
  ] as const)(
    "reads well, can be hit, and is clear to a screen reader on a %s, %o, %s",
    async (name, size, colorScheme) => {
      const { page } = guest;
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const [place, sign] of Object.entries(PLACES)) {
        await page.goto(`${guest.homeops.url}/#/${place}`);
        await page.locator(sign).last().waitFor({ timeout: 60_000 });
        await judged(`place-${named(place)}-${name}-${colorScheme}`);
      }
    },
    240_000,
  );

  it("reads from right to left where the document does", async () => {
    const { page } = guest;
    for (const [name, size] of Object.entries({ narrow: NARROW, desktop: DESKTOP })) {
      await page.setViewportSize(size);
      for (const [place, sign] of Object.entries(PLACES)) {
        await page.goto(`${guest.homeops.url}/#/${place}`);
        await page.locator(sign).last().waitFor({ timeout: 60_000 });
        await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
        await screenshot(page, `place-${named(place)}-${name}-rtl`);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(beyond, `${place} ${name}`).toBeLessThanOrEqual(0);
      }
    }
    await page.evaluate(() => document.documentElement.removeAttribute("dir"));
  }, 120_000);

  it("complained of nothing", () => {
    expect(guest.complaints).toEqual([]);
  });
});
