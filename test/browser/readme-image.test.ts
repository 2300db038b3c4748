import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readScenario } from "#demo/scenario.ts";
import { startDemoHome } from "#demo/server.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { connect, screenshot, signIn, visit } from "./visit.ts";

const scenario = readScenario(readFileSync("demo/homes/terraced-house.json", "utf8"));
const SIZE = { width: 1280, height: 800 };

/** The picture of the README: `HOMEOPS_SCREENSHOTS=docs/images npm test -- test/browser/readme-image.test.ts`. */
it("looks like the picture of the README: a question, its answer, and why the hall light went on", async () => {
  await using home = await startDemoHome({ scenario });
  await using guest = await visit();
  const { page, homeops, complaints } = guest;
  const devtools = await guest.context.newCDPSession(page);
  await devtools.send("Emulation.setTimezoneOverride", { timezoneId: scenario.timezone }); // somebody at home
  await page.setViewportSize(SIZE);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await signIn(guest);
  await connect(page, home, "Terraced house");
  const past = async () => ((await homeops.ask("system/status")) as SystemStatus).import.state;
  await expect.poll(past, { timeout: 300_000, interval: 1_000 }).toBe("done");
  await page.getByLabel("Find a device or room").fill("hall");
  const light = page.getByRole("button", { name: /Hall light turned on/ }).first();
  await light.waitFor({ timeout: 60_000 });
  await page.getByLabel("Your question").fill("when did the hall light last turn on");
  await page.keyboard.press("Enter");
  await page.getByText(/^Hall light last turned on /).waitFor({ timeout: 60_000 });
  await light.click();
  const drawer = page.getByRole("dialog", { name: "Why did this happen?" });
  await drawer.getByText("certain").first().waitFor({ timeout: 30_000 });
  await drawer.getByRole("img").waitFor({ timeout: 30_000 });
  await screenshot(page, "page");
  expect(complaints).toEqual([]);
}, 480_000);
