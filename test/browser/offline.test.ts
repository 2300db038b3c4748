import { readFileSync } from "node:fs";
import { cp, mkdtempDisposable, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { buildPageIfStale } from "../../frontend-card/build.ts";
import { buildPage } from "../../frontend-card/build-page.ts";
import { startChromium } from "../world/chromium.ts";
import { homeopsProcess } from "../world/homeops-process.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { connect, DESKTOP, goTo, PHONE, screenshot, signIn, visit } from "./visit.ts";

const PATIENCE = { timeout: 60_000 };

/** Once the browser has all of the page's files and asks the worker for them. */
const isKept = (page: Page) =>
  expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), PATIENCE).toBe("activated");

/** The addresses of all that is in caches, and what stands in those that are text. */
const cached = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const requests = all.flat();
    const texts = await Promise.all(requests.map(async (one) => (await caches.match(one))?.text()));
    return { names, paths: requests.map(({ url }) => new URL(url).pathname).sort(), text: texts.join("\n") };
  });

it("opens without its server, says since when, keeps nothing of the past on the device, and goes on when the server is back", async () => {
  await buildPageIfStale();
  await using folder = await temporaryDirectory("offline");
  await using homeops = await homeopsProcess(folder.path, { HOMEOPS_DEMO: "1" });
  await using chromium = await startChromium(DESKTOP);
  const page = await chromium.context.newPage();
  await page.goto(homeops.url);
  const token = readFileSync(path.join(folder.path, "data", "api.token"), "utf8").trim();
  await page.getByLabel("API token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("[data-event]").first().waitFor(PATIENCE);
  await isKept(page);

  await homeops.kill();
  await page.getByText(/^Connection to HomeOps lost, trying again… Last reached .+\.$/).waitFor(PATIENCE);
  await goTo(page, "Homes"); // kept by the worker
  await page.getByRole("heading", { name: "Terraced house" }).waitFor();
  await page.goto(`${homeops.url}/#/charts`);
  await page.reload();
  await page.getByRole("heading", { name: "HomeOps is out of reach" }).waitFor(PATIENCE);
  await page.getByText(/^Last reached .+\d.*\.$/).waitFor();
  await page.setViewportSize(PHONE);
  await screenshot(page, "offline");
  await page.setViewportSize(DESKTOP);
  const { paths, text } = await cached(page);
  expect(paths).toContain("/index.html");
  expect(paths.filter((one) => !/^\/(assets\/[\w-]+\.js|[\w-]+\.(html|svg|png|webmanifest))$/.test(one))).toEqual([]);
  for (const word of ["Terraced house", "sensor.living_room", token]) expect(text).not.toContain(word);
  const kept = await page.evaluate(() => Object.keys(localStorage).sort());
  expect(kept).toEqual(["homeops-brightness", "homeops-last-answer"]);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);

  await homeops.start();
  await page.getByRole("heading", { name: "Measured in this home" }).waitFor(PATIENCE);
  await homeops.kill();
  await page.getByText("Connection to HomeOps lost").waitFor(PATIENCE);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("HomeOps does not answer, so this browser is still signed in.").waitFor();
  await homeops.start();
  await page.getByText("Connection to HomeOps lost").waitFor({ ...PATIENCE, state: "detached" });
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("API token").waitFor(PATIENCE);
  const left = await page.evaluate(async () => ({
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    stored: Object.keys(localStorage),
  }));
  expect(left).toEqual({ caches: [], workers: 0, stored: ["homeops-brightness"] });
}, 240_000);

it("takes a new version over when somebody wishes, all of its files at once", async () => {
  await using folder = await temporaryDirectory("versions");
  const served = path.join(folder.path, "served");
  await buildPage(served);
  await using home = await startSmallHouse();
  await using guest = await visit({ pageFolder: served });
  const { page, context, homeops, complaints } = guest;
  await signIn(guest);
  await connect(page, home);
  await isKept(page);
  const [before] = (await cached(page)).names;

  await using changed = await changedSource();
  await buildPage(served, changed.page);
  await page.reload(); // the old version still, whole; the browser looks for another one meanwhile
  await page.getByText("A new version of HomeOps is here.").waitFor(PATIENCE);
  await goTo(page, "Kept"); // never loaded before, and no longer on the server
  await page.getByRole("button", { name: "Pause remembering" }).waitFor();
  await page.getByRole("heading", { level: 1, name: "What is kept" }).waitFor();
  const other = await context.newPage();
  await other.goto(homeops.url);
  await other.getByText("A new version of HomeOps is here.").waitFor(PATIENCE);

  await page.getByRole("button", { name: "Reload" }).click();
  await page.getByRole("heading", { level: 1, name: "What is remembered" }).waitFor(PATIENCE);
  expect(await page.getByText("A new version of HomeOps is here.").count()).toBe(0);
  const { names } = await cached(page);
  expect(names).toHaveLength(1);
  expect(names).not.toEqual([before]);
  await other.getByRole("button", { name: "Reload" }).click();
  await other.getByRole("link", { name: "Kept", exact: true }).click();
  await other.getByRole("heading", { level: 1, name: "What is remembered" }).waitFor(PATIENCE);
  expect(complaints).toEqual([]);
}, 240_000);

it("keeps nothing where one file is not the one that was built with the others", async () => {
  await using folder = await temporaryDirectory("mixed");
  await buildPage(folder.path);
  const file = path.join(folder.path, "icon.svg");
  await writeFile(file, (await readFile(file, "utf8")).replace("HomeOps", "HomeOps 2"));
  await using guest = await visit({ pageFolder: folder.path });
  const outcome = await guest.page.evaluate(async () => {
    const { installing } = await navigator.serviceWorker.register("worker.js");
    const ended = Promise.withResolvers<string>();
    installing?.addEventListener("statechange", () => ended.resolve(installing.state));
    return { state: await ended.promise, caches: await caches.keys() };
  });
  expect(outcome).toEqual({ state: "redundant", caches: [] });
}, 120_000);

it("can be installed: a browser finds nothing that is missing", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page, context, homeops } = guest;
  await signIn(guest);
  await connect(page, home);
  await isKept(page);
  const devtools = await context.newCDPSession(page);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  expect(installabilityErrors).toEqual([]);
  const { url, errors, data } = await devtools.send("Page.getAppManifest");
  expect([url, errors]).toEqual([`${homeops.url}/homeops.webmanifest`, []]);
  const { icons } = JSON.parse(data ?? "") as { icons: { src: string; sizes: string; type: string }[] };
  for (const { src, sizes, type } of icons) {
    const answer = await fetch(`${homeops.url}/${src}`);
    expect(answer.headers.get("content-type")).toBe(type);
    if (type === "image/png") expect(sizeOf(Buffer.from(await answer.arrayBuffer()))).toBe(sizes);
  }
}, 120_000);

/** PNG, 11.2.2 IHDR: width and height follow the signature, a length and a name. */
const sizeOf = (png: Buffer): string => `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;

/** The source of the page with another title in it, where its imports of the server are found too. */
async function changedSource() {
  const folder = await mkdtempDisposable(path.resolve("frontend-card/dist/changed-"));
  const filter = (file: string) => !file.endsWith(".test.ts");
  for (const part of ["page", "data"])
    await cp(path.resolve("frontend-card", part), path.join(folder.path, part), { recursive: true, filter });
  const file = path.join(folder.path, "page/words/places-en.ts");
  const text = await readFile(file, "utf8");
  expect(text).toContain('"What is kept"');
  await writeFile(file, text.replace('"What is kept"', '"What is remembered"'));
  return { page: path.join(folder.path, "page"), [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}
