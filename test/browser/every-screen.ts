import type { Page } from "playwright-core";
import { expect } from "vitest";
import { breaches } from "./axe.ts";
import { faintTexts } from "./faint-texts.ts";
import { smallTargets } from "./small-targets.ts";
import { DESKTOP, PHONE, screenshot } from "./visit.ts";

/** What axe sees of structure and names differs by the layout; colours are judged on all by faintTexts. */
const BY_AXE = ["desktop-light", "phone-dark"];
const SCREENS = { desktop: DESKTOP, phone: PHONE, narrow: { width: 320, height: 640 } };

/** Takes a picture of a page at each size, light and dark, and wants it to be read and pressed by everybody; a desktop in the end. */
export async function everyScreen(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SCREENS))
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const screen = `${size}-${colorScheme}`;
      await screenshot(page, `${name}-${screen}`);
      expect(await page.evaluate(faintTexts), screen).toEqual([]);
      expect(await page.evaluate(smallTargets), screen).toEqual([]);
      if (BY_AXE.includes(screen)) expect(await breaches(page), screen).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  await page.setViewportSize(DESKTOP);
}
