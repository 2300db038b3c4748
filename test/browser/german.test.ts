import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { breaches } from "./axe.ts";
import { smallTargets } from "./small-targets.ts";
import { screenshot, visit } from "./visit.ts";

const NARROW = { width: 320, height: 640 };
const PLACES = {
  today: "Heute",
  "health?tab=mending": "Zustand",
  alerts: "Meldungen",
  "alerts?tab=mine": "Meldungen",
  "alerts?tab=channels": "Meldungen",
  "alerts?tab=rules": "Meldungen",
  charts: "Verläufe",
  homes: "Zuhause",
  kept: "Was behalten wird",
  safekeeping: "Sicherung und Export",
};

it("speaks German to whose browser does, with room for its longer words", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit({}, ["--lang=de-DE", "--accept-lang=de-DE"]);
  const { page, homeops, complaints } = guest;
  await homeops.ask("connections/add", { url: home.url, token: home.token, name: "Zuhause" });
  await page.goto(homeops.ticketUrl);
  await page.getByLabel("Deine Frage").waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
  await page.setViewportSize(NARROW);
  for (const [place, title] of Object.entries(PLACES)) {
    await page.goto(`${homeops.url}/#/${place}`);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await expect.poll(() => page.locator("[aria-busy=true]").count(), { timeout: 30_000 }).toBe(0); // all of it is there
    await screenshot(page, `german-${place.replace(/\W+/g, "-")}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), place).toBeLessThanOrEqual(0);
    expect(await page.evaluate(smallTargets), place).toEqual([]);
    expect(await breaches(page), place).toEqual([]);
  }
  expect(complaints).toEqual([]);
}, 120_000);
