import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { breaches } from "./axe.ts";
import { everyScreen } from "./every-screen.ts";
import { connect, goTo, screenshot, signIn, type Visit, visit } from "./visit.ts";

const PATIENCE = { timeout: 30_000 };

let home: DemoHome;
let guest: Visit;
beforeAll(async () => {
  const lamp = (at: string, state: string) => ({ at: `-1d ${at}`, entity_id: "light.lamp", state });
  home = await startSmallHouse({ timeline: [lamp("08:00:00", "on"), lamp("11:00:00", "off")] });
  guest = await visit();
  await signIn(guest);
  await connect(guest.page, home);
  const areas = async () => ((await guest.homeops.ask("health/score")) as { areas: object[] }).areas;
  await vi.waitUntil(async () => (await areas()).length === 1, PATIENCE); // the house is read
  await goTo(guest.page, "Health");
}, 120_000);
afterAll(async () => {
  await guest?.[Symbol.asyncDispose]();
  await home?.[Symbol.asyncDispose]();
});

const card = () => guest.page.getByRole("region", { name: "Work and holidays" });
type Items = { items: { kind: string; area: string | null; device: string | null; until: string }[] };
const held = async () => ((await guest.homeops.ask("health/maintenances")) as Items).items;

it("is told by keys that somebody works on an area, and that it is over", async () => {
  const { page } = guest;
  await card().getByRole("button", { name: "Working on something" }).focus(PATIENCE);
  await page.keyboard.press("Enter");
  await card().getByLabel("On what").selectOption("Hall");
  await card().getByRole("button", { name: "4 hours" }).focus();
  await page.keyboard.press("Enter");
  await card().getByText("Work: Hall").waitFor(PATIENCE);
  const [{ kind, area, until } = { kind: "", area: "", until: "" }] = await held();
  expect([kind, area]).toEqual(["work", "hall"]);
  expect((Date.parse(until) - Date.now()) / 3_600_000).toBeCloseTo(4, 1);
  await card().getByRole("button", { name: "End: Work: Hall" }).focus();
  await page.keyboard.press("Enter");
  await card()
    .getByText(/^Ended\./)
    .waitFor(PATIENCE);
  expect(await held()).toEqual([]);
  expect(await page.evaluate(() => document.activeElement?.tagName), "what was pressed is gone").not.toBe("BODY");
});

it("is told of a holiday, and refuses one that is over", async () => {
  await card().getByRole("button", { name: "We are away" }).click();
  await card().getByLabel("Away until").fill("2020-01-01T10:00");
  await card().getByRole("button", { name: "Say so" }).click();
  await card().getByText("Choose a time that is to come.").waitFor(PATIENCE);
  const back = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);
  await card().getByLabel("Away until").fill(back);
  await card().getByRole("button", { name: "Say so" }).click();
  await card().getByRole("listitem").getByText("We are away").waitFor(PATIENCE);
  expect(await held()).toMatchObject([{ kind: "holiday", area: null, device: null }]);
});

it("holds back one device from its own sheet", async () => {
  const { page, homeops } = guest;
  const used = async () =>
    (await homeops.ask("health/usage", { things: ["d-lamp"] })) as { items: { hours: number }[] };
  await expect.poll(async () => (await used()).items[0]?.hours, PATIENCE).toBe(3); // the past is read
  await page.getByRole("link", { name: "Devices", exact: true }).click();
  await page.getByRole("gridcell").getByText("Lamp", { exact: true }).click(PATIENCE);
  const sheet = page.getByRole("dialog", { name: "Lamp" });
  await sheet.getByText("Used in the last seven days").waitFor(PATIENCE);
  await sheet.getByText(/^on for 3 h · once · known of [\d.]+ days$/).waitFor(PATIENCE);
  await sheet.getByRole("button", { name: "I am working on this" }).click(PATIENCE);
  await sheet.getByRole("button", { name: "1 hour" }).click();
  await sheet.getByText("Work: Lamp").waitFor(PATIENCE);
  expect(await held()).toContainEqual(expect.objectContaining({ kind: "work", device: "d-lamp" }));
  await screenshot(page, "maintenance-device");
  expect(await breaches(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
});

it("can be read and pressed by everybody", async () => {
  const { page } = guest;
  await page.getByRole("link", { name: "Now", exact: true }).click();
  await card().getByText("Work: Lamp").waitFor(PATIENCE);
  await card().getByRole("button", { name: "Working on something" }).click();
  await everyScreen(page, "maintenance");
  await page.locator("homeops-maintenance").evaluate((it) => Object.assign(it, { fixed: true }));
  await card().getByRole("button").first().waitFor({ state: "detached" });
  expect(await card().getByRole("listitem").count(), "who may not change sees what is held back").toBe(2);
  expect(guest.complaints).toEqual([]);
});
