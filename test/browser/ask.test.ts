import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import type { CaseList } from "#server/surfaces/ask/cases/contract.ts";
import { faintTexts } from "./faint-texts.ts";
import { smallTargets } from "./small-targets.ts";
import { connect, screenshot, signIn, visit } from "./visit.ts";

const NARROW = { width: 360, height: 740 };

it("answers a question with its events, and keeps an answer that is wrong, on a narrow phone and without a mouse", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page, homeops, complaints } = guest;
  await signIn(guest);
  await connect(page, home);
  await page.setViewportSize(NARROW);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });

  const question = page.getByLabel("Your question");
  await question.focus();
  await page.keyboard.type("when did the greenhouse heater last run");
  await page.keyboard.press("Enter");
  await page.getByText(/I do not know anything here called/).waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "That is wrong" }).focus();
  await page.keyboard.press("Enter");
  // The keyboard is where the question is.
  await expect.poll(() => page.getByLabel("What would have been right?").evaluate(isFocused)).toBe(true);
  await page.keyboard.type("at half past eight");
  await page.getByLabel("Your question").scrollIntoViewIfNeeded();
  await screenshot(page, "ask-narrow-dark");
  expect(await page.evaluate(faintTexts)).toEqual([]);
  expect(await page.evaluate(smallTargets)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.keyboard.press("Enter");
  await page.getByText(/^Kept\./).waitFor({ timeout: 60_000 });

  const { items } = (await homeops.ask("ask/cases", {})) as { items: (typeof CaseList)["_output"]["items"] };
  expect(items).toMatchObject([
    {
      question: "when did the greenhouse heater last run",
      correction: "at half past eight",
      told: { result: { kind: "none" }, understood: { intent: "last" } },
    },
  ]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await question.fill("when did the light last turn on");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "That is wrong" }).waitFor({ timeout: 60_000 });
  await screenshot(page, "ask-wide");
  expect(complaints).toEqual([]);
}, 180_000);

const isFocused = (field: Element): boolean => (field.getRootNode() as ShadowRoot).activeElement === field;
