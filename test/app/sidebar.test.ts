import type { BrowserContext, FrameLocator, Page } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, it } from "vitest";
import { instantOf } from "#server/instant.ts";
import { buildPageIfStale } from "../../frontend-card/build.ts";
import { faintTexts } from "../browser/faint-texts.ts";
import { DESKTOP, PHONE, screenshot } from "../browser/visit.ts";
import { startChromium } from "../world/chromium.ts";
import { freshDatabase } from "../world/fresh-database.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { addUser } from "../world/people.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { writeStates } from "../world/write-past.ts";
import { type App, startApp } from "./in-app.ts";
import type { Guest } from "./ingress-proxy.ts";
import { type Supervisor, startSupervisor } from "./supervisor.ts";

const PLACES = {
  Health: "Health",
  Alerts: "Alerts",
  Charts: "Charts",
  Homes: "Homes",
  "About me": "What it knows about me",
  Kept: "What is kept",
  Backup: "Backup and export",
  Today: "Today",
};

let home: HomeAssistant;
let supervisor: Supervisor;
let app: App;
let context: BrowserContext;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  await buildPageIfStale();
  home = stack.use(await startHomeAssistant());
  await home.stop();
  writeStates(home.recorderDatabase, lastNight());
  await home.start();
  supervisor = stack.use(await startSupervisor({ core: home }));
  const database = stack.use(await freshDatabase());
  const { path } = stack.use(await temporaryDirectory("sidebar"));
  app = stack.use(await startApp({ folder: path, supervisor, database, options: { retention_days: 0 } }));
  context = stack.use(await startChromium(DESKTOP)).context;
}, 240_000);
afterAll(() => stack.disposeAsync());

/** Somebody who has signed in to Home Assistant and opens HomeOps in its sidebar. */
async function opened(guest: Guest) {
  const [page, complaints, addresses] = [await context.newPage(), [] as string[], [] as string[]];
  await context.addCookies([{ name: "ingress_session", value: supervisor.session(guest), url: supervisor.url }]);
  page.on("console", (said) => said.type() === "error" && complaints.push(said.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => addresses.push(request.url()));
  page.on("websocket", (socket) => addresses.push(socket.url().replace("ws", "http")));
  await page.goto(supervisor.panelUrl);
  return { page, frame: page.frameLocator("iframe"), complaints, addresses, [Symbol.asyncDispose]: () => page.close() };
}

async function looks(page: Page, frame: FrameLocator, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP }))
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await screenshot(page, `${name}-${size}-${colorScheme}`);
      expect(await frame.locator("html").evaluate(faintTexts)).toEqual([]);
      expect(await frame.locator("html").evaluate((it) => it.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
}

it("shows an administrator last night in sentences, what is wrong, and what could be added; all of it under the prefix", async () => {
  const { id } = await home.client.call<{ id: string }>({ type: "auth/current_user" });
  await using visit = await opened({ id, username: "olivia", name: "Olivia" });
  const { page, frame, complaints, addresses } = visit;
  await frame.getByText("Connected to Home Assistant").waitFor({ timeout: 90_000 });
  await frame
    .getByText(/Garage Door opened yesterday/)
    .first()
    .waitFor({ timeout: 90_000 });
  await frame.getByText(/The option retention_days is not heeded/).waitFor();
  expect(await frame.getByText("Sign out").count()).toBe(0);
  expect(await frame.getByText("API token").count()).toBe(0);
  await frame.getByText("come with the integration").waitFor({ timeout: 60_000 });
  await frame.getByRole("button", { name: "How to add it" }).click();
  await frame.getByRole("button", { name: "Restart Home Assistant at 04:00" }).click();
  await frame.getByText(/^Home Assistant restarts .+/).waitFor();
  await looks(page, frame, "first-evening");
  await frame.getByRole("button", { name: "Do not restart" }).click();
  await frame.getByRole("button", { name: "Restart Home Assistant at 04:00" }).waitFor();

  await home.client.setState("lock.kitchen_door", "locked", { friendly_name: "Kitchen Door" });
  await frame.getByRole("button", { name: /Kitchen Door was locked/ }).waitFor({ timeout: 30_000 });
  for (const [label, title] of Object.entries(PLACES)) {
    await frame.getByRole("link", { name: label, exact: true }).first().click();
    await frame.getByRole("heading", { level: 1, name: title }).waitFor();
  }
  const kept = await frame.locator("html").evaluate(async (html) => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    manifests: html.querySelectorAll("link[rel=manifest]").length,
  }));
  expect(kept, "Home Assistant is the app that is installed").toEqual({ workers: 0, manifests: 0 });
  await frame.getByRole("button", { name: "Not now" }).click();
  await frame.getByText("come with the integration").waitFor({ state: "detached" });
  await page.reload();
  await frame.getByText("Connected to Home Assistant").waitFor();
  expect(await frame.getByText("come with the integration").count()).toBe(0);

  expect(await uploaded(page)).toMatchObject({ received: 3 });
  const own = addresses.filter((one) => !one.startsWith("data:") && one !== supervisor.panelUrl);
  expect(own.length).toBeGreaterThan(5);
  expect(own.filter((one) => !one.startsWith(supervisor.ingressUrl) || one.includes("?"))).toEqual([]);
  expect(complaints).toEqual([]);
}, 240_000);

it("shows a member what happens, and nothing that they may not change", async () => {
  const { userId } = await addUser(home, "Greta");
  await using visit = await opened({ id: userId, name: "Gréta" });
  const { page, frame, complaints } = visit;
  await frame.getByText("Connected to Home Assistant").waitFor({ timeout: 60_000 });
  await frame.getByRole("link", { name: "Homes", exact: true }).click();
  await frame.getByRole("heading", { level: 1, name: "Homes" }).waitFor();
  expect(await frame.getByRole("link", { name: /^(Kept|Backup)$/ }).count()).toBe(0);
  expect(await frame.getByRole("button", { name: /^(Manage |Connect another|Pause remembering)/ }).count()).toBe(0);
  expect(await frame.getByText("come with the integration").count()).toBe(0);
  const paused = await page.request.post(`${supervisor.ingressUrl}api/memory/pause`, { data: { minutes: 120 } });
  expect(paused.status()).toBe(403);
  expect(complaints.filter((one) => !one.includes("403"))).toEqual([]);
  expect(JSON.stringify(await app.ask("people/list"))).toContain("Gréta");
}, 120_000);

/** Three bytes of a file, as the page sends them. */
async function uploaded(page: Page): Promise<unknown> {
  const begun = await page.request.post(`${supervisor.ingressUrl}api/import/upload`, {
    data: { name: "a.db", bytes: 9 },
  });
  const { upload } = await begun.json();
  const piece = { data: Buffer.from("abc"), headers: { "content-type": "application/octet-stream" } };
  return (await page.request.put(`${supervisor.ingressUrl}api/import/upload/${upload}/0`, piece)).json();
}

/** In Berlin, where the home is: the night that is called last night whatever the time is there. */
function* lastNight() {
  const berlin = Temporal.Now.zonedDateTimeISO("Europe/Berlin");
  const midnight = berlin.startOfDay().epochMilliseconds;
  const at = (hour: number) => instantOf(midnight + hour * 3_600_000);
  const said = (entityId: string, state: string, hour: number, name: string) => ({
    ...{ entityId, state, at: at(hour) },
    attributes: JSON.stringify({ friendly_name: name }),
  });
  yield said("cover.garage_door", "closed", -30, "Garage door");
  yield said("light.bed_light", "off", -30, "Bed light");
  yield said("cover.garage_door", "open", -2, "Garage door");
  yield said("cover.garage_door", "closed", -1.8, "Garage door");
  yield said("light.bed_light", "on", -1.5, "Bed light");
  yield said("light.bed_light", "off", -0.5, "Bed light");
}
