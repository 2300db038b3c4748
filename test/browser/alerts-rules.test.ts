import { afterAll, beforeAll, expect, it } from "vitest";
import { type AlertsVisit, PATIENCE, visitAlerts } from "./alerts-testing.ts";
import { everyScreen } from "./every-screen.ts";
import { goTo, screenshot } from "./visit.ts";

let guest: AlertsVisit;
beforeAll(async () => {
  guest = await visitAlerts();
  await guest.page.getByRole("link", { name: "Rules", exact: true }).click();
}, 120_000);
afterAll(() => guest?.[Symbol.asyncDispose]());

type Rule = {
  name: string;
  is_on: boolean;
  is_changed: boolean;
  when: string;
  kinds: string[];
  severities: string[];
  levels: { after_minutes: number; who: string | string[]; how: string }[];
};
const kept = async () => ((await guest.homeops.ask("alerts/rules")) as { items: Rule[] }).items;
const named = async (name: string) => (await kept()).find((one) => one.name === name);
const names = async () => (await kept()).map(({ name }) => name);
const OURS = ["Danger", "Critical", "Broken", "Warnings", "Good to know"];
const card = () => guest.page.getByRole("region", { name: "Who is told of what" });
const editor = () => guest.page.locator("homeops-rule-editor");
const press = (name: string) => card().getByRole("button", { name, exact: true }).click(PATIENCE);

it("lists the rules of HomeOps in their order, and says in words whom each tells of what", async () => {
  const { page } = guest;
  await card().getByText("Smoke, Gas, Water, 2 more").waitFor(PATIENCE);
  expect(await card().locator("li .what b").allTextContents()).toEqual(OURS);
  await card()
    .getByText("Everyone, by every way; after 5 min everyone, by every way; after 15 min everyone, by every way")
    .waitFor();
  await everyScreen(page, "alerts-rules");
});

it("takes a rule of somebody's own by keys, with what it would have told, and says what is missing", async () => {
  const { page } = guest;
  await card().getByRole("button", { name: "Add a rule" }).focus();
  await page.keyboard.press("Enter");
  await editor().getByRole("button", { name: "Save" }).click();
  await editor().getByText("Give it a name.").waitFor(PATIENCE);
  expect(await editor().getByLabel("Name", { exact: true }).getAttribute("aria-invalid")).toBe("true");
  await editor().getByLabel("Name", { exact: true }).fill("Cellar");
  await editor().locator("summary", { hasText: "Kinds" }).click();
  await editor().getByLabel("Battery low").check();
  await editor().getByLabel("Events", { exact: true }).fill("doorbell_rung");
  await editor().getByLabel("Error", { exact: true }).check();
  await editor().locator("summary", { hasText: "Where" }).click();
  await editor().getByLabel("Hall", { exact: true }).check();
  await editor().getByLabel("Of which thing").fill("Lamp (light.lamp)");
  await page.keyboard.press("Tab");
  await editor().getByRole("button", { name: "Take Lamp away" }).waitFor();
  await editor().getByLabel("Night", { exact: true }).check();
  await editor().getByLabel("Only between two times of day").check();
  await editor().getByLabel("Who", { exact: true }).selectOption("These people");
  await editor().getByLabel("Owner", { exact: true }).check();
  await editor().getByRole("button", { name: "Then also" }).click();
  await editor().getByLabel("Minutes later, unless somebody has it").fill("20");
  await editor().getByText("It would have told nothing.").waitFor(PATIENCE);
  await editor().getByText("Whether somebody was at home then is not counted.").waitFor(PATIENCE);
  await editor().getByText("Events of the past are not counted.").waitFor(PATIENCE);
  await everyScreen(page, "alerts-editor");
  await editor().getByRole("button", { name: "Save" }).click();
  await card().getByText("Cellar is saved.").waitFor(PATIENCE);
  expect(await named("Cellar")).toMatchObject({
    ...{
      kinds: ["battery-low", "event:doorbell_rung"],
      severities: ["error"],
      areas: ["hall"],
      subjects: ["light.lamp"],
    },
    ...{ modes: ["night"], between: { from: "22:00", until: "07:00" }, when: "now" },
    levels: [
      { who: [expect.any(String)], how: "own" },
      { after_minutes: 20, who: "everyone", how: "own" },
    ],
  });
});

it("moves, switches, edits and removes them, and takes that back", async () => {
  const { page } = guest;
  await press("Add a rule");
  await editor().getByLabel("Name", { exact: true }).fill("Attic");
  await editor().getByLabel("Tell", { exact: true }).selectOption("In the digest of the day");
  await editor().getByRole("button", { name: "Save" }).click();
  await card().getByText("Attic is saved.").waitFor(PATIENCE);
  expect(await names()).toEqual(["Attic", "Cellar", ...OURS]);
  await card().getByRole("button", { name: "Move Attic down" }).focus();
  await page.keyboard.press("Enter");
  await card().getByText("Attic is rule 2 now.").waitFor(PATIENCE);
  expect(await names()).toEqual(["Cellar", "Attic", ...OURS]);
  await card().getByLabel("Cellar is on").uncheck();
  await card().getByText("Cellar is off.").waitFor(PATIENCE);
  expect(await named("Cellar")).toMatchObject({ is_on: false });
  await press("Remove Cellar");
  await card().getByText("Cellar was removed.").waitFor(PATIENCE);
  expect(await names()).toEqual(["Attic", ...OURS]);
  await press("Undo");
  await card().getByText("Undone.").waitFor(PATIENCE);
  expect(await names()).toEqual(["Cellar", "Attic", ...OURS]);
  expect(await named("Cellar")).toMatchObject({ is_on: false, kinds: ["battery-low", "event:doorbell_rung"] });
  await screenshot(page, "alerts-rules-own");
});

it("changes one of HomeOps, and has it as it came again", async () => {
  await press("Edit Warnings");
  await editor().getByLabel("Tell", { exact: true }).selectOption("Nobody");
  await editor().getByRole("button", { name: "Save" }).click();
  await card().getByText("Warnings is saved.").waitFor(PATIENCE);
  await card().getByText("Nobody is told").waitFor();
  expect(await named("Warnings")).toMatchObject({ when: "never", is_changed: true });
  await press("Warnings as it came");
  await card().getByText("Warnings is as it came.").waitFor(PATIENCE);
  expect(await named("Warnings")).toMatchObject({ when: "daily", is_changed: false });
  await press("Undo");
  await card().getByText("Undone.").waitFor(PATIENCE);
  expect(await named("Warnings")).toMatchObject({ when: "never", is_changed: true });
  await press("Edit Warnings");
  await press("Cancel");
  await card().getByRole("button", { name: "Edit Warnings" }).waitFor();
});

it("is read by who may not change it", async () => {
  const { page } = guest;
  await page.locator("homeops-rules").evaluate((it) => Object.assign(it, { fixed: true }));
  await expect.poll(() => card().getByRole("button").count(), PATIENCE).toBe(0);
  expect(await card().locator("li .what b").count()).toBe(7);
  expect(guest.complaints).toEqual([]);
});

it("shows beside what is kept what is done at its times, lets it rest and does it now", async () => {
  const { page, homeops } = guest;
  await goTo(page, "Kept");
  await page.getByRole("button", { name: "Work", exact: true }).click();
  const jobs = async () =>
    ((await homeops.ask("schedules/list")) as { items: { says: string; is_paused: boolean; runs: object[] }[] }).items;
  const [first] = await jobs();
  const says = first?.says ?? "";
  const of = async () => (await jobs()).find((one) => one.says === says);
  await page.getByRole("button", { name: `Pause: ${says}` }).click(PATIENCE);
  await page.getByText("It rests until you resume it.").waitFor(PATIENCE);
  expect((await of())?.is_paused).toBe(true);
  await page.getByRole("button", { name: `Resume: ${says}` }).click();
  await page.getByText("It goes on; what was missed is done once.").waitFor(PATIENCE);
  const before = (await of())?.runs.length ?? 0;
  await page.getByRole("button", { name: `Run now: ${says}` }).click();
  await expect.poll(async () => (await of())?.runs.length ?? 0, PATIENCE).toBeGreaterThan(before);
  await everyScreen(page, "kept-work");
  expect(guest.complaints).toEqual([]);
});
