import { afterAll, beforeAll, expect, it } from "vitest";
import { receiver } from "#server/actions/alerts/testing.ts";
import { type AlertsVisit, PATIENCE, visitAlerts } from "./alerts-testing.ts";
import { everyScreen } from "./every-screen.ts";
import { screenshot } from "./visit.ts";

let guest: AlertsVisit;
let bell: Awaited<ReturnType<typeof receiver>>;
beforeAll(async () => {
  bell = await receiver();
  guest = await visitAlerts();
  await guest.page.getByRole("link", { name: "Channels", exact: true }).click();
}, 120_000);
afterAll(async () => {
  await guest?.[Symbol.asyncDispose]();
  await bell?.[Symbol.asyncDispose]();
});

type Kept = { channel: number; name: string; kind: string; person: string | null; is_on: boolean; secrets: string[] };
const kept = async () => ((await guest.homeops.ask("alerts/channels")) as { items: Kept[] }).items;
const card = () => guest.page.getByRole("region", { name: "Ways to be told" });
const press = (name: string) => card().getByRole("button", { name, exact: true }).click(PATIENCE);

it("adds what the home offers, tests it, and says what came of it", async () => {
  const { home } = guest;
  await card().getByText("No way is kept yet.").waitFor(PATIENCE);
  await card().getByLabel("For whom").selectOption("For the household");
  await press("Add Home Assistant");
  await card().getByText("Home Assistant was added. Test it.").waitFor(PATIENCE);
  await press("Test Home Assistant");
  await card()
    .getByText(/^It was taken\./)
    .waitFor(PATIENCE);
  expect(home.home.calls.map(({ action }) => action)).toContain("persistent_notification.create");
  expect(await kept()).toMatchObject([{ kind: "persistent", person: null }]);
  expect(await card().getByRole("button", { name: "Add Home Assistant" }).count(), "offered once").toBe(0);
});

it("takes a webhook by form, says what is wrong where it is, and never shows its secrets", async () => {
  const { page } = guest;
  await card().getByLabel("For whom").selectOption("For me");
  await press("Webhook");
  const form = page.locator("homeops-channel-form");
  await form.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => form.getByText("This is needed.").count(), PATIENCE).toBe(3);
  await form.getByLabel("Name", { exact: true }).fill("Bell");
  await form.getByLabel("Address").fill("nowhere");
  await form.getByLabel("Secret", { exact: true }).fill("short");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText(/must be whsec_ and 24 to 64 random bytes/).waitFor(PATIENCE);
  expect(await form.getByLabel("Address").getAttribute("aria-invalid")).toBe("true");
  await everyScreen(page, "alerts-webhook");
  await form.getByLabel("Address").fill(`${bell.url}/told?key=canary-5a1e`);
  await form.getByRole("button", { name: "Make one" }).click();
  const secret = await form.getByLabel("Secret", { exact: true }).inputValue();
  expect(secret).toMatch(/^whsec_/);
  await form.getByRole("button", { name: "Save" }).click();
  await card().getByText("Bell was added. Test it.").waitFor(PATIENCE);
  await press("Test Bell");
  await expect.poll(() => bell.received.length, PATIENCE).toBe(1);
  await press("Change Bell");
  expect(await form.getByLabel("Address").inputValue()).toBe("");
  expect(await page.evaluate(everythingIn)).not.toContain("canary-5a1e");
  await form.getByLabel("Name", { exact: true }).fill("Door bell");
  await form.getByRole("button", { name: "Save" }).click();
  await card().getByText("Door bell was changed.").waitFor(PATIENCE);
  expect((await kept()).find(({ name }) => name === "Door bell")).toMatchObject({ secrets: ["secret", "url"] });
  await press("Test Door bell");
  await expect.poll(() => bell.received.length, PATIENCE).toBe(2);
});

it("takes mail and MQTT by form", async () => {
  const { page } = guest;
  await press("E-mail");
  const form = page.locator("homeops-channel-form");
  await form.getByLabel("Name", { exact: true }).fill("Letters");
  await form.getByLabel("To", { exact: true }).fill("anna@example.org");
  await form.getByLabel("From", { exact: true }).fill("home@example.org");
  await form.getByLabel("Mail server").fill("127.0.0.1");
  await form.getByLabel("Port").fill("9");
  await form.getByLabel(/^User/).fill("anna");
  await form.getByLabel(/^Password/).fill("canary-password");
  await everyScreen(page, "alerts-email");
  await form.getByRole("button", { name: "Save" }).click();
  await card().getByText("Letters was added. Test it.").waitFor(PATIENCE);
  await press("Test Letters");
  await card()
    .getByText(/^It did not work: /)
    .waitFor(PATIENCE);
  await press("MQTT");
  await form.getByLabel("Name", { exact: true }).fill("Broker");
  await form.getByLabel("Topic").fill("Not a topic");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText(/must be a topic of small letters/).waitFor(PATIENCE);
  await form.getByLabel("Topic").fill("homeops");
  await form.getByRole("button", { name: "Save" }).click();
  await card().getByText("Broker was added. Test it.").waitFor(PATIENCE);
  expect(await page.evaluate(everythingIn)).not.toContain("canary-password");
});

it("switches a way off and on, and removes one after some seconds to think again, by keys", async () => {
  const { page } = guest;
  const of = async (name: string) => (await kept()).find((one) => one.name === name);
  await press("Switch off: Broker");
  await card().getByText("Broker is switched off.").waitFor(PATIENCE);
  expect(await of("Broker")).toMatchObject({ is_on: false });
  await press("Switch on: Broker");
  await card().getByText("Broker is switched on.").waitFor(PATIENCE);
  await card().getByRole("button", { name: "Remove Broker" }).focus();
  await page.keyboard.press("Enter");
  await card()
    .getByText(/^Broker is removed in \d seconds?\.$/)
    .waitFor();
  await screenshot(page, "alerts-removing");
  await page.keyboard.press("Enter"); // undo
  await card().getByRole("button", { name: "Remove Broker" }).waitFor();
  expect(await of("Broker")).toBeDefined();
  await press("Remove Broker");
  await card().getByText("Broker was removed.").waitFor(PATIENCE);
  expect(await of("Broker")).toBeUndefined();
});

it("can be read and pressed by everybody, and leaves to members what is theirs", async () => {
  const { page } = guest;
  await everyScreen(page, "alerts-channels");
  await page.locator("homeops-channels").evaluate((it) => Object.assign(it, { fixed: true }));
  await card().getByRole("button", { name: "Test Home Assistant" }).waitFor({ state: "detached" });
  await card().getByRole("button", { name: "Test Door bell" }).waitFor();
  expect(await card().getByLabel("For whom").count()).toBe(0);
  expect(await card().getByRole("button", { name: "MQTT" }).count()).toBe(0);
  const refused = guest.complaints.filter((one) => !/^400 .*keep-channel/.test(one));
  expect(refused).toEqual([]);
});

/** Runs in the page: what is written in it, through every shadow, and what stands in its fields. */
function everythingIn(): string {
  const texts: string[] = [];
  const look = (root: Document | ShadowRoot) => {
    texts.push(root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
    for (const element of root.querySelectorAll("*")) {
      if (element instanceof HTMLInputElement) texts.push(element.value);
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return texts.join("\n");
}
