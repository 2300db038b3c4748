import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "../../clock.ts";
import { noCounts } from "./counters.ts";
import { hurriedClock } from "./hurried-clock.ts";
import { openLink } from "./open-link.ts";
import { goodToken, listeningLog, type PretendHome, pretendHome } from "./pretend-home.ts";

const EVENTS = { type: "subscribe_events" };
const STATES = { type: "get_states" };
const noHeartbeat = () => ({ async [Symbol.asyncDispose]() {} });
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
  closing.push({
    async [Symbol.asyncDispose]() {
      link.close();
      await link.ended;
    },
  });
  return { home, link, log, counters };
}

const refuse = (code: string, message = "starting") => ({ type: "result", success: false, error: { code, message } });
const lastSubscription = (home: PretendHome) => home.heard.findLast(({ type }) => type === "subscribe_events")!.id;
const eventsFor = (home: PretendHome, ...numbers: number[]) =>
  numbers.map((n) => ({ id: lastSubscription(home), type: "event", event: { n } }));

describe("a link", () => {
  it("knows the version, asks for batches first and counts its ids upwards", async () => {
    const { home, link } = await linked();
    await Promise.all([link.ping(), link.call(STATES, z.null()), link.ping()]);
    expect(link.version).toBe("2026.11.0");
    expect(home.heard.map(({ id, type }) => [id, type])).toEqual([
      [1, "supported_features"],
      [2, "ping"],
      [3, "get_states"],
      [4, "ping"],
    ]);
  });

  it("links with a Home Assistant too old for batches", async () => {
    const home = await pretendHome();
    closing.push(home);
    home.answers = ({ id, type }, reply) => {
      if (type === "supported_features") reply({ id, ...refuse("unknown_command") });
      return type === "supported_features";
    };
    const parts = { address: home.address, token: goodToken, clock: systemClock, log: listeningLog() };
    const link = await openLink({ ...parts, counters: noCounts() });
    expect(await link.call(STATES, z.null())).toBeNull();
    link.close();
  });

  it("tells by a code why a command was refused", async () => {
    const { home, link } = await linked();
    home.answers = ({ id }, reply) => {
      reply({ id, ...refuse("unauthorized", "Unauthorized") });
      return true;
    };
    const refusal = { code: "ha_unauthorized", message: "Home Assistant refused get_states: Unauthorized" };
    await expect(link.call(STATES, z.null())).rejects.toMatchObject(refusal);
  });

  it("refuses an answer of another shape than asked for", async () => {
    const { link } = await linked();
    await expect(link.call(STATES, z.array(z.string()))).rejects.toMatchObject({ code: "unknown_answer" });
  });

  it("rejects a command past its deadline, and takes no notice of the late answer", async () => {
    const { home, link, counters } = await linked();
    home.answers = ({ id }, reply) => {
      setTimeout(reply, 150, { id, type: "result", success: true, result: "late" });
      return true;
    };
    await expect(link.call(STATES, z.string(), { deadlineSeconds: 0.05 })).rejects.toMatchObject({ code: "timed_out" });
    await expect.poll(() => counters).toMatchObject({ timedOut: 1, strays: 1 });
  });
});

describe("events", () => {
  it("reach the rest of a batch when a listener throws, and the poison is reported", async () => {
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

  it("are logged once, not each time, where nobody takes the poison", async () => {
    const { home, link, log, counters } = await linked();
    await link.subscribe(EVENTS, () => {
      throw new Error("bad event");
    });
    home.push(...eventsFor(home, 1, 2, 3));
    await expect.poll(() => counters.poisoned).toBe(3);
    expect(log.lines).toHaveLength(1);
  });

  it("come again after a subscription was rejected by a Home Assistant that still starts", async () => {
    const { home, link, counters } = await linked();
    let rejections = 2;
    home.answers = ({ id, type }, reply) => {
      if (type !== "subscribe_events" || rejections-- <= 0) return false;
      reply({ id, ...refuse("home_assistant_error") });
      return true;
    };
    const heard: unknown[] = [];
    await link.subscribe(EVENTS, (event) => heard.push(event));
    home.push(...eventsFor(home, 99));
    await expect.poll(() => heard).toEqual([{ n: 99 }]);
    expect(counters.resubscribed).toBe(2);
  });

  it("are given up at once where the token has no right to them", async () => {
    const { home, link } = await linked();
    home.answers = ({ id }, reply) => {
      reply({ id, ...refuse("unauthorized") });
      return true;
    };
    await expect(link.subscribe(EVENTS, () => {})).rejects.toMatchObject({ code: "ha_unauthorized" });
  });

  it("are called off where the answer to the subscription never came", async () => {
    const { home, link } = await linked();
    let isMute = true;
    home.answers = ({ type }) => type === "subscribe_events" && isMute;
    const subscribed = link.subscribe(EVENTS, () => {}, { deadlineSeconds: 0.05 });
    await expect.poll(() => home.heard.length).toBe(2);
    const forgotten = lastSubscription(home);
    isMute = false;
    await subscribed;
    home.push({ id: forgotten, type: "event", event: {} });
    await expect.poll(() => home.heard).toContainEqual(expect.objectContaining({ subscription: forgotten }));
  });

  it("stop after unsubscribing, and a lost link is no reason to complain then", async () => {
    const { home, link } = await linked();
    const heard: unknown[] = [];
    const first = await link.subscribe(EVENTS, (event) => heard.push(event));
    await first.unsubscribe();
    home.push(...eventsFor(home, 1));
    const second = await link.subscribe(EVENTS, () => {});
    link.close();
    await second.unsubscribe();
    expect(heard).toEqual([]);
    expect(home.heard).toContainEqual(expect.objectContaining({ type: "unsubscribe_events" }));
  });
});

describe("a frame that cannot be read", () => {
  it("is counted and ends the link with 1007, and what waits is told", async () => {
    const { home, link, counters } = await linked();
    home.answers = () => true;
    const code = new Promise((resolve) => home.sockets[0]!.on("close", resolve));
    const waiting = link.call(STATES, z.null());
    home.pushText('{"id":');
    await expect(waiting).rejects.toMatchObject({ code: "not_connected" });
    expect(await link.ended).toMatchObject({ why: "malformed" });
    expect(await code).toBe(1007);
    expect(counters.malformed).toBe(1);
  });

  it("may also break the rules of websocket", async () => {
    const { home, link, counters } = await linked();
    home.sockets[0]!.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect(await link.ended).toMatchObject({ why: "malformed" });
    expect(counters.malformed).toBe(1);
  });
});

describe("a half-open link", () => {
  const muted = async (parts: Partial<Parameters<typeof openLink>[0]> = {}) => {
    const { home, link } = await linked({ clock: hurriedClock(20), ...parts });
    home.answers = () => true;
    return { home, link };
  };

  it("is noticed within 30 s, and what waits is told within 15 s", async () => {
    const clock = hurriedClock(20);
    const { link } = await muted({ clock });
    const from = clock.now();
    await expect(link.call(STATES, z.null())).rejects.toMatchObject({ code: "not_connected" });
    expect(clock.now() - from).toBeLessThan(16_000);
    expect(await link.ended).toMatchObject({ why: "silent" });
  });

  it("would not be noticed without the heartbeat", async () => {
    const { link } = await muted({ keepAlive: noHeartbeat });
    await expect(link.call(STATES, z.null())).rejects.toMatchObject({ code: "timed_out" });
  });

  it("is told from one that sends a long answer slowly", async () => {
    const { home, link } = await muted();
    const answer = JSON.stringify({ id: 2, type: "result", success: true, result: "x".repeat(40) });
    const waiting = link.call(STATES, z.string(), { deadlineSeconds: 120 });
    for (const [index, letter] of [...answer].entries()) {
      home.sockets[0]!.send(letter, { fin: index === answer.length - 1 });
      await systemClock.sleep({ milliseconds: 20 });
    }
    expect(await waiting).toBe("x".repeat(40));
  });
});

it("a stall of our own process does not end a healthy link", async () => {
  const clock = hurriedClock(20);
  const { link } = await linked({ clock });
  const pinged = systemClock.now();
  while (systemClock.now() < pinged + 1_000); // twenty seconds on that clock
  await clock.sleep({ seconds: 30 });
  expect(await link.call(STATES, z.null())).toBeNull();
});

describe("a link that ended", () => {
  it("rejects new commands and subscriptions instead of leaving them open", async () => {
    const { home, link } = await linked();
    home.sockets[0]!.terminate();
    expect(await link.ended).toMatchObject({ why: "dropped" });
    await expect(link.call(STATES, z.null())).rejects.toMatchObject({ code: "not_connected" });
    await expect(link.subscribe(EVENTS, () => {})).rejects.toMatchObject({ code: "not_connected" });
  });
});
