import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import type { HomeOps } from "#server/homeops.ts";
import { startHomeOps } from "#server/testing.ts";
import { buildPageIfStale } from "../../frontend-card/build.ts";
import { startChromium } from "../world/chromium.ts";

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** What a page complained of: errors, warnings, and whatever the policy for its contents forbade. */
export type Complaints = string[];

export interface Visit extends AsyncDisposable {
  homeops: HomeOps & { token: string };
  context: BrowserContext;
  page: Page;
  complaints: Complaints;
}

/** HomeOps itself, and a browser with a fresh profile that stands before its door. */
export async function visit(options: Parameters<typeof startHomeOps>[0] = {}, flags: string[] = []): Promise<Visit> {
  await buildPageIfStale();
  await using stack = new AsyncDisposableStack();
  const homeops = stack.use(await startHomeOps(options));
  const { context } = stack.use(await startChromium(DESKTOP, flags));
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(homeops.url);
  const owned = stack.move();
  return { homeops, context, page, complaints, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

function complaintsOf(page: Page): Complaints {
  const complaints: Complaints = [];
  page.on("console", (message) => {
    if (message.text().startsWith("Failed to load resource")) return; // told below, with what was asked
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("response", (answer) => {
    if (answer.status() >= 400)
      complaints.push(`${answer.status()} ${answer.url()} ${answer.request().postData() ?? ""}`);
  });
  page.on("requestfailed", (request) => {
    const { errorText = "" } = request.failure() ?? {};
    if (errorText !== "net::ERR_ABORTED") complaints.push(`${errorText} ${request.url()}`);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}

export async function signIn({ page, homeops }: Pick<Visit, "page" | "homeops">): Promise<void> {
  await page.getByLabel("API token").fill(homeops.token);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Fills in the form and connects. */
export async function connect(
  page: Page,
  { url, token }: { url: string; token: string },
  name = "Home",
): Promise<void> {
  await page.getByLabel("Address of Home Assistant").fill(url);
  await page.getByLabel("Long-lived access token").fill(token);
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

/** By the navigation, as a person goes there. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Places" })
    .getByRole("link", { name: place, exact: true })
    .first()
    .click();
  await page.locator("main h1").waitFor();
}

/** A picture for people to look at, below `HOMEOPS_SCREENSHOTS`; without it only waits until the page is drawn, which is cheaper. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.HOMEOPS_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
  else await page.evaluate(drawn);
}

/** Runs in the page; one that lies behind another is not drawn. */
const drawn = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 300);
  });
