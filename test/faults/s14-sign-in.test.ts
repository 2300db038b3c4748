import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startSmallHouse } from "#demo/testing.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import { startHomeOps } from "#server/testing.ts";
import { signIn, visit } from "../browser/visit.ts";
import { figure, isFull } from "./figures.ts";

type Instance = Awaited<ReturnType<typeof startHomeOps>>;
const MINUTE_MS = 60_000;
const RANDOM = isFull ? 2_000 : 100;

let own: Instance;
let foreign: Instance;
let aheadMs = 0;
const clock: Clock = { ...systemClock, now: () => Date.now() + aheadMs };
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  own = stack.use(await startHomeOps({ clock }));
  foreign = stack.use(await startHomeOps());
}, 120_000);
afterAll(() => stack.disposeAsync());

const ticketOf = ({ ticketUrl }: Instance): string => new URL(ticketUrl).searchParams.get("ticket") ?? "";

/** The cookie that a ticket is answered with. */
async function redeemed(query: string, { url }: Instance = own): Promise<string | undefined> {
  const answer = await fetch(`${url}/?${query}`, { redirect: "manual" });
  await answer.text();
  return answer.headers.get("set-cookie")?.split(";")[0];
}

const statusFor = async (headers: Record<string, string>): Promise<number> => {
  const all = { "content-type": "application/json", origin: own.url, ...headers };
  const answer = await fetch(`${own.url}/api/system/status`, { method: "POST", headers: all, body: "{}" });
  await answer.text();
  return answer.status;
};

/** Whether the live socket opens for it. */
function isHeard(cookie: string): Promise<boolean> {
  const socket = new WebSocket(`${own.url.replace("http", "ws")}/api/live`, { headers: { cookie, origin: own.url } });
  const opened = Promise.withResolvers<boolean>();
  socket.once("open", () => opened.resolve(true));
  socket.once("error", () => opened.resolve(false));
  return opened.promise.finally(() => socket.terminate());
}

/** One that is not what was given out: each letter another, cut, longer, in other cases and writings. */
function tampered(secret: string): string[] {
  const other = (letter: string) => (letter === "A" ? "B" : "A");
  const letters = [...secret].map((letter, at) => `${secret.slice(0, at)}${other(letter)}${secret.slice(at + 1)}`);
  return [
    ...letters,
    ...[
      "",
      secret.slice(1),
      secret.slice(0, -1),
      `${secret}A`,
      `A${secret}`,
      `${secret}=`,
      `${secret}%00`,
      `${secret}%0d%0a`,
    ],
    ...[secret.toUpperCase(), secret.toLowerCase(), [...secret].reverse().join(""), encodeURIComponent(`${secret} `)],
    ...["null", "undefined", "__proto__", "constructor", "*", "' or 1=1 --", "[object Object]"].map(encodeURIComponent),
  ].filter((one) => one !== secret);
}

/** S14: there is no OAuth and no `state`; what a browser signs in with is a ticket, once, or the API token, and then a cookie. */
it("S14: signs nobody in by a ticket, a session or a token that is tampered with, used, too old or another instance's", async () => {
  const tries = { ticket: 0, session: 0, token: 0 };
  const accepted: string[] = [];
  const mine = ticketOf(own);
  const ticket = async (query: string, why: string) => {
    tries.ticket++;
    if (await redeemed(query)) accepted.push(`ticket ${why}`);
  };
  for (const one of tampered(mine)) await ticket(`ticket=${one}`, "tampered");
  for (let n = 0; n < RANDOM; n++) await ticket(`ticket=${randomBytes(32).toString("base64url")}`, "guessed");
  await ticket(`ticket=${ticketOf(foreign)}`, "of another instance");
  for (const query of [
    `Ticket=${mine}`,
    `ticket[]=${mine}`,
    `state=${mine}`,
    `code=${mine}`,
    `ticket=x&ticket=${mine}`,
  ])
    await ticket(query, "by another name");

  const cookie = await redeemed(`ticket=${mine}`); // untouched by all that
  expect(cookie).toMatch(/^homeops_session=[\w-]{43}$/);
  const session = cookie?.split("=")[1] ?? "";
  expect([await statusFor({ cookie: cookie ?? "" }), await isHeard(cookie ?? "")]).toEqual([200, true]);
  for (let n = 0; n < 3; n++) await ticket(`ticket=${mine}`, "replayed");
  await ticket(`ticket=${session}`, "made of a session");
  const late = ticketOf(own);
  aheadMs = 31 * MINUTE_MS;
  await ticket(`ticket=${late}`, "too old");
  aheadMs = 0;
  await ticket(`ticket=${late}`, "too old, after the clock was set back");

  const sessions = async (value: string, why: string) => {
    tries.session++;
    const shown = `homeops_session=${value}`;
    if ((await statusFor({ cookie: shown })) !== 401 || (await isHeard(shown))) accepted.push(`session ${why}`);
  };
  const foreignSession = (await redeemed(`ticket=${ticketOf(foreign)}`, foreign))?.split("=")[1] ?? "";
  expect(foreignSession).toHaveLength(43);
  for (const one of tampered(session)) await sessions(one, "tampered");
  await sessions(foreignSession, "of another instance");
  await sessions(ticketOf(own), "made of a ticket");
  await sessions(own.token, "made of the token");
  for (const origin of [foreign.url, "null", "https://evil.example"]) {
    tries.session++;
    if ((await statusFor({ cookie: cookie ?? "", origin })) !== 403) accepted.push(`session from ${origin}`);
  }
  await fetch(`${own.url}/api/session`, { method: "DELETE", headers: { cookie: cookie ?? "", origin: own.url } });
  await sessions(session, "after signing out");

  for (const one of [...tampered(own.token), foreign.token, session, mine]) {
    tries.token++;
    const isBearer = !/[%]/.test(one) && ![401, 429].includes(await statusFor({ authorization: `Bearer ${one}` }));
    const body = JSON.stringify({ token: one });
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${own.url}/api/session`, { method: "POST", headers, body });
    if (isBearer || answer.ok || answer.headers.has("set-cookie")) accepted.push(`token ${one}`);
  }
  expect(accepted).toEqual([]);
  figure(
    "S14",
    `tampered, guessed, used, too old, another instance's: ${tries.ticket} tickets, ${tries.session} sessions, ${tries.token} tokens, 0 accepted; in a browser no address signs anybody in twice`,
  );
}, 300_000);

it("S14: a browser that is led to an address with a used ticket is not signed in, and the ticket does not stay in its address", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page, homeops } = guest;
  const address = homeops.ticketUrl;
  await page.goto(address);
  await page.getByRole("heading", { name: "Connect your home" }).waitFor();
  expect(page.url()).toBe(`${homeops.url}/`);
  await homeops.ask("connections/add", { url: home.url, token: home.token, name: "Home" });
  await page.getByText(/^Live · \d+ entities/).waitFor({ timeout: 60_000 });
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");
  await page.goto(homeops.ticketUrl); // the worker lets tickets pass, and keeps none
  await page.getByText(/^Live · \d+ entities/).waitFor();
  expect(page.url()).toBe(`${homeops.url}/`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("API token").waitFor();
  await page.goto(address);
  await page.getByLabel("API token").waitFor();
  expect((await guest.context.cookies()).filter(({ value }) => value !== "")).toEqual([]);
  await signIn(guest);
  await page.getByText(/^Live · \d+ entities/).waitFor();
}, 120_000);
