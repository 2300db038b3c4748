import sql from "sql-template-tag";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { keepDevicePredictions } from "#server/store/ledger/predictions/device-queries.ts";
import { keepPredictions } from "#server/store/ledger/predictions/queries.ts";
import { breaches } from "./axe.ts";
import { everyScreen } from "./every-screen.ts";
import { connect, goTo, PHONE, screenshot, signIn, type Visit, visit } from "./visit.ts";

const PATIENCE = { timeout: 30_000 };
const HOUSE = {
  devices: [
    { id: "d-door", name: "Front door sensor", area: "hall", integration: "ce-zha" },
    { id: "d-gate", name: "Gate lock", area: "hall", integration: "ce-zha" },
    { id: "d-plug", name: "Garden plug", area: "hall", integration: "ce-zha" },
  ],
  entities: [
    {
      ...{ entity_id: "sensor.door_battery", name: "Front door battery", device: "d-door", state: "80" },
      attributes: { unit_of_measurement: "%", device_class: "battery" },
    },
    {
      ...{ entity_id: "sensor.gate_battery", name: "Gate lock battery", device: "d-gate", state: "40" },
      attributes: { unit_of_measurement: "%", device_class: "battery" },
    },
    { entity_id: "switch.garden", name: "Garden plug", device: "d-plug", state: "on" },
  ],
  timeline: [{ at: "-2d 06:00:00", entity_id: "sensor.door_battery", state: "4" }],
};
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

let home: DemoHome;
let guest: Visit;
beforeAll(async () => {
  home = await startSmallHouse(HOUSE);
  guest = await visit();
  await signIn(guest);
  await connect(guest.page, home);
  const { homeops } = guest;
  const heldBack = async () => ((await homeops.ask("health/run")) as { held_back: object[] }).held_back;
  await vi.waitUntil(async () => (await heldBack()).length === 0, { ...PATIENCE, interval: 200 });
  await begin();
  await goTo(guest.page, "Health");
}, 120_000);
afterAll(async () => {
  await guest?.[Symbol.asyncDispose]();
  await home?.[Symbol.asyncDispose]();
});

/** A past of twenty days in which the battery cost twice, and what was foretold today. */
async function begin(): Promise<void> {
  const { db } = guest.homeops.world;
  const { home_id, finding } = (await db.row<{ home_id: number; finding: number }>(sql`
    select home_id, id as finding from ledger.finding where check_name = 'battery-low'`)) ?? { home_id: 0, finding: 0 };
  await db.run(sql`
    insert into ledger.diagnosis (home_id, at, took_ms, by_whom, checks, held_back, waiting, opened, changed, closed)
    values (${home_id}, ${daysFromNow(-20)}, 1, 'schedule', '{battery-low}', '[]', 0, 0, 0, 0)`);
  for (const [from, to] of [[-15, -12], [-6, -5]] as const) // biome-ignore format: pairs
    await db.run(sql`
      insert into health.cost (home_id, finding_id, severity, started_at, ended_at)
      values (${home_id}, ${finding}, 'error', ${daysFromNow(from)}, ${daysFromNow(to)})`);
  const { id } = (await db.row<{ id: number }>(sql`select id from house.entity where entity_id = 'switch.garden'`)) ?? {
    id: 0,
  };
  const made = { entity_id: id, device_id: "d-plug", detector: "hazard 1", chance: 0.6 };
  const days = { made_on: daysFromNow(0).slice(0, 10), latest_on: daysFromNow(14).slice(0, 10) };
  await keepDevicePredictions(db, home_id, [{ ...made, ...days, basis: { reasons: ["more_flaps", "link"] } }]);
  await liveBattery(home_id);
}

/** A lock that falls in steps of ten, of which a day is foretold, and thirty-two forecasts that are over. */
async function liveBattery(home: number): Promise<void> {
  const { db } = guest.homeops.world;
  const { id } = (await db.row<{ id: number }>(sql`
    select id from house.entity where entity_id = 'sensor.gate_battery'`)) ?? { id: 0 };
  const levels = Array.from({ length: 90 }, (_, i) => ({
    day: daysFromNow(i - 91).slice(0, 10),
    last: 100 - 10 * Math.floor(i / 15),
  }));
  await db.run(sql`
    insert into series.series (home_id, connection_id, entity_id, unit, kind)
    select ${home}, connection_id, id, '%', 'measurement'
    from house.entity
    where id = ${id}
    on conflict do nothing`);
  await db.run(sql`
    insert into series.day (day, series_id, home_id, hours, count, last)
    select day, series.id, ${home}, 24, 1, last
    from series.series, jsonb_to_recordset(${JSON.stringify(levels)}::jsonb) as it (day date, last float8)
    where entity_id = ${id} and unit = '%'
    on conflict do nothing`);
  const date = (days: number) => daysFromNow(days).slice(0, 10);
  const days = { made_on: date(0), expected_on: date(33), earliest_on: date(21), latest_on: date(47) };
  const basis = { percent: 40, since: date(-91), chemistry: "lithium" };
  await keepPredictions(db, home, "battery-empty", [{ entity_id: id, detector: "curves 2", ...days, basis }]);
  await db.run(sql`
    insert into ledger.prediction (home_id, kind, entity_id, detector, made_on, expected_on, earliest_on, latest_on, basis, outcome, outcome_on)
    select ${home}, 'battery-empty', ${id}, 'curves 2', '2026-01-01'::date + n, '2026-03-01'::date + n, '2026-02-20'::date + n,
      '2026-03-09'::date + n, '{"percent": 40, "since": "2025-11-01"}', 'came', '2026-03-05'::date + n + case when n % 8 = 0 then 20 else 0 end
    from generate_series(1, 32) as n`);
}

const past = () => guest.page.getByRole("slider", { name: "How healthy it was" });

it("names what made the home less healthy, under the pointer and by arrow keys", async () => {
  const { page } = guest;
  await past().waitFor(PATIENCE);
  const card = page.getByRole("region", { name: "How healthy it was" });
  await card.getByText(/^Since .* between \d\d and 100 of 100\.$/).waitFor(PATIENCE);
  await card.getByRole("button", { name: "Month" }).focus();
  for (const _ of ["to the year", "to the areas", "to the chart"]) await page.keyboard.press("Tab");
  await expect.poll(() => past().getAttribute("aria-valuetext"), PATIENCE).toMatch(/^\w+ \d+: .*of 100/);
  await page.keyboard.press("Home");
  expect(await past().getAttribute("aria-valuenow")).toBe("1");
  await expect.poll(() => card.locator(".said").textContent(), PATIENCE).toMatch(/: 100 of 100\s*$/);
  await page.keyboard.press("PageDown");
  await card.locator(".said").getByText("Battery at 4 %: Front door battery").waitFor(PATIENCE);
  const { x, y, width, height } = (await past().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width * 0.1, y + height / 2);
  await expect.poll(() => card.locator(".said").textContent(), PATIENCE).toMatch(/^\s*\w+ \d+: 100 of 100\s*$/);
  await page.mouse.move(x + width * (6.5 / 20), y + height / 2);
  await expect.poll(() => card.locator(".said").textContent(), PATIENCE).toMatch(/Battery at 4 %/);
  await card.getByText("When it was lower").click();
  expect(await card.getByRole("listitem").count()).toBeGreaterThanOrEqual(2);
  await card.getByRole("button", { name: "Year" }).click();
  await card.getByRole("button", { name: "Year", pressed: true }).waitFor(PATIENCE);
  await card.getByRole("button", { name: "Month" }).click();
});

it("is read for an area, and for a device on its sheet", async () => {
  const { page } = guest;
  const card = page.getByRole("region", { name: "How healthy it was" });
  await card.getByRole("button", { name: "Month" }).focus(); // the chart says what was, where no day of it is read
  await page.mouse.move(0, 0);
  const home = await card.getByText(/^Since .* between/).textContent(PATIENCE);
  await card.getByLabel("Of what").selectOption({ label: "Hall" });
  await expect.poll(() => card.getByText(/^Since .* between/).textContent(), PATIENCE).not.toBe(home);
  await card.getByText("When it was lower").waitFor();
  await card.getByLabel("Of what").selectOption({ label: "The whole home" });
  await page.getByRole("link", { name: "Devices", exact: true }).click();
  await page.getByRole("button", { name: /Front door sensor/ }).click(PATIENCE);
  const sheet = page.getByRole("dialog", { name: "Front door sensor" });
  await sheet.getByRole("slider", { name: "How healthy it was" }).focus(PATIENCE);
  await page.keyboard.press("PageUp");
  await sheet.locator(".said").getByText("Battery at 4 %: Front door battery").waitFor(PATIENCE);
  await screenshot(page, "foretold-device");
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  await page.getByRole("link", { name: "Now", exact: true }).click();
});

it("tells of a battery in which steps and how it falls, when it is empty, and how often such a day came true", async () => {
  const { page } = guest;
  await page.getByRole("link", { name: "Batteries", exact: true }).click();
  const card = page.getByRole("region", { name: "Batteries" });
  await card.getByText("lithium: holds long and drops fast · falls in steps of 10 %").waitFor(PATIENCE);
  await card
    .getByText(/^Of 32 forecasts whose battery has died, 88 % named the right span; 4 days off/)
    .waitFor(PATIENCE);
  await card.getByText("Empty any day").waitFor(PATIENCE); // at 4 %
  await page.getByRole("link", { name: "Devices", exact: true }).click();
  await page.getByRole("button", { name: /Gate lock/ }).click(PATIENCE);
  const sheet = page.getByRole("dialog", { name: "Gate lock" });
  await sheet.getByText(/holds long and drops fast · falls in steps of 10 %/).waitFor(PATIENCE);
  await sheet.getByText(/^Of 32 forecasts whose battery has died, 88 %/).waitFor(PATIENCE);
  await screenshot(page, "foretold-battery-sheet");
  expect(await breaches(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
});

it("is up to date within a moment of a change that is made elsewhere", async () => {
  const { page, homeops } = guest;
  await page.getByRole("link", { name: "Now", exact: true }).click();
  const card = page.getByRole("region", { name: "Work and holidays" });
  await card.getByRole("button", { name: "We are away" }).waitFor(PATIENCE);
  const { items } = (await homeops.ask("health/maintenance", { until: daysFromNow(1), why: "new fuse" })) as {
    items: { maintenance: number }[];
  };
  await card.getByText(/new fuse/).waitFor(PATIENCE);
  await homeops.ask("health/end-maintenance", { maintenance: items[0]?.maintenance });
  await card.getByText(/new fuse/).waitFor({ state: "detached", ...PATIENCE });
});

it("lists what may fail with its reasons, and no number that nothing stands behind", async () => {
  const { page } = guest;
  await page.getByRole("link", { name: "Batteries", exact: true }).click();
  const card = page.getByRole("region", { name: "What may fail" });
  await card.getByText("Garden plug").waitFor(PATIENCE);
  await card.getByText("It goes out of reach far more often than before; its link has become weaker.").waitFor();
  await card.getByText("No forecast has been held against what came yet.").waitFor();
  expect(await card.getByText("came true").count()).toBe(0);
});

it("says how often it was right once thirty outcomes are known", async () => {
  const { page, homeops } = guest;
  const outcomes = Array.from({ length: 40 }, (_, i) => ({ i, outcome: i % 4 === 0 ? "came" : "stayed away" }));
  await homeops.world.db.run(sql`
    insert into ledger.prediction (home_id, kind, entity_id, device_id, detector, made_on, expected_on, earliest_on, latest_on,
      chance, basis, outcome, outcome_on)
    select home_id, 'device-fails', id, 'd-door', 'hazard 1', '2026-05-01'::date + i, '2026-05-15'::date + i, '2026-05-01'::date + i,
      '2026-05-15'::date + i, 0.6, '{"reasons": []}', outcome, '2026-05-10'::date + i
    from house.entity, jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as it (i int, outcome text)
    where entity_id = 'sensor.door_battery'`);
  await page.getByRole("link", { name: "Now", exact: true }).click();
  await page.getByRole("link", { name: "Batteries", exact: true }).click();
  const card = page.getByRole("region", { name: "What may fail" });
  await card.getByText("Of 40 failures that were foretold here, 25 % came.").waitFor(PATIENCE);
  await card.getByText("25 of 100 such came true").waitFor(PATIENCE);
});

it.each(["Batteries", "Now"])("can be read and pressed by everybody: %s", async (name) => {
  const { page } = guest;
  await page.getByRole("link", { name, exact: true }).click();
  await page.locator("homeops-health-place section[aria-busy=false]").nth(1).waitFor(PATIENCE);
  if (name === "Now") {
    await page.getByRole("button", { name: "Month" }).focus();
    for (const _ of ["to the year", "to the areas", "to the chart"]) await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowLeft");
  }
  await everyScreen(page, `foretold-${name.toLowerCase()}`);
  expect(guest.complaints).toEqual([]);
});

it("is said in German too", async () => {
  const page = await guest.context.newPage();
  await page.addInitScript(() => {
    for (const [name, value] of [["language", "de-DE"], ["languages", ["de-DE"]]] as const) // biome-ignore format: pairs
      Object.defineProperty(navigator, name, { get: () => value });
  });
  await page.setViewportSize(PHONE);
  await page.goto(`${guest.homeops.url}/#/health`);
  await page.getByText("Batterie bei 4 %").first().waitFor(PATIENCE);
  await page.getByRole("slider", { name: "Wie gesund es war" }).focus(PATIENCE);
  await page.getByRole("button", { name: "Ich arbeite an etwas" }).click();
  await page.getByText("Das ganze Zuhause").first().waitFor({ state: "attached" });
  await page.getByRole("button", { name: /Batterie bei 4 %/ }).click();
  await screenshot(page, "foretold-german-now");
  expect(await breaches(page)).toEqual([]);
  await page.getByRole("link", { name: "Batterien", exact: true }).click();
  await page.getByText("Was ausfallen kann").waitFor(PATIENCE);
  await page.getByText("Garden plug").waitFor(PATIENCE);
  await page.getByText("Lithium: hält lange und fällt dann schnell").waitFor(PATIENCE);
  await screenshot(page, "foretold-german-batteries");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
