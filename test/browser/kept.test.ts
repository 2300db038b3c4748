import { readFileSync } from "node:fs";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readScenario } from "#demo/scenario.ts";
import { type DemoHome, startDemoHome } from "#demo/server.ts";
import { faintTexts } from "./faint-texts.ts";
import { smallTargets } from "./small-targets.ts";
import { connect, DESKTOP, goTo, PHONE, screenshot, signIn, type Visit, visit } from "./visit.ts";

const scenario = readScenario(readFileSync("demo/homes/terraced-house.json", "utf8"));

describe("what is kept", () => {
  let home: DemoHome;
  let guest: Visit;
  beforeAll(async () => {
    home = await startDemoHome({ scenario });
    guest = await visit();
    await signIn(guest);
    await connect(guest.page, home);
    await goTo(guest.page, "Kept");
  }, 240_000);
  afterAll(async () => {
    await guest?.[Symbol.asyncDispose]();
    await home?.[Symbol.asyncDispose]();
  });

  it("is paused by a press, says so, and goes on by another", async () => {
    const { page } = guest;
    await page.getByRole("button", { name: "Pause remembering" }).click();
    await page.getByRole("button", { name: "1 hour", exact: true }).click();
    await page.getByText(/^Paused until .*, (60 minutes|1 hour) left$/).waitFor({ timeout: 15_000 });
    await goTo(page, "Today");
    await page.getByText("Remembering is paused.").first().waitFor();
    await goTo(page, "Kept");
    await page.getByRole("button", { name: "Remember again" }).click();
    await page.getByRole("button", { name: "Pause remembering" }).waitFor({ timeout: 15_000 });
  });

  it("is chosen by days, with a preview before anything goes", async () => {
    const { page, homeops } = guest;
    await page.getByLabel("Measurements").selectOption({ label: "7 days" });
    await page.getByRole("button", { name: "Apply" }).waitFor();
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("button", { name: "Apply" }).waitFor({ state: "hidden" });
    const retention = (await homeops.ask("memory/retention")) as { classes: { name: string; days: number | null }[] };
    expect(retention.classes.find(({ name }) => name === "measurements")?.days).toBe(7);
  });

  it("says how few days the recorder may keep", async () => {
    await guest.page.getByRole("heading", { name: "Home Assistant's own recorder" }).waitFor();
    await guest.page
      .getByText(/^(How few days it may keep|It reaches back|Its \d+ days? of past)/)
      .waitFor({ timeout: 15_000 });
  });

  it("lists what is heaviest, and keeps less of it", async () => {
    const { page } = guest;
    await liveYesterday(guest);
    await page.getByRole("button", { name: "Heaviest" }).click();
    const first = page.getByRole("button", { name: /^Keep less of/ }).first();
    await first.waitFor({ timeout: 60_000 });
    await first.click();
    await page.getByRole("button", { name: "Leave out" }).click();
    await page.getByLabel("Also of what is stored").check();
    await page
      .getByText(/This would remove [\d,.a-z ]+ events?, .*, from now on in the background/)
      .waitFor({ timeout: 60_000 });
    await screenshot(page, "kept-less");
    await page.getByLabel("Also of what is stored").uncheck(); // without a past it would not be listed any more
    await page.getByRole("button", { name: "Apply" }).click();
    await page
      .getByText(/left out/)
      .first()
      .waitFor({ timeout: 60_000 });
    const leftOut = page.locator("homeops-heaviest li", { hasText: /left out/ });
    await leftOut.getByRole("button", { name: /^Keep less of/, expanded: false }).click();
    await page.getByRole("button", { name: "Keep all again" }).first().click();
    await page.getByText(/From now on all of it is remembered again\./).waitFor({ timeout: 60_000 });
    await screenshot(page, "kept-taken-back");
    await page.getByRole("button", { name: "Apply" }).click();
    await page
      .getByText(/left out/)
      .first()
      .waitFor({ state: "detached", timeout: 60_000 });
  });

  it("is limited in size, asked about where that is less than there is", async () => {
    const { page, homeops } = guest;
    await page.getByRole("button", { name: "How long", exact: true }).click();
    const limit = page.getByLabel("Size limit in gigabytes");
    await limit.fill("many");
    await page.getByRole("button", { name: "Set limit" }).click();
    await page.getByText("Give a number above 0").waitFor();
    await limit.fill("0.001");
    await page.keyboard.press("Enter");
    await page.getByText("the oldest days would go at once").waitFor();
    await page.getByRole("button", { name: "Cancel" }).scrollIntoViewIfNeeded();
    await screenshot(page, "kept-limit");
    await page.getByRole("button", { name: "Cancel" }).click();
    await limit.fill("50");
    await page.keyboard.press("Enter");
    await page.getByText("The limit holds from now on.").waitFor({ timeout: 30_000 });
    expect(await homeops.ask("system/status")).toMatchObject({ size: { cap_bytes: 50e9, cap_is_chosen: true } });
  });

  it("is kept longer for a single entity, and as usual again", async () => {
    const { page, homeops } = guest;
    const asked = async () =>
      ((await homeops.ask("memory/retention")) as { entities: { days: number | null }[] }).entities;
    const entity = (
      (await homeops.ask("house/entities", { limit: 1 })) as { items: { entity_id: string; name: string }[] }
    ).items[0]!;
    await page.getByLabel("Entity or label").fill(`${entity.name} (${entity.entity_id})`);
    await page.keyboard.press("Tab");
    const choice = page.getByLabel(entity.name, { exact: true });
    await choice.selectOption({ label: "For ever" });
    await page.getByRole("button", { name: "Apply" }).click({ timeout: 60_000 });
    await page.getByRole("button", { name: "Apply" }).waitFor({ state: "hidden" });
    expect(await asked()).toMatchObject([{ days: null }]);
    await choice.selectOption({ label: "As usual" });
    await page.getByRole("button", { name: "Apply" }).click({ timeout: 60_000 });
    await page.getByRole("button", { name: "Apply" }).waitFor({ state: "hidden" });
    expect(await asked()).toEqual([]);
  });

  it("shows who did what, searched, and proves that nothing of it was altered", async () => {
    const { page, homeops } = guest;
    await homeops.ask("connections/add", { url: "nowhere", token: "none" }).catch(() => {});
    await page.getByRole("button", { name: "Who did what", exact: true }).click();
    const rows = page.locator("homeops-audit li");
    await rows.first().waitFor();
    await page.getByLabel("Which").selectOption({ label: "Refused or failed" });
    await rows.filter({ hasText: "connect" }).first().waitFor();
    await page.getByLabel("Search in it").fill("no such words");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing of that kind was done.").waitFor();
    await page.getByRole("button", { name: "Check the log" }).click();
    await page.getByText(/^All [\d,.]+ records are as they were written\.$/).waitFor();
    await page.getByLabel("Search in it").fill("");
    await page.getByLabel("Which").selectOption({ label: "Everything" });
    await rows.first().waitFor();
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
    for (const tab of ["How long", "Heaviest", "Work", "Who did what", "Forget"]) {
      const button = page.getByRole("button", { name: tab, exact: true }).first();
      await button.click();
      await page
        .locator(
          "homeops-retention select, homeops-heaviest li, homeops-schedules li, homeops-audit li, homeops-forget input",
        )
        .first()
        .waitFor({ timeout: 90_000 });
      await button.scrollIntoViewIfNeeded();
      await screenshot(page, `kept-${tab.replaceAll(" ", "-").toLowerCase()}-${name}-${colorScheme}`);
      expect(await page.evaluate(faintTexts)).toEqual([]);
      expect(await page.evaluate(smallTargets)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });

  it("is forgotten without a mouse, after a preview", async () => {
    const { page } = guest;
    await page.getByLabel("From").focus();
    const preview = page.getByRole("button", { name: "Preview" });
    await preview.focus();
    await page.keyboard.press("Enter");
    await page.getByText(/This would remove [\d,.a-z ]+ events?, .*, for good\./).waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Forget", exact: true }).last().focus();
    await page.keyboard.press("Enter");
    await page.getByText(/will be gone in a moment/).waitFor({ timeout: 60_000 });
    const errands = async () => ((await guest.homeops.ask("system/status")) as { errands: object[] }).errands;
    await expect.poll(errands, { timeout: 60_000 }).toEqual([]);
  });

  it("complained of nothing", () => {
    expect(guest.complaints).toEqual([]);
  });
});

/** A whole day that is over, as the memory has it a day after it was connected. */
async function liveYesterday({ homeops }: Visit): Promise<void> {
  const { db } = homeops.world;
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await db.rows(sql`select memory.make_day(${day}::date)`);
  await db.run(sql`delete from memory.day_tally`);
  await db.run(sql`
    insert into memory.event (at, home_id, entity_id, type_id, source, state)
    select ${day}::timestamp at time zone 'UTC' + n * interval '20 seconds' + id * interval '1 millisecond', home_id, id, 0, 'l',
      (n * id % 30)::text
    from house.entity
    cross join generate_series(0, 200 + id % 7 * 300) as n
    where entity_id like 'sensor.%'
    on conflict do nothing`);
}
