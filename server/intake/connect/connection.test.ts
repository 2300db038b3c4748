import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Refusal } from "../../refusal.ts";
import type { Connection } from "./connection.ts";
import { hurriedClock } from "./hurried-clock.ts";
import type { Link } from "./link.ts";
import { pretendHome } from "./pretend-home.ts";
import type { Change } from "./standing.ts";
import { answering, becomes, connected, opened } from "./watched-connection.ts";

const STATES = { type: "get_states" };

describe("a connection", () => {
  it("is live once the new link was taken up, and comes back with a new link after a loss", async () => {
    const home = await opened();
    const links: Link[] = [];
    const met = async (link: Link) => void links.push(link);
    const { connection, states, changes } = connected(home, { met });
    await becomes(connection, "live");
    home.sockets[0]!.terminate();
    await expect.poll(states).toEqual(["catching up", "live", "connecting", "catching up", "live"]);
    expect(links).toHaveLength(2);
    expect(connection.link).toBe(links[1]);
    expect(changes[2]).toMatchObject({
      previous: "live",
      reason: "Home Assistant closed the connection (1006).",
      attempt: 1,
    });
    expect(connection.counters.links).toBe(2);
  });

  it("tells whoever takes up a link that it ended, and does not call it live", async () => {
    const home = await opened();
    const signals: AbortSignal[] = [];
    const met = (link: Link, signal: AbortSignal) => {
      signals.push(signal);
      return link.call({ type: "slow" }, z.null()).then(() => {});
    };
    home.answers = ({ type }) => type === "slow" && signals.length === 1;
    const { connection, states } = connected(home, { met });
    await expect.poll(() => signals.length).toBe(1);
    home.sockets[0]!.terminate();
    await becomes(connection, "live");
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(states()).toEqual(["catching up", "unreachable", "catching up", "live"]);
  });

  it.each([
    ["says why where a refusal stood in the way", new Refusal("full", "The disk is full."), "The disk is full."],
    ["keeps a bug to its log", new Error("x is undefined"), expect.stringContaining("its log says more")],
  ])("closes a link that cannot be taken up, and %s", async (_, trouble, reason) => {
    const home = await opened();
    let calls = 0;
    const met = async () => {
      if (++calls === 1) throw trouble;
    };
    const { connection, changes } = connected(home, { met });
    await becomes(connection, "live");
    expect(changes.map(({ state }) => state)).toEqual(["catching up", "unreachable", "catching up", "live"]);
    expect(changes[1]!.reason).toEqual(reason);
  });

  it("rejects at once what is asked of a lost link by whoever hears of the loss", async () => {
    const home = await opened();
    const asked: Promise<unknown>[] = [];
    let link: Link | undefined;
    const met = async (next: Link) => {
      link = next;
    };
    const changed = ({ state }: Change) => {
      if (state === "connecting")
        asked.push(link!.subscribe({ type: "subscribe_events" }, () => {}).catch((e) => e.code));
    };
    const { connection } = connected(home, { met, changed });
    await becomes(connection, "live");
    home.sockets[0]!.terminate();
    await expect.poll(() => asked.length).toBe(1);
    expect(await asked[0]).toBe("not_connected");
    await becomes(connection, "live");
  });

  it("goes on where the one it tells throws", async () => {
    const home = await opened();
    const changed = () => {
      throw new Error("full audit log");
    };
    const { connection, log } = connected(home, { changed });
    await becomes(connection, "live");
    expect(log.lines).toContainEqual(expect.stringContaining("a callback of the connection threw"));
  });

  it("waits for a home that is not there yet, and finds it within ten seconds", async () => {
    const gone = await pretendHome();
    await gone[Symbol.asyncDispose]();
    const clock = hurriedClock(8);
    const { connection, changes } = connected(gone, { clock });
    await becomes(connection, "unreachable");
    expect(connection.reason).toBe("Nothing answers at the address (ECONNREFUSED). Is Home Assistant running?");
    await clock.sleep({ seconds: 20 });
    expect(changes).toHaveLength(1);
    await opened({ port: gone.port });
    const from = clock.now();
    await becomes(connection, "live");
    expect(clock.now() - from).toBeLessThan(10_000);
  });

  it("stops, and says so, wherever it stands", async () => {
    const home = await opened();
    const { connection } = connected(home);
    await becomes(connection, "live");
    await connection[Symbol.asyncDispose]();
    expect(connection.state).toBe("stopped");
    const never = connected(home);
    await never.connection[Symbol.asyncDispose]();
    expect(never.connection.state).toBe("stopped");
  });
});

describe("a wrong answer", () => {
  it.each([
    [403, "refused", "Home Assistant has banned the address of HomeOps (HTTP 403)."],
    [404, "unreachable", "There is no Home Assistant at this path"],
    [502, "unreachable", "it is not up yet (HTTP 502)"],
  ])("of HTTP %i makes it %s", async (status, state, sentence) => {
    const { connection } = connected(await opened(answering(status)));
    await becomes(connection, state as Connection["state"]);
    expect(connection.reason).toContain(sentence);
  });

  it("that redirects is not followed", async () => {
    const canary = await opened();
    const location = `http://127.0.0.1:${canary.port}/api/websocket`;
    const { connection } = connected(await opened(answering(302, { location })));
    await becomes(connection, "unreachable");
    expect(connection.reason).toContain("redirects elsewhere");
    await new Promise((done) => setTimeout(done, 100));
    expect(canary.sockets).toEqual([]);
  });
});

it("twenty clients do not return in a herd", async () => {
  const home = await pretendHome();
  const clock = hurriedClock(4);
  const connections = Array.from({ length: 20 }, () => connected(home, { clock }).connection);
  await Promise.all(connections.map((connection) => becomes(connection, "live")));
  await home[Symbol.asyncDispose]();
  await clock.sleep({ seconds: 12 });
  const arrivals: number[] = [];
  const back = await opened({ port: home.port });
  back.answers = ({ type }) => {
    if (type === "supported_features") arrivals.push(clock.now());
    return false;
  };
  await Promise.all(connections.map((connection) => becomes(connection, "live")));
  const together = arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + 250).length);
  expect(arrivals).toHaveLength(20);
  expect(Math.max(...arrivals) - Math.min(...arrivals)).toBeGreaterThan(2_000);
  expect(Math.max(...together)).toBeLessThan(10);
});

it("a command that waits when the home restarts is told so, and not left open", async () => {
  const home = await opened();
  home.answers = ({ type }) => type === "get_states";
  const { connection } = connected(home);
  await becomes(connection, "live");
  const waiting = connection.link!.call(STATES, z.null());
  await expect.poll(() => home.heard.length).toBe(2);
  home.sockets[0]!.close(1001);
  await expect(waiting).rejects.toMatchObject({ code: "not_connected" });
});
