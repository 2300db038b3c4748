import { describe, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "#server/clock.ts";
import { parseAddress } from "#server/intake/connect/address.ts";
import { type Connection, keepConnected } from "#server/intake/connect/connection.ts";
import type { Link } from "#server/intake/connect/link.ts";
import { goodToken } from "#server/intake/connect/pretend-home.ts";
import type { Change } from "#server/intake/connect/standing.ts";
import { jsonLog } from "#server/log.ts";
import { atMostMs, figure, isFull } from "./figures.ts";
import { canMakeNamespaces, networkNamespace } from "./network-namespace.ts";

/** The full figure is five minutes; what the bars speak of happens in the first and the last seconds. */
const BLACKHOLE_SECONDS = isFull ? 300 : 20;
const inSeconds = (ms: number) => (ms / 1_000).toFixed(1);
const noHeartbeat = () => ({ async [Symbol.asyncDispose]() {} });

function watched(url: string, keepAlive?: typeof noHeartbeat) {
  const changes: Change[] = [];
  let events = 0;
  const connection = keepConnected({
    ...{ address: parseAddress(url, { allowPrivate: true }), token: goodToken, keepAlive },
    ...{ clock: systemClock, log: jsonLog("silent"), changed: (change) => changes.push(change) },
    async met(link: Link) {
      await link.subscribe({ type: "subscribe_events" }, () => events++);
    },
  });
  return { connection, changes, events: () => events, [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose]() };
}

const becomesLive = (connection: Connection, timeout = 10_000) =>
  expect.poll(() => connection.state, { timeout, interval: 20 }).toBe("live");

/** Asks once a second, and notes for how long each question stayed open. */
async function askAlong(connection: Connection, seconds: number): Promise<number[]> {
  const asked: Promise<number>[] = [];
  for (let second = 0; second < seconds; second++) {
    const from = performance.now();
    const waited = () => performance.now() - from;
    const link = connection.link;
    if (link) asked.push(link.call({ type: "get_states" }, z.null()).then(waited, waited));
    await systemClock.sleep({ seconds: 1 });
  }
  return Promise.race([Promise.all(asked), systemClock.sleep({ seconds: 1 }).then(() => [Number.POSITIVE_INFINITY])]);
}

describe.skipIf(!canMakeNamespaces)("R4: a half-open network", () => {
  it(
    "is noticed within 30 s, tells what waits within 15 s, and is over 10 s after it heals",
    async () => {
      await using network = await networkNamespace();
      const port = await network.start(`${import.meta.dirname}/r4-home.ts`, network.host);
      await using defended = watched(`http://${network.host}:${port}`);
      await using defenceless = watched(`http://${network.host}:${port}`, noHeartbeat);
      await becomesLive(defended.connection);
      await becomesLive(defenceless.connection);
      await expect.poll(defended.events).toBeGreaterThan(5);

      await network.blackhole();
      const from = Date.now();
      const [waits, waitsWithout] = await Promise.all([
        askAlong(defended.connection, BLACKHOLE_SECONDS),
        askAlong(defenceless.connection, BLACKHOLE_SECONDS),
      ]);
      const noticed = defended.changes.find(({ previous }) => previous === "live");
      const noticedMs = (noticed?.sinceMs ?? Number.POSITIVE_INFINITY) - from;
      expect(noticedMs).toBeLessThanOrEqual(atMostMs(30_000));
      expect(Math.max(...waits)).toBeLessThanOrEqual(atMostMs(15_000));
      expect(defenceless.connection.state, "without the heartbeat nothing is noticed").toBe("live");
      expect(Math.max(...waitsWithout), "and questions stay open").toBeGreaterThan(15_000);

      const before = defended.events();
      await network.heal();
      const healed = Date.now();
      await becomesLive(defended.connection, atMostMs(15_000));
      const backMs = Date.now() - healed;
      expect(backMs).toBeLessThanOrEqual(atMostMs(10_000));
      await expect.poll(defended.events).toBeGreaterThan(before);
      figure(
        "R4",
        `half-open for ${BLACKHOLE_SECONDS} s: noticed after ${inSeconds(noticedMs)} s, longest question ${inSeconds(Math.max(...waits))} s, live ${inSeconds(backMs)} s after the heal`,
      );
    },
    (BLACKHOLE_SECONDS + 60) * 1000,
  );
});
