import { readFileSync } from "node:fs";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readScenario } from "#demo/scenario.ts";
import { type DemoHome, startDemoHome } from "#demo/server.ts";
import { faintTexts } from "./faint-texts.ts";
import { smallTargets } from "./small-targets.ts";
import { connect, DESKTOP, PHONE, screenshot, signIn, type Visit, visit } from "./visit.ts";

const scenario = readScenario(readFileSync("demo/homes/terraced-house.json", "utf8"));

describe("what is kept", () => {
  let home: DemoHome;
  let guest: Visit;
  beforeAll(async () => {
    home = await startDemoHome({ scenario });
    guest = await visit();
    await signIn(guest);
    await connect(guest.page, home);
  });
  afterAll(async () => {
    await guest?.[Symbol.asyncDispose]();
    await home?.[Symbol.asyncDispose]();
  });

  it("is paused by a press, says so, and goes on by another", async () => {
    const { page } = guest;
    await page.getByRole("button", { name: "Pause remembering" }).click();
    await page.getByRole("button", { name: "1 hour", exact: true }).click();
    await page.getByText(/^Paused until .*, (60 minutes|1 hour) left$/).waitFor({ timeout: 15_000 });
    await page.getByText("Remembering is paused.").first().waitFor();
    await page.getByRole("button", { name: "Remember again" }).click();
    await page.getByRole("button", { name: "Pause remembering" }).waitFor({ timeout: 15_000 });
  });

  it("is chosen by days, with a preview before anything goes", async () => {
    const { page, homeops } = guest;
    await page.getByRole("button", { name: "Show what is kept" }).click();
    await page.getByLabel("Measurements").selectOption({ label: "7 days" });
    await page.getByRole("button", { name: "Apply" }).waitFor();
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("button", { name: "Apply" }).waitFor({ state: "hidden" });
    const retention = (await homeops.ask("memory/retention")) as { classes: { name: string; days: number | null }[] };
    expect(retention.classes.find(({ name }) => name === "measurements")?.days).toBe(7);
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
    await page.getByText(/This removes [\d,]+ events?, about .*, the next night\./).waitFor({ timeout: 60_000 });
    await screenshot(page, "kept-less");
    await page.getByRole("button", { name: "Apply" }).click();
    await page
      .getByText(/left out/)
      .first()
      .waitFor({ timeout: 60_000 });
  });

  it.each([
    ["desktop", DESKTOP, "light"],
    ["desktop", DESKTOP, "dark"],
    ["phone", PHONE, "light"],
    ["phone", PHONE, "dark"],
  ] as const)("reads well and can be hit on a %s, %o, %s", async (name, size, colorScheme) => {
    const { page } = guest;
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const tab of ["How long", "Heaviest", "Forget"]) {
      const button = page.getByRole("button", { name: tab, exact: true }).first();
      await button.click();
      await page.locator("homeops-retention select, homeops-heaviest li, homeops-forget input").first().waitFor();
      await button.scrollIntoViewIfNeeded();
      await screenshot(page, `kept-${tab.replace(" ", "-").toLowerCase()}-${name}-${colorScheme}`);
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
    await page.getByText(/This removes [\d,]+ events?, about .*, for good\./).waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Forget", exact: true }).last().focus();
    await page.keyboard.press("Enter");
    await page.getByText(/events? forgotten\./).waitFor({ timeout: 60_000 });
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
