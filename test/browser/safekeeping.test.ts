import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Download } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { faintTexts } from "./faint-texts.ts";
import { smallTargets } from "./small-targets.ts";
import { connect, DESKTOP, goTo, PHONE, screenshot, signIn, type Visit, visit } from "./visit.ts";

describe("what can be taken along", () => {
  let home: Awaited<ReturnType<typeof startSmallHouse>>;
  let guest: Visit;
  beforeAll(async () => {
    home = await startSmallHouse();
    guest = await visit();
    await signIn(guest);
    await connect(guest.page, home);
    await goTo(guest.page, "Backup");
  }, 240_000);
  afterAll(async () => {
    await guest?.[Symbol.asyncDispose]();
    await home?.[Symbol.asyncDispose]();
  });

  const tab = (name: string) => guest.page.getByRole("button", { name, exact: true }).first().click();
  const textOf = async (download: Download) => {
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-download-"));
    const file = path.join(folder.path, "file");
    await download.saveAs(file);
    return readFile(file, "utf8");
  };

  it("goes into a backup as far as somebody chooses, with its size before and after", async () => {
    const { page, homeops } = guest;
    expect(await page.getByRole("radio", { name: /^Essentials about/ }).isChecked()).toBe(true);
    await page.getByText("Not in a backup yet").waitFor();
    await page.getByRole("radio", { name: /^Everything about [\d,.]+ [kM]?B/ }).check();
    await page.getByText("The next backup takes this along.").waitFor();
    expect(await homeops.ask("backup/prepare")).toMatchObject({ scope: "everything" });
    await homeops.ask("backup/finish");
    await tab("Export");
    await tab("Backup");
    await page.getByText(/^Last backup: [\d,.]+ [kM]?B, /).waitFor();
  });

  it("is saved as a file", async () => {
    const { page } = guest;
    await tab("Export");
    await page.getByLabel("To", { exact: true }).fill("2020-01-01T00:00");
    await page.getByLabel("To", { exact: true }).press("Tab");
    await page.getByRole("button", { name: "Export", exact: true }).last().click();
    await page.getByText("Choose a span that begins before it ends.").waitFor();
    await page.getByLabel("To", { exact: true }).fill("2030-01-01T00:00");
    await page.getByLabel("To", { exact: true }).press("Tab");
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export", exact: true }).last().click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^homeops-events-.*\.csv$/);
    const text = await textOf(download);
    expect(text).toMatch(/^time,entity_id,name,area,event,state,value,unit\r\n2/);
    await page.getByText(/^The browser saves homeops-events-/).waitFor();
  });

  it("is gathered for a helper, to be read first", async () => {
    const { page } = guest;
    await tab("Support");
    await page.getByRole("button", { name: "Gather" }).click();
    await page.getByRole("region", { name: "What is in it" }).waitFor();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    const text = await textOf(await saved);
    expect(JSON.parse(text)).toMatchObject({ health: { database: "up" }, connections: [{}] });
    for (const secret of [home.token, home.url, guest.homeops.token]) expect(text).not.toContain(secret);
  });

  it.each([
    ["desktop", DESKTOP, "light"],
    ["desktop", DESKTOP, "dark"],
    ["phone", PHONE, "light"],
    ["phone", PHONE, "dark"],
    ["narrow", { width: 360, height: 740 }, "dark"],
  ] as const)("reads well and can be hit on a %s, %o, %s", async (name, size, colorScheme) => {
    const { page } = guest;
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const [label, sign] of [
      ["Backup", "homeops-backup label"],
      ["Export", "homeops-export select"],
      ["Support", "homeops-support button"],
      ["Leave", "homeops-leave form"],
    ] as const) {
      await tab(label);
      await page.locator(sign).first().waitFor();
      await page.locator("homeops-safekeeping").scrollIntoViewIfNeeded();
      await screenshot(page, `safekeeping-${label.toLowerCase()}-${name}-${colorScheme}`);
      expect(await page.evaluate(faintTexts)).toEqual([]);
      expect(await page.evaluate(smallTargets)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });

  it("is left in order: what was made is listed, and goes when the word is typed", async () => {
    const { page } = guest;
    await tab("Leave");
    await page.getByText("Access token", { exact: true }).waitFor();
    const remove = page.getByRole("button", { name: "Remove", exact: true }).last();
    expect(await remove.isDisabled()).toBe(true);
    await page.getByLabel("Type “leave” to remove it").fill("Leave");
    await remove.click();
    await page.getByText(/Access token: Revoke the long-lived access token of HomeOps in Home/).waitFor();
    await page.getByText(/What is remembered is still here/).waitFor();
    await screenshot(page, "safekeeping-left");
  });

  it("complained of nothing", () => {
    expect(guest.complaints).toEqual([]);
  });
});
