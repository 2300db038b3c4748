import { expect, it } from "vitest";
import { startChromium } from "../world/chromium.ts";
import { axeFaults } from "./axe.ts";
import { DESKTOP } from "./visit.ts";

it("finds what is wrong in each of several elements, in their shadows, as often as it is asked", async () => {
  await using chromium = await startChromium(DESKTOP);
  const page = await chromium.context.newPage();
  const inShadow = (inside: string) => `<section><template shadowrootmode="open">${inside}</template></section>`;
  await page.setContent(
    `<html lang="en"><title>Faults</title>${inShadow("<img src='data:,'>")}${inShadow("<button></button>")}<input></html>`,
  );
  const sections = page.locator("section");
  for (let time = 0; time < 2; time++)
    expect(await axeFaults(sections)).toEqual([
      expect.stringContaining("button-name"),
      expect.stringContaining("image-alt"),
    ]);
  expect(await axeFaults(sections.first())).toEqual([expect.stringContaining("image-alt")]);
});
