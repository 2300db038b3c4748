import { expect, it } from "vitest";
import { startChromium } from "./chromium.ts";
import { startHomeAssistant } from "./home-assistant.ts";
import { signIn } from "./sign-in.ts";

it("opens Home Assistant's own frontend, signed in", async () => {
  await using home = await startHomeAssistant();
  await using browser = await startChromium();
  await signIn(browser.context, home);
  const page = await browser.context.newPage();
  await page.goto(home.url);
  await page.getByText("Overview").first().waitFor();
  expect(page.url()).not.toContain("/auth/");
});
