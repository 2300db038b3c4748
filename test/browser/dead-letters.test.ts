import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { keepDeadLetter } from "#server/store/memory/queries.ts";
import { seen } from "#server/store/memory/testing.ts";
import { faintTexts } from "./faint-texts.ts";
import { smallTargets } from "./small-targets.ts";
import { connect, screenshot, signIn, visit } from "./visit.ts";

const NARROW = { width: 360, height: 740 };

it("lists what could not be stored, tries it again and throws it away, on a narrow phone and without a mouse", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page, homeops, complaints } = guest;
  await signIn(guest);
  await connect(page, home);
  const { db } = homeops.world;
  const row = await db.row<{ id: string; home: number }>(
    sql`select id, home_id as home from home_assistant_connections`,
  );
  const storable = JSON.stringify(seen("light.lamp", "2026-11-21T06:45:00.000001+00:00"));
  for (const [reason, body] of [
    ["the state was not yet understood", storable],
    ["cut off in the middle", '{"event_type": "doorb'],
  ] as const)
    await keepDeadLetter(db, row!.home, { connectionId: row!.id, reason, body });

  await page.setViewportSize(NARROW);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.getByRole("button", { name: /kept aside/, expanded: false }).click({ timeout: 60_000 });
  await page.getByText("the state was not yet understood").waitFor();
  await page.getByText('{"event_type": "doorb').waitFor();
  await page.getByRole("button", { name: "Try all again", disabled: false }).scrollIntoViewIfNeeded();
  await screenshot(page, "dead-letters-narrow-dark");
  expect(await page.evaluate(faintTexts)).toEqual([]);
  expect(await page.evaluate(smallTargets)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

  await page.getByRole("button", { name: "Try all again", disabled: false }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("1 event was stored. 1 event still cannot be stored.").waitFor({ timeout: 60_000 });
  await page.getByText("the state was not yet understood").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Discard all", disabled: false }).focus();
  await page.keyboard.press("Enter");
  const sure = page.getByRole("button", { name: "Discard for good" });
  // The keyboard is where the question is.
  await expect
    .poll(() => sure.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button), {
      timeout: 10_000,
    })
    .toBe(true);
  await page.keyboard.press("Enter");
  await page.getByText("cut off in the middle").waitFor({ state: "detached", timeout: 30_000 });
  expect((await db.row<{ n: number }>(sql`select count(*)::int as n from memory.dead_letter`))?.n).toBe(0);
  expect(complaints).toEqual([]);
}, 180_000);
