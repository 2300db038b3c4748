import { fork } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { z } from "zod";
import { feed } from "#server/feed.ts";
import { startHomeOps } from "#server/testing.ts";
import { residentMegabytes } from "./answers.ts";
import { atMostMs, figure, isFull } from "./figures.ts";
import type { Heard, Wanted } from "./r12-clients.ts";

const CLIENTS = { readers: 95, stalled: 5 };
const SECONDS = isFull ? 60 : 16;
const EVERY_MS = 10;

type Item = { n: number; at: number; text: string };
const listeners = new Set<(n: number) => void>();
const numbers = feed({
  name: "room/numbers",
  summary: "A hundred changes a second",
  scope: "server",
  input: z.strictObject({ bytes: z.int().default(0) }),
  item: z.object({ n: z.int(), at: z.number(), text: z.string() }),
  async open({ bytes }, _, send: (items: readonly Item[]) => void) {
    const text = "x".repeat(bytes);
    const tell = (n: number) => send([{ n, at: Date.now(), text }]);
    listeners.add(tell);
    return { snapshot: [], close: () => void listeners.delete(tell) };
  },
});

it("R12: of 100 clients five do not read, at 100 changes a second: they are dropped, and nobody else waits or misses one", async () => {
  await using homeops = await startHomeOps({ capabilities: [{ name: "room", feeds: [numbers] }] });
  await using stack = new AsyncDisposableStack();
  const child = stack.adopt(fork(new URL("r12-clients.ts", import.meta.url)), (it) => void it.kill("SIGKILL"));
  const before = residentMegabytes(process.pid);
  let n = 0;
  const began = performance.now();
  const telling = setInterval(() => {
    for (; n < (performance.now() - began) / EVERY_MS; n++) for (const tell of listeners) tell(n);
  }, EVERY_MS);
  stack.defer(() => clearInterval(telling));
  const { url, token } = homeops;
  child.send({ url, token, ...CLIENTS, seconds: SECONDS } satisfies Wanted);
  await once(child, "message");
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, residentMegabytes(process.pid) - before);
  }, 250);
  stack.defer(() => clearInterval(watching));
  const [heard] = (await once(child, "message")) as [Heard];

  const metrics = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
  expect(metrics).toContain(`homeops_live_dropped_total ${CLIENTS.stalled}\n`);
  expect(listeners.size).toBe(2 * CLIENTS.readers + CLIENTS.stalled);
  const lags = heard.lags.toSorted((one, other) => one - other);
  const p95 = lags[Math.floor(lags.length * 0.95)] ?? Number.POSITIVE_INFINITY;
  expect([heard.missed, heard.connected]).toEqual([0, CLIENTS.readers + CLIENTS.stalled]);
  expect(heard.deltas).toBeGreaterThan(CLIENTS.readers * n * 0.5);
  expect(p95).toBeLessThanOrEqual(atMostMs(250));
  expect(most).toBeLessThanOrEqual(isFull ? 50 : 200);
  figure(
    "R12",
    `100 clients, 5 of them not reading, ${1_000 / EVERY_MS} changes/s for ${SECONDS} s, 100 more connecting midway: 5 dropped, ${heard.deltas} changes heard and 0 missed, p95 ${p95} ms, + ${Math.round(most)} MiB`,
  );
}, 240_000);
