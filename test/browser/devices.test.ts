import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { breaches } from "./axe.ts";
import { everyScreen } from "./every-screen.ts";
import { connect, goTo, screenshot, signIn, type Visit, visit } from "./visit.ts";

const PATIENCE = { timeout: 30_000 };
const MANY = 300;
const AREAS = ["Hall", "Kitchen", "Garden"];
const numbered = <Made>(make: (n: number) => Made) => Array.from({ length: MANY }, (_, n) => make(n));
const BATTERY = { unit_of_measurement: "%", device_class: "battery" };
const HOUSE = {
  areas: AREAS.map((name) => ({ id: name.toLowerCase(), name, floor: null })),
  devices: numbered((n) => ({
    ...{ id: `d-${n}`, name: `Sensor ${n}`, area: AREAS[n % 3]?.toLowerCase(), integration: "ce-zha" },
    ...{ manufacturer: "Aqara", model: "Motion" },
  })),
  entities: [
    ...numbered((n) => ({
      ...{ entity_id: `sensor.battery_${n}`, name: `Sensor ${n} battery`, device: `d-${n}` },
      ...{ state: String(20 + (n % 80)), attributes: BATTERY },
    })),
    ...numbered((n) => ({
      ...{ entity_id: `sensor.at_${n}_lqi`, name: `Sensor ${n} link`, device: `d-${n}`, state: String(n % 255) },
    })),
  ],
  timeline: [
    { at: "-2d 06:00:00", entity_id: "sensor.battery_7", state: "4" },
    ...["sensor.battery_9", "sensor.at_9_lqi"].map((entity_id) => ({
      ...{ at: "-2d 06:00:00", entity_id, state: "unavailable" },
    })),
  ],
};

let home: DemoHome;
let guest: Visit;
beforeAll(async () => {
  home = await startSmallHouse(HOUSE);
  guest = await visit();
  await signIn(guest);
  await connect(guest.page, home);
  const heldBack = async () => ((await guest.homeops.ask("health/run")) as { held_back: object[] }).held_back;
  await vi.waitUntil(async () => (await heldBack()).length === 0, { ...PATIENCE, interval: 200 });
  await goTo(guest.page, "Health");
  await tab("Devices").click();
  await guest.page.getByText("300 devices").waitFor(PATIENCE);
}, 120_000);
afterAll(async () => {
  await guest?.[Symbol.asyncDispose]();
  await home?.[Symbol.asyncDispose]();
});

const tab = (name: string) => guest.page.getByRole("link", { name, exact: true });
const names = () => guest.page.locator("homeops-devices .open b").allTextContents();
const focused = () => guest.page.evaluate(() => deepest()?.querySelector("b")?.textContent ?? "");

it("shows what needs attention first, and draws only the rows near the eye", async () => {
  const { page } = guest;
  const grid = page.getByRole("grid", { name: "Devices" });
  expect(await grid.getAttribute("aria-rowcount")).toBe("301");
  expect((await names()).slice(0, 3)).toEqual(["Sensor 7", "Sensor 9", "Sensor 0"]);
  expect((await names()).length).toBeLessThan(60);
  const row = (name: string) => page.getByRole("row").filter({ has: page.getByText(name, { exact: true }) });
  expect(await row("Sensor 7").textContent()).toMatch(/Error|Warning/);
  expect(await row("Sensor 9").textContent()).toMatch(/2 days|away|Away/);
  expect(await row("Sensor 0").textContent()).toMatch(/Hall · Motion.*Well.*20 %.*LQI 0/s);
});

it("is gone through by keys, however long it is", async () => {
  const { page } = guest;
  await page.evaluate(() => {
    Object.assign(globalThis, {
      deepest() {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at;
      },
    });
  });
  await page.locator("homeops-devices .open").first().focus();
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe("Sensor 9");
  await page.keyboard.press("End");
  await expect.poll(focused, PATIENCE).toBe("Sensor 299");
  expect((await names()).length).toBeLessThan(60);
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Home");
  await expect.poll(focused, PATIENCE).toBe("Sensor 7");
});

it("sorts by its heads, and finds by words, area and what needs attention", async () => {
  const { page } = guest;
  await page.getByRole("button", { name: "Battery", exact: true }).click();
  expect((await names())[0]).toBe("Sensor 7");
  await page.getByRole("button", { name: "Device", exact: true }).click();
  await page.getByRole("button", { name: "Device", exact: true }).click();
  expect((await names())[0]).toBe("Sensor 299");
  await page.getByLabel("Find a device").fill("kitchen 28");
  await page.getByText("5 of 300 devices").waitFor(PATIENCE);
  await page.getByLabel("Find a device").fill("");
  await page.getByLabel("Area", { exact: true }).selectOption("Hall");
  await page.getByText("100 of 300 devices").waitFor(PATIENCE);
  await page.getByLabel("Only what needs attention").check();
  await page.getByText("1 of 300 devices").waitFor(PATIENCE);
  await page.getByLabel("Area", { exact: true }).selectOption("");
  await page.getByText("2 of 300 devices").waitFor(PATIENCE);
  await page.getByLabel("Only what needs attention").uncheck();
  await page.getByRole("button", { name: "State", exact: true }).click();
});

it("opens a device with what is known of it, and leads to it in Home Assistant", async () => {
  const { page } = guest;
  await page.getByRole("gridcell").getByText("Sensor 7", { exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Sensor 7" });
  await sheet.getByText("Battery at 4 %").first().waitFor(PATIENCE);
  await expect.poll(() => sheet.getByText("1 thing needs attention").count()).toBe(1);
  const link = sheet.getByRole("link", { name: "Open in Home Assistant" });
  expect(await link.getAttribute("href")).toBe(`${home.url.replace(/\/+$/, "")}/config/devices/device/d-7`);
  await screenshot(page, "devices-sheet");
  expect(await breaches(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
});

it.each(["Devices", "Batteries", "History", "Now"])(
  "can be read and pressed by everybody: %s",
  async (name) => {
    const { page } = guest;
    await tab(name).click();
    await page.locator("homeops-health-place section[aria-busy=false]").first().waitFor(PATIENCE);
    await everyScreen(page, `health-${name.toLowerCase()}`);
    expect(guest.complaints).toEqual([]);
  },
  240_000, // three hundred rows at six sizes, on cores busy with other work
);

declare function deepest(): Element | null;
