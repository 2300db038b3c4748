import { afterAll, beforeAll, expect, it } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { everyScreen } from "./every-screen.ts";
import { connect, goTo, signIn, type Visit, visit } from "./visit.ts";

const PATIENCE = { timeout: 30_000 };
const HOUSE = {
  devices: [
    { id: "d-door", name: "Front door sensor", area: "hall", integration: "ce-zha" },
    { id: "d-plug", name: "Garden plug", area: "hall", integration: "ce-zha" },
  ],
  entities: [
    {
      ...{ entity_id: "sensor.door_battery", name: "Front door battery", device: "d-door", state: "80" },
      attributes: { unit_of_measurement: "%", device_class: "battery" },
    },
    { entity_id: "switch.garden", name: "Garden plug", device: "d-plug", state: "on" },
  ],
  // At noon, so that it is three days ago at any hour.
  timeline: [
    { at: "-3d 12:00:00", entity_id: "sensor.door_battery", state: "4" },
    { at: "-3d 12:00:00", entity_id: "switch.garden", state: "unavailable" },
  ],
};

let home: DemoHome;
let guest: Visit;
beforeAll(async () => {
  home = await startSmallHouse(HOUSE);
  guest = await visit();
  await signIn(guest);
  await connect(guest.page, home);
  await goTo(guest.page, "Health");
}, 120_000);
afterAll(async () => {
  await guest?.[Symbol.asyncDispose]();
  await home?.[Symbol.asyncDispose]();
});

const row = (title: string) => guest.page.getByRole("button", { name: new RegExp(title) });
const press = (name: string) => guest.page.getByRole("button", { name, exact: true }).first().click(PATIENCE);

it("says that nothing needs attention, and what does as soon as that is found", async () => {
  const { page, homeops } = guest;
  await page.getByText(/^(Not looked at yet|All is well)$/).waitFor(PATIENCE);
  await expect
    .poll(async () => ((await homeops.ask("health/run")) as { held_back: object[] }).held_back, PATIENCE)
    .toEqual([]);
  await page.getByText("2 things need attention").waitFor(PATIENCE);
  expect(await page.locator("homeops-finding b").allTextContents()).toEqual([
    "Battery at 4 %",
    "Device does not answer",
  ]);
});

it("shows how it is known, by mouse and by keyboard, on every screen", async () => {
  const { page } = guest;
  await row("Device does not answer").click();
  await page
    .getByText(/^Garden plug has not answered for 3 days; its only entity is not available\.$/)
    .waitFor(PATIENCE);
  await row("Battery at 4 %").focus();
  await page.keyboard.press("Enter");
  await page.getByText("Replace or charge the battery").waitFor(PATIENCE);
  await everyScreen(page, "health");
});

it("snoozes and mutes, keeps both in sight at its end, and takes them back", async () => {
  const { page } = guest;
  await press("Remind me tomorrow");
  await page.getByText("Snoozed.").waitFor(PATIENCE);
  await page.getByText("1 thing needs attention").waitFor(PATIENCE);
  await press("1 snoozed or muted");
  await row("Battery at 4 % .*Snoozed").waitFor(PATIENCE);
  await press("Undo");
  await page.getByText("2 things need attention").waitFor(PATIENCE);
  await press("Never of this kind");
  await page.getByText("Nothing more of this kind is said.").waitFor(PATIENCE);
  await press("Undo");
  await page.getByText("2 things need attention").waitFor(PATIENCE);
});

it("learns what is no problem", async () => {
  const { page, homeops } = guest;
  const noProblem = page
    .locator("homeops-finding", { hasText: "Garden plug" })
    .getByRole("button", { name: "No problem" });
  const pressed = () => noProblem.click({ timeout: 1_000 }).then(() => true);
  const open = () => row("Device does not answer").click({ timeout: 1_000 });
  // What was muted is closed when it comes back, a moment after it was taken back.
  await expect.poll(() => pressed().catch(() => open().then(() => false)), PATIENCE).toBe(true);
  await page.getByText(/^Kept as no problem/).waitFor(PATIENCE);
  await homeops.ask("health/run");
  await page.getByText("1 thing needs attention").waitFor(PATIENCE);
});

it("takes that back from its history, by keys", async () => {
  const { page } = guest;
  await page.getByRole("link", { name: "History", exact: true }).click();
  const undo = page.getByRole("button", { name: "Undo: Device does not answer" });
  await undo.first().waitFor(PATIENCE);
  await everyScreen(page, "health-history");
  await undo.first().focus();
  await page.keyboard.press("Enter");
  await page.getByText("A problem again").first().waitFor(PATIENCE);
  expect(await undo.count()).toBe(0);
  await page.getByRole("link", { name: "Now", exact: true }).click();
  await page.getByText("2 things need attention").waitFor(PATIENCE);
  expect(guest.complaints).toEqual([]);
});
