import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readScenario } from "#demo/scenario.ts";
import { type DemoHome, startDemoHome } from "#demo/server.ts";
import { startChromium } from "../world/chromium.ts";
import { everyScreen } from "./every-screen.ts";
import { connect, DESKTOP, goTo, signIn, type Visit, visit } from "./visit.ts";

const scenario = readScenario(readFileSync("demo/homes/terraced-house.json", "utf8"));

describe("the people of a home, on the page", () => {
  let home: DemoHome;
  let guest: Visit;
  beforeAll(async () => {
    home = await startDemoHome({ scenario });
    guest = await visit();
    await signIn(guest);
    await connect(guest.page, home);
    const areas = async () => JSON.stringify(await guest.homeops.ask("house/search", { query: "bathroom" }));
    await vi.waitUntil(async () => (await areas()).includes('"area"'), { timeout: 60_000, interval: 250 });
    await goTo(guest.page, "People");
  }, 240_000);
  afterAll(async () => {
    await guest?.[Symbol.asyncDispose]();
    await home?.[Symbol.asyncDispose]();
  });

  const tab = (name: string) =>
    guest.page.getByRole("navigation", { name: "People" }).getByRole("link", { name, exact: true }).click();
  const shown = () => guest.page.locator("code.shown").textContent();
  let link = "";

  it("invites a guest into one room, by a link that is shown once", async () => {
    const { page } = guest;
    await tab("Invitations");
    await page.getByLabel("Name").fill("Gus");
    await page.getByLabel("Role").selectOption({ label: "Guest" });
    await page.getByLabel("Bathroom", { exact: true }).check();
    await page.getByRole("button", { name: "Invite", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Send this link to Gus.").waitFor();
    link = (await shown()) ?? "";
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#invite=[\w-]{43}$/);
    await page.getByText(/not opened yet/).waitFor();
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("Copied.").waitFor();
    await everyScreen(page, "people-invitations");
    await page.getByRole("button", { name: "Done" }).click();
    expect(await page.locator("homeops-invitations").innerHTML()).not.toContain("#invite=");
  });

  it("lets the guest in by the link, who sees places for guests alone", async () => {
    await using other = await startChromium(DESKTOP, []);
    const page = await other.context.newPage();
    await page.goto(link);
    await page.getByRole("navigation", { name: "Places" }).waitFor();
    expect(page.url()).not.toContain("invite");
    const places = page.getByRole("navigation", { name: "Places" }).getByRole("link");
    expect((await places.allTextContents()).map((text) => text.trim())).toEqual(["Charts", "About me", "People"]);
    const asked = { data: {}, headers: { origin: guest.homeops.url } };
    const status = await (await page.request.post(`${guest.homeops.url}/api/system/status`, asked)).text();
    expect(JSON.parse(status)).toMatchObject({ you: { is_guest: true }, connections: [{ url: "", entities: 0 }] });
    expect(status).not.toContain(home.url);
    const connections = await page.request.post(`${guest.homeops.url}/api/connections/list`, asked);
    expect(await connections.json()).toMatchObject({ items: [] });
    await goTo(page, "People");
    await page.getByRole("link", { name: "Signed in", exact: true }).click();
    await page.getByText(/this browser · Gus/).waitFor();
    expect(await page.getByRole("link", { name: "Invitations" }).count()).toBe(0);

    await tab("Signed in");
    await guest.page.getByText(/Gus · since/).waitFor();
    await everyScreen(guest.page, "people-sessions");
    await guest.page.getByRole("button", { name: /^End / }).click();
    await page.getByLabel("API token").waitFor();
    await page.goto(link);
    await page.getByText(/This link was used already/).waitFor();
  });

  it("changes the rooms and the role of somebody, and takes them out of the home", async () => {
    const { page } = guest;
    await tab("Members");
    await page.getByText("Guest").first().waitFor();
    await page.getByRole("button", { name: "Rooms of Gus" }).click();
    await page.getByLabel("Kitchen", { exact: true }).check();
    await everyScreen(page, "people-members");
    await page.getByRole("button", { name: "Keep these rooms" }).click();
    await page.getByText("Gus now sees these rooms.").waitFor();
    await page.getByText("sees 2 rooms").waitFor();
    await page.getByLabel("Role of Gus").selectOption({ label: "Member" });
    await page.getByText("Gus is now: Member.").waitFor();
    await page.getByRole("button", { name: "Remove Gus" }).click();
    await page.getByText(/loses their account/).waitFor();
    await page.getByRole("group", { name: "Remove Gus" }).getByRole("button", { name: "Remove Gus" }).click();
    await page.getByText("Gus was taken out of the home.").waitFor();
  });

  it("makes a token for a program, and revokes it", async () => {
    const { page, homeops } = guest;
    await tab("Tokens");
    await page.getByLabel("Name").fill("Grafana");
    await page.getByRole("button", { name: "Make", exact: true }).click();
    await page.getByText("Token, shown this once").waitFor();
    const authorization = `Bearer ${await shown()}`;
    const asked = () => fetch(`${homeops.url}/api/house/entities`, { method: "POST", headers: { authorization } });
    expect((await asked()).status).toBe(200);
    await everyScreen(page, "people-tokens");
    await page.getByRole("button", { name: "Revoke Grafana" }).click();
    await page.getByText(/Grafana was revoked/).waitFor();
    expect((await asked()).status).toBe(401);
  });

  it("complained of nothing", () => {
    expect(guest.complaints).toEqual([]);
  });
});
