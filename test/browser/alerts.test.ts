import { afterAll, beforeAll, expect, it } from "vitest";
import { type AlertsVisit, LEAK, livedYesterday, PATIENCE, visitAlerts } from "./alerts-testing.ts";
import { everyScreen } from "./every-screen.ts";
import { goTo } from "./visit.ts";

let guest: AlertsVisit;
beforeAll(async () => {
  guest = await visitAlerts();
  await guest.homeops.ask("alerts/keep-channel", { kind: "persistent", name: "Wall", target: {}, whose: "household" });
}, 120_000);
afterAll(() => guest?.[Symbol.asyncDispose]());

const tab = (name: string) => guest.page.getByRole("link", { name, exact: true }).click();
const standing = () => guest.page.locator("homeops-alerts");

it("is one line where nothing stands, beside the letter of the week", async () => {
  const { page } = guest;
  await standing().getByRole("heading", { name: "Nothing that anybody has to be told" }).waitFor(PATIENCE);
  const week = page.getByRole("region", { name: "The week" });
  for (const title of ["What was unusual", "What was mended", "What will need you", "What HomeOps got wrong"])
    await week.getByRole("heading", { name: title }).waitFor(PATIENCE);
  const now = await week.getByRole("status").textContent();
  await week.getByRole("button", { name: "The week before" }).click();
  await expect.poll(() => week.getByRole("status").textContent(), PATIENCE).not.toBe(now);
  expect(await week.getByRole("heading", { name: "What will need you" }).count(), "of what is over").toBe(0);
  await week.getByRole("button", { name: "Until now" }).click();
  await expect.poll(() => week.getByRole("status").textContent(), PATIENCE).toBe(now);
  await everyScreen(page, "alerts-quiet");
});

it("shows what stands as soon as it does, who was told and how, and that somebody has it, by keys", async () => {
  const { page, home, homeops } = guest;
  home.say(LEAK, "on");
  await standing().getByText("Water: Cellar leak").waitFor(PATIENCE);
  await standing()
    .getByText(/^Nobody has it yet · step 1 of 3 · since /)
    .waitFor(PATIENCE);
  await standing()
    .getByText(/^\d messages?\s*$/)
    .click(PATIENCE);
  await standing()
    .getByText(/ · In Home Assistant: told, sent$/)
    .first()
    .waitFor(PATIENCE);
  await everyScreen(page, "alerts-standing");
  await standing().getByRole("button", { name: "I have it: Water: Cellar leak" }).focus();
  await page.keyboard.press("Enter");
  await standing().getByText("Noted. Nobody else is told.").waitFor(PATIENCE);
  await standing()
    .getByText(/^Owner has it, since /)
    .waitFor(PATIENCE);
  expect(await standing().getByRole("button").count(), "a danger that somebody has").toBe(0);
  expect(await homeops.ask("alerts/list")).toMatchObject({ items: [{ acked_by: "Owner", is_danger: true }] });
  await everyScreen(page, "alerts-had");
});

it("keeps what a person wishes, says how often they were disturbed, and refuses what is odd where it stands", async () => {
  const { page, homeops } = guest;
  await livedYesterday(guest);
  await tab("My wishes");
  const card = page.getByRole("region", { name: "How I am told" });
  await card.getByText("1 of 3 pushes").waitFor(PATIENCE);
  await card.getByLabel("Pushes in 31 days, at most").fill("-1");
  await card.getByText("Give a number from 0 to 1000.").waitFor();
  await card.getByRole("button", { name: "Save" }).click();
  await card.getByText("Not saved yet.").waitFor();
  await card.getByLabel("Pushes in 31 days, at most").fill("5");
  await card.getByLabel("Language of the messages").selectOption("Deutsch");
  await card.getByLabel("Quiet hours").uncheck();
  await card.getByLabel("Letter of the week").check();
  await card.getByLabel("On", { exact: true }).selectOption("Friday");
  await card.getByLabel("Wall (In Home Assistant)").check();
  await everyScreen(page, "alerts-mine");
  await card.getByRole("button", { name: "Save" }).click();
  await card.getByText("Saved.").waitFor(PATIENCE);
  await card.getByText("1 of 5 pushes").waitFor(PATIENCE);
  expect(await homeops.ask("alerts/mine")).toMatchObject({
    wishes: {
      ...{ language: "de", quiet: null, budget: 5, weekly: { day: "friday" } },
      channels: [expect.any(Number)],
    },
  });
});

it("puts the ways to a person in the order in which they are tried", async () => {
  const { page, homeops } = guest;
  await homeops.ask("alerts/keep-channel", { kind: "notify", name: "Family", target: { action: "notify.notify" } });
  await goTo(page, "Today");
  await goTo(page, "Alerts");
  await tab("My wishes");
  const card = page.getByRole("region", { name: "How I am told" });
  await card.getByLabel("Family (Notification)").check(PATIENCE);
  await card.getByRole("button", { name: "Try Family earlier" }).focus();
  await page.keyboard.press("Enter");
  await card.getByRole("button", { name: "Save" }).click();
  await card.getByText("Saved.").waitFor(PATIENCE);
  const { wishes, ways } = (await homeops.ask("alerts/mine")) as {
    wishes: { channels: number[] };
    ways: { channel: number; name: string }[];
  };
  expect(wishes.channels.map((id) => ways.find(({ channel }) => channel === id)?.name)).toEqual(["Family", "Wall"]);
});

it("remembers what somebody was told of, and who had it", async () => {
  const { page } = guest;
  await tab("History");
  const card = page.getByRole("region", { name: "What somebody was told of" });
  await card.getByText("Smoke", { exact: true }).waitFor(PATIENCE);
  await card.getByText(/Owner had it$/).waitFor();
  await card.getByText("1 message").click();
  await card.getByText(/^Owner: told, sent$/).waitFor();
  await everyScreen(page, "alerts-history");
  expect(guest.complaints).toEqual([]);
});

it("speaks German", async () => {
  const page = await guest.context.newPage();
  await page.addInitScript(() => {
    for (const [name, value] of [["language", "de-DE"], ["languages", ["de-DE"]]] as const) // biome-ignore format: pairs
      Object.defineProperty(navigator, name, { get: () => value });
  });
  await page.goto(`${guest.homeops.url}/#/alerts`);
  await page.getByText("Wasser: Cellar leak").waitFor(PATIENCE);
  await page.getByText(/^Owner kümmert sich, seit /).waitFor(PATIENCE);
  await page.getByRole("link", { name: "Meine Wünsche" }).click();
  await page.getByText("1 von 5 Pushes").waitFor(PATIENCE);
  await everyScreen(page, "alerts-german-mine");
  await page.getByRole("link", { name: "Regeln", exact: true }).click();
  await page.getByText("Gut zu wissen", { exact: true }).waitFor(PATIENCE);
  await everyScreen(page, "alerts-german-rules");
  await page.close();
});
