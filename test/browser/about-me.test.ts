import { readFileSync } from "node:fs";
import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readScenario } from "#demo/scenario.ts";
import { type DemoHome, startDemoHome } from "#demo/server.ts";
import { faintTexts } from "./faint-texts.ts";
import { smallTargets } from "./small-targets.ts";
import { connect, DESKTOP, goTo, PHONE, screenshot, signIn, type Visit, visit } from "./visit.ts";

const scenario = readScenario(readFileSync("demo/homes/terraced-house.json", "utf8"));

describe("what it knows about me", () => {
  let home: DemoHome;
  let guest: Visit;
  beforeAll(async () => {
    home = await startDemoHome({ scenario });
    guest = await visit();
    await signIn(guest);
    await connect(guest.page, home);
    const persons = async () => JSON.stringify(await guest.homeops.ask("house/entities", { domains: ["person"] }));
    await vi.waitUntil(async () => (await persons()).includes("person.ben"), { timeout: 60_000, interval: 250 });
    await guest.homeops.ask("people/add", { name: "Ben", entity_id: "person.ben" });
  }, 240_000);
  afterAll(async () => {
    await guest?.[Symbol.asyncDispose]();
    await home?.[Symbol.asyncDispose]();
  });

  const tab = (name: string) => guest.page.getByRole("button", { name, exact: true }).first().click();
  const members = async () =>
    ((await guest.homeops.ask("people/list")) as { items: { name: string; entity_id: string; allows: string[] }[] })
      .items;

  it("says that the API token belongs to nobody, until its owner says who that is", async () => {
    const { page } = guest;
    await goTo(page, "About me");
    await page.getByText(/signed in with the API token/).waitFor();
    await tab("Who sees whom");
    const you = page.getByLabel("You, with the API token");
    await you.selectOption({ label: "Anna (person.anna)" });
    await page.getByText("You, with the API token is Anna.").waitFor();
    await page.getByText("Owner, in Home Assistant person.anna").waitFor();
    await tab("About me");
    await page.getByText("You, as Home Assistant shows you").waitFor();
  });

  it("lets somebody be seen, and takes it back", async () => {
    const { page } = guest;
    await tab("Who sees whom");
    const box = page.getByLabel("Ben may see where I was");
    await box.check();
    await page.getByText("Ben now sees where you were.").waitFor();
    expect((await members()).find(({ entity_id }) => entity_id === "person.anna")?.allows).toHaveLength(1);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Undone.").waitFor();
    await expect.poll(() => box.isChecked()).toBe(false);
    expect((await members()).find(({ entity_id }) => entity_id === "person.anna")?.allows).toEqual([]);
  });

  it("marks a room as private, and opens it again", async () => {
    const { page } = guest;
    await tab("Private rooms");
    const room = page.getByLabel("Bathroom", { exact: true });
    await room.selectOption({ label: "Ben" });
    await page.getByText("Bathroom is now private to Ben.").waitFor();
    expect(await guest.homeops.ask("people/about-me")).toMatchObject({
      rooms: expect.arrayContaining([expect.objectContaining({ name: "Bathroom", of: "Ben" })]),
    });
    await room.selectOption({ label: "Everybody's" });
    await page.getByText("Bathroom is everybody's again.").waitFor();
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
      ["About me", "homeops-my-things h3"],
      ["Who sees whom", "homeops-introduce form"],
      ["Private rooms", "homeops-my-rooms select"],
      ["My data", "homeops-erase-mine form"],
    ] as const) {
      await tab(label);
      await page.locator(sign).first().waitFor();
      await page.locator("homeops-about-me").scrollIntoViewIfNeeded();
      const of = label.toLowerCase().replaceAll(" ", "-");
      await screenshot(page, `about-${of}-${name}-${colorScheme}`);
      expect(await page.evaluate(faintTexts)).toEqual([]);
      expect(await page.evaluate(smallTargets)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });

  it("is taken along as an archive", async () => {
    const { page } = guest;
    await tab("My data");
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Take it along" }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^homeops-mine-.*\.zip$/);
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-mine-"));
    const file = path.join(folder.path, "mine.zip");
    await download.saveAs(file);
    expect(Object.keys(unzipSync(await readFile(file)))).toContain("movements.csv");
  });

  it("is erased after a preview, which can be left again", async () => {
    const { page, homeops } = guest;
    const preview = page.locator("homeops-erase-mine").getByRole("button", { name: "Preview" });
    await preview.click();
    await page.getByText(/^This would erase [\d,.a-z ]+ events? of yours, .*, for good\./).waitFor({ timeout: 60_000 });
    await screenshot(page, "about-erase");
    await page.getByRole("button", { name: "Cancel" }).click();
    await preview.focus();
    await page.keyboard.press("Enter");
    await page.getByText(/^This would erase/).waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Erase for good" }).click();
    await page.getByText(/It is being erased/).waitFor({ timeout: 60_000 });
    const errands = async () => ((await homeops.ask("system/status")) as { errands: object[] }).errands;
    await expect.poll(errands, { timeout: 60_000 }).toEqual([]);
  });

  it("complained of nothing", () => {
    expect(guest.complaints).toEqual([]);
  });
});
