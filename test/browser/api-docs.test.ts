import { expect, it } from "vitest";
import { screenshot, signIn, visit } from "./visit.ts";

/** The picture of docs/api.md: `HOMEOPS_SCREENSHOTS=docs/images npm test -- test/browser/api-docs.test.ts`. */
it("shows the API to whoever is signed in, under the strict policy and without a script", async () => {
  await using guest = await visit();
  const { page, homeops, complaints } = guest;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await signIn(guest);
  await page.getByRole("heading", { name: "Connect your home" }).waitFor();
  await page.goto(`${homeops.url}/api/docs#memory`);
  await page.getByText("What happened, newest first").click();
  await page.getByText("Each page goes further back").waitFor();
  expect(await page.locator("details[open] pre").first().textContent()).toContain('"areas"');
  expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe("grid");
  await screenshot(page, "api");
  expect(complaints).toEqual([]);
}, 240_000);
