import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startHomeOps } from "#server/testing.ts";

type Item = { action: string; success: boolean; error: string | null; times: number; details: Record<string, unknown> };
type Page = { items: Item[]; cursor: string | null };
type Running = Awaited<ReturnType<typeof startHomeOps>>;

let homeops: Running;
beforeAll(async () => {
  homeops = await startHomeOps();
});
afterAll(() => homeops[Symbol.asyncDispose]());

const search = (input: object) => homeops.ask("audit/search", input) as Promise<Page>;
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${homeops.url}/api/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

it("has a row of every login, and of whoever was turned away, over HTTP and on the live socket", async () => {
  const signedIn = await post("session", { token: homeops.token });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect((await post("session", { token: "guess" })).status).toBe(401);
  expect((await post("memory/search", {}, { authorization: "Bearer guess" })).status).toBe(401);
  expect((await post("people/list", {}, { cookie, origin: "http://elsewhere.example" })).status).toBe(403);
  await fetch(`${homeops.url}/api/session`, { method: "DELETE", headers: { cookie, origin: homeops.url } });
  await said({ type: "auth", token: "guess" });
  await said({ type: "auth", token: homeops.token });
  const expected = [
    ["sign in by token", true, undefined],
    ["sign in by token", false, "unauthorized"],
    ["memory/search", false, "unauthorized"],
    ["people/list", false, "foreign_origin"],
    ["sign out", true, undefined],
    ["sign in on the live socket", false, "unauthorized"],
    ["sign in on the live socket", true, undefined],
  ];
  const told = async () =>
    (await search({ is_security: true, text: "127.0.0.1" })).items.map(({ action, success, details }) =>
      JSON.stringify([action, success, details.refused]),
    );
  await expect
    .poll(async () => (await told()).toSorted(), { timeout: 30_000 })
    .toEqual(expected.map((row) => JSON.stringify(row)).toSorted());
});

it("finds by time, action, result and words, page by page, and proves that all is there", async () => {
  await expect(homeops.ask("connections/add", { url: "nowhere", token: "x" })).rejects.toThrow();
  const failed = await search({ action: "conn", success: false, text: "127.0.0.1" });
  expect(failed.items).toEqual([]);
  const [row] = (await search({ action: "conn", success: false })).items;
  expect(row?.error).toBeTruthy();
  expect((await search({ to: "2020-01-01T00:00:00Z" })).items).toEqual([]);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = await search({ limit: 3, to: new Date().toISOString(), ...(cursor && { cursor }) });
    seen.push(...page.items.map(({ action }) => action));
    cursor = page.cursor;
  } while (cursor);
  expect(seen.length).toBeGreaterThan(8);
  await expect(search({ cursor: "x" })).rejects.toMatchObject({ code: "bad_cursor" });
  const verdict = (await homeops.ask("audit/verify")) as { is_whole: boolean; head: object };
  expect(verdict).toMatchObject({ is_whole: true, broken: null });
  expect(await homeops.ask("audit/verify", { seen: verdict.head })).toMatchObject({ is_whole: true });
  expect(await homeops.ask("audit/verify", { seen: { number: 1, hash: "0".repeat(64) } })).toMatchObject({
    is_whole: false,
    broken: { what: "altered", number: 1 },
  });
});

it("is for whoever administers a home", async () => {
  const as = { nobody: true };
  for (const name of ["audit/search", "audit/verify"])
    await expect(homeops.ask(name, { as })).rejects.toMatchObject({ code: "forbidden" });
  const stranger = { person: crypto.randomUUID() };
  await expect(homeops.ask("audit/search", { as: stranger })).rejects.toMatchObject({ code: "forbidden" });
  expect((await search({ action: "audit/search", success: false })).items[0]?.details.refused).toBe("forbidden");
});

/** Says one thing on a socket of its own and waits for what comes back. */
async function said(message: object): Promise<void> {
  const socket = new WebSocket(`${homeops.url.replace("http", "ws")}/api/live`);
  await new Promise((resolve) => socket.once("message", resolve));
  socket.send(JSON.stringify(message));
  await new Promise((resolve) => socket.once("message", resolve));
  socket.close();
}
