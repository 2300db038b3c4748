import { fork } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type Clock, systemClock } from "#server/clock.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { figure, isFull } from "./figures.ts";

const LOGINS = isFull ? 10_000 : 300;
const SUPERVISOR = "127.0.0.2";
const ANNA = "0123456789abcdef0123456789abcdef";

let homeops: Awaited<ReturnType<typeof startHomeOps>>;
let aheadMs = 0;
const clock: Clock = { ...systemClock, elapsed: () => performance.now() + aheadMs };
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  const supervisor = { url: "http://127.0.0.1:9", address: SUPERVISOR, token: new Secret("none") };
  homeops = stack.use(await startHomeOps({ clock, options: { supervisor, ingressPort: 0, host: "0.0.0.0" } }));
}, 120_000);
afterAll(() => stack.disposeAsync());

type Asked = { from: string; port?: number; body: object; headers?: Record<string, string> };
type Answer = { status: number; retryAfter: number; code: string | undefined; cookie: string | undefined };

/** From one address of this machine or another. */
async function asked(path: string, { from, port = homeops.port, body, headers = {} }: Asked): Promise<Answer> {
  const sent = request({
    ...{ host: "127.0.0.1", port, localAddress: from, method: "POST", path },
    headers: { "content-type": "application/json", ...headers },
  });
  sent.end(JSON.stringify(body));
  const [answer] = await once(sent, "response");
  const said = answer.statusCode === 204 ? undefined : ((await json(answer)) as { error?: { code: string } });
  const [cookie] = answer.headers["set-cookie"] ?? [];
  const retryAfter = Number(answer.headers["retry-after"]);
  return { status: answer.statusCode, retryAfter, code: said?.error?.code, cookie: cookie?.split(";")[0] };
}
const signIn = (from: string, token: string, headers = {}) => asked("/api/session", { from, body: { token }, headers });
const bearer = (from: string, token: string) =>
  asked("/api/system/status", { from, body: {}, headers: { authorization: `Bearer ${token}` } });

it("S7: five wrong tokens in a quarter of an hour, whatever the caller claims to be; others are not kept out", async () => {
  const [attacker, owner] = ["127.0.0.66", "127.0.0.67"];
  const { cookie } = await signIn(attacker, homeops.token); // somebody of the house behind the same address
  const verdicts = new Map<number, number>();
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < LOGINS; n++) {
    const claimed = { "x-forwarded-for": `10.0.${n >> 8}.${n & 255}`, "x-real-ip": owner, forwarded: `for=${owner}` };
    const { status, retryAfter } = await signIn(attacker, `guess ${n}`, claimed);
    verdicts.set(status, (verdicts.get(status) ?? 0) + 1);
    if (status === 429) least = Math.min(least, retryAfter);
  }
  expect(Object.fromEntries(verdicts)).toEqual({ 401: 5, 429: LOGINS - 5 });
  expect(least).toBeGreaterThan(0);
  expect(await signIn(attacker, homeops.token)).toMatchObject({ status: 429, code: "too_many" }); // no oracle
  expect(await bearer(attacker, homeops.token)).toMatchObject({ status: 429 });
  expect(await bearer(attacker, "guess")).toMatchObject({ status: 429 });
  const socket = new WebSocket(`ws://127.0.0.1:${homeops.port}/api/live`, { localAddress: attacker });
  await once(socket, "message");
  socket.send(JSON.stringify({ type: "auth", token: homeops.token }));
  expect(JSON.parse(String((await once(socket, "message"))[0]))).toMatchObject({
    ok: false,
    error: { code: "too_many" },
  });

  const origin = `http://127.0.0.1:${homeops.port}`;
  const session = { cookie: cookie ?? "", origin, host: `127.0.0.1:${homeops.port}` };
  expect(await asked("/api/system/status", { from: attacker, body: {}, headers: session })).toMatchObject({
    status: 200,
  });
  expect(await signIn(owner, homeops.token)).toMatchObject({ status: 204 });
  const ingress = { "x-remote-user-id": ANNA, "x-remote-user-display-name": "Anna", "x-forwarded-for": attacker };
  const inside = { from: SUPERVISOR, port: homeops.ingressPort ?? 0, body: {}, headers: ingress };
  expect(await asked("/api/system/status", inside)).toMatchObject({ status: 200 });

  aheadMs += 15 * 60_000 + 1_000;
  expect(await signIn(attacker, homeops.token)).toMatchObject({ status: 204 });
  figure(
    "S7",
    `${LOGINS} logins with wrong tokens from one address, each claiming another: 5 tried, ${LOGINS - 5} x 429 with Retry-After; open sessions, other addresses and ingress were let in meanwhile`,
  );
}, 300_000);

it("S7: who has proven a token goes on with it while others guess behind the same address", async () => {
  const shared = "127.0.0.68";
  expect(await bearer(shared, homeops.token)).toMatchObject({ status: 200 });
  for (let n = 0; n < 7; n++) await bearer(shared, `guess ${n}`);
  expect(await bearer(shared, "guess")).toMatchObject({ status: 429 });
  expect(await bearer(shared, homeops.token)).toMatchObject({ status: 200 });
});

it("S7: strangers who ask and ask are told to wait, and health is answered all the same", async () => {
  const from = "127.0.0.69";
  const statuses: number[] = [];
  for (let n = 0; n < 310; n++) statuses.push((await asked("/api/system/status", { from, body: {} })).status);
  expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
  expect((await fetch(`${homeops.url}/api/health`)).status).toBe(200);
  aheadMs += 11_000;
  expect(await asked("/api/system/status", { from, body: {} })).toMatchObject({ status: 401 });
});

it("S7: a person has a share of their own, which takes nothing from others", async () => {
  const as = (user: string) => ({ authorization: `Bearer ${homeops.token}`, "x-homeops-user": user });
  const one = (user: string) => asked("/api/memory/timeline", { from: "127.0.0.1", body: [], headers: as(user) });
  const statuses = new Set<number>();
  for (let n = 0; n < 1_010; n++) statuses.add((await one("nobody")).status);
  expect(statuses.has(429)).toBe(true);
  expect((await one(ANNA)).status).not.toBe(429);
}, 120_000);

it("S7: the limiter remembers 100,000 distinct callers in 20 MiB", async () => {
  const child = fork(new URL("s7-memory.ts", import.meta.url), { execArgv: ["--expose-gc"] });
  const [{ mebibytes, keys }] = (await once(child, "message")) as [{ mebibytes: number; keys: number }];
  await once(child, "exit");
  expect(keys).toBeGreaterThan(10_000);
  expect(mebibytes).toBeGreaterThan(0.5);
  expect(mebibytes).toBeLessThanOrEqual(20);
  figure("S7", `100,000 distinct callers: the limiter holds the last ${keys}, in ${mebibytes.toFixed(1)} MiB`);
});
