import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "../../clock.ts";
import { noCounts } from "./counters.ts";
import { openLink } from "./open-link.ts";
import { goodToken, listeningLog, type PretendHome, pretendHome } from "./pretend-home.ts";

const EVENTS = { type: "subscribe_events" };
const closing: AsyncDisposable[] = [];

afterEach(async () => {
  for (const each of closing.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

async function linked(parts: Partial<Parameters<typeof openLink>[0]> = {}) {
  const home = await pretendHome();
  const log = listeningLog();
  const counters = noCounts();
  closing.push(home);
  const link = await openLink({ address: home.address, token: goodToken, clock: systemClock, log, counters, ...parts });
  closing.push({ [Symbol.asyncDispose]: async () => (link.close(), void (await link.ended)) });
  return { home, link, log, counters };
}

const eventsFor = (home: PretendHome, ...numbers: number[]) =>
  numbers.map((n) => ({ id: lastSubscription(home), type: "event", event: { n } }));

const lastSubscription = (home: PretendHome) => home.heard.findLast(({ type }) => type === "subscribe_events")!.id;

describe("a link", () => {
  it("knows the version, asks for batches first and counts its ids upwards", async () => {
    const { home, link } = await linked();
    await Promise.all([link.ping(), link.call({ type: "get_states" }, z.null()), link.ping()]);
    expect(link.version).toBe("2026.11.0");
    expect(home.heard.map(({ id, type }) => [id, type])).toEqual([
      [1, "supported_features"],
      [2, "ping"],
      [3, "get_states"],
      [4, "ping"],
    ]);
  });

  it("delivers the rest of a batch when a listener throws, and reports the poison", async () => {
    const poison: unknown[] = [];
    const { home, link, counters } = await linked({ poisoned: (_, event) => poison.push(event) });
    const heard: unknown[] = [];
    await link.subscribe(EVENTS, (event) => {
      const { n } = event as { n: number };
      if (n === 2) throw new Error("bad event");
      heard.push(n);
    });
    home.push(...eventsFor(home, 1, 2, 3, 4, 5));
    await expect.poll(() => heard).toEqual([1, 3, 4, 5]);
    expect(poison).toEqual([{ n: 2 }]);
    expect(counters).toMatchObject({ events: 5, poisoned: 1 });
  });
});
