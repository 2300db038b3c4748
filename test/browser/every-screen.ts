import type { Page } from "playwright-core";
import { expect } from "vitest";
import { breaches } from "./axe.ts";
import { faintTexts } from "./faint-texts.ts";
import { smallTargets } from "./small-targets.ts";
import { DESKTOP, PHONE, screenshot } from "./visit.ts";

const SCREENS = { desktop: DESKTOP, phone: PHONE, narrow: { width: 320, height: 640 } };

/** Takes a picture of a page at each size, light and dark, and wants it to be read and pressed by everybody; a desktop in the end. */
export async function everyScreen(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SCREENS))
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await screenshot(page, `${name}-${size}-${colorScheme}`);
      expect(await page.evaluate(faintTexts), `${size} ${colorScheme}`).toEqual([]);
      expect(await page.evaluate(smallTargets), `${size} ${colorScheme}`).toEqual([]);
      expect(await breaches(page), `${size} ${colorScheme}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  await page.setViewportSize(DESKTOP);
}
