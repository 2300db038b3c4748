import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { curable, found, SICK_HOUSE } from "#server/actions/healing/testing.ts";
import { everyScreen } from "./every-screen.ts";
import { connect, goTo, signIn, type Visit, visit } from "./visit.ts";

const PATIENCE = { timeout: 30_000 };
const FAILED = {
  ...{ check: "integration-failed", subject: { kind: "integration" as const, id: "ce-hue" } },
  evidence: { state: "setup_error", reason: null, entities: 0, line: null },
};
const NIGHT = {
  ...{ check: "automation-forgotten", subject: { kind: "automation" as const, id: "automation.night" } },
  evidence: { off_since: Date.now() / 1000 - 40 * 86_400, days_ran: 20 },
};

let home: DemoHome;
let guest: Visit;
beforeAll(async () => {
  home = await startSmallHouse(SICK_HOUSE);
  curable(home);
  guest = await visit();
  const { page, homeops } = guest;
  await signIn(guest);
  await connect(page, home);
  await vi.waitFor(async () => expect(await homeops.ask("health/run")).toMatchObject({ held_back: [] }), PATIENCE);
  await vi.waitFor(
    async () => expect(JSON.stringify(await homeops.ask("connections/list"))).not.toContain('"running"'),
    { timeout: 120_000 }, // a past is read as fast as the machine has time for it
  );
  await goTo(page, "Health");
}, 240_000);
afterAll(async () => {
  await guest?.[Symbol.asyncDispose]();
  await home?.[Symbol.asyncDispose]();
});

const finding = (name: string) => guest.page.locator("homeops-finding", { hasText: name });
const tab = (name: string) => guest.page.getByRole("link", { name, exact: true }).click();
const remedies = () => guest.page.getByRole("region", { name: "Remedies" });

async function open(name: string): Promise<void> {
  await finding(name).getByRole("button", { expanded: false }).first().click(PATIENCE);
  await finding(name).getByRole("button", { name: "What HomeOps can do" }).click(PATIENCE);
}

it("shows on a finding exactly what it would do, on every screen, and does nothing yet", async () => {
  await found(guest.homeops, FAILED);
  await open("Hue bridge");
  const its = finding("Hue bridge");
  await its.getByRole("button", { name: "Do it: Reload the integration" }).waitFor(PATIENCE);
  await its.getByText(/homeassistant\.reload_config_entry/).waitFor();
  await its.getByText("Nothing is done without you: every remedy only suggests.").waitFor();
  await everyScreen(guest.page, "mending-plan");
  expect(home.home.calls).toEqual([]);
});

it("does it on a yes, by keys, and says what came of it", async () => {
  const its = finding("Hue bridge");
  await its.getByRole("button", { name: "Do it: Reload the integration" }).focus();
  await guest.page.keyboard.press("Enter");
  await its.getByText("It helped", { exact: true }).waitFor(PATIENCE);
  expect(home.home.calls.map(({ action }) => action)).toEqual(["homeassistant.reload_config_entry"]);
});

it("undoes what can be undone, once", async () => {
  await found(guest.homeops, NIGHT);
  await open("Night");
  const its = finding("Night");
  await its.getByRole("button", { name: "Do it: Turn the automation on again" }).click(PATIENCE);
  await its.getByText("It helped", { exact: true }).waitFor(PATIENCE);
  await its.getByRole("button", { name: /^Undo: Turn the automation on again/ }).click(PATIENCE);
  await its.getByText("Taken back", { exact: true }).waitFor(PATIENCE);
  expect(home.home.states.get("automation.night")?.state).toBe("off");
  expect(await its.getByRole("button", { name: /^Undo/ }).count()).toBe(0);
});

it("lets each remedy go as far as somebody says, and tells how often it helped", async () => {
  await tab("Mending");
  const row = remedies().getByRole("listitem").filter({ hasText: "Reload the integration" });
  await row.getByText("helped 1 of 1 times").waitFor(PATIENCE);
  await row.getByRole("button", { name: "Let it ask" }).click();
  const mode = row.getByLabel("How far it may go: Reload the integration");
  await expect.poll(() => mode.inputValue(), PATIENCE).toBe("ask");
  await mode.selectOption("Act by itself");
  await guest.page.getByText("1 remedy acts by itself.").waitFor(PATIENCE);
  await mode.selectOption("Suggest");
  await row.getByText("What it does").click();
  await row.getByText("All entities of one integration entry, which are gone for a moment").waitFor();
});

it("is told which switch feeds a device, and forgets it with an undo", async () => {
  const { page } = guest;
  const feeds = page.getByRole("region", { name: /^Which switch/ });
  await feeds.getByLabel("Device", { exact: true }).selectOption("Garden plug · Hall");
  await feeds.getByLabel("Switch", { exact: true }).selectOption("Power strip · Hall");
  await feeds.getByRole("button", { name: "Name it" }).click();
  await feeds.getByText(/^Garden plug gets its power through Power strip/).waitFor(PATIENCE);
  await feeds.getByRole("button", { name: "Remove: Garden plug" }).click();
  await feeds.getByText("None is named yet.").waitFor(PATIENCE);
  await feeds.locator(".undo:focus").waitFor(PATIENCE);
  await page.keyboard.press("Enter");
  await feeds.getByText(/^Garden plug gets its power through Power strip/).waitFor(PATIENCE);
});

it("stops all of it at once and shows that everywhere, until it is resumed", async () => {
  const { page } = guest;
  await page.getByRole("button", { name: "Stop mending" }).click();
  await page.getByText(/^\s*All mending is stopped since/).waitFor(PATIENCE);
  await everyScreen(page, "mending-stopped");
  await tab("Now");
  await found(guest.homeops, FAILED);
  await open("Hue bridge");
  await finding("Hue bridge").getByText("Not now: All mending is stopped in this home.").waitFor(PATIENCE);
  await finding("Hue bridge").getByRole("button", { name: "Resume" }).click();
  await finding("Hue bridge").getByRole("button", { name: "Stop mending" }).waitFor(PATIENCE);
  await tab("Mending");
  const tried = page.getByRole("region", { name: "What was tried" });
  await tried.getByText("Reload the integration: Hue bridge").first().waitFor(PATIENCE);
  await everyScreen(page, "mending");
});

it("shows all of it to who may change nothing, without a button", async () => {
  const { page } = guest;
  await page.locator("homeops-remedies").evaluate((it) => Object.assign(it, { fixed: true }));
  await remedies().getByRole("combobox").first().waitFor({ state: "detached" });
  await remedies().getByText("Suggest", { exact: true }).first().waitFor();
  expect(await page.locator("homeops-remedies").getByRole("button").count()).toBe(0);
  expect(guest.complaints).toEqual([]);
});
