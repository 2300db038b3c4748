import { describe, expect, it } from "vitest";
import { systemClock } from "#server/clock.ts";
import { type Address, parseAddress } from "#server/intake/connect/address.ts";
import { noCounts } from "#server/intake/connect/counters.ts";
import { dial, type Network } from "#server/intake/connect/dial.ts";
import { openLink } from "#server/intake/connect/open-link.ts";
import { jsonLog } from "#server/log.ts";
import { mayReach } from "#server/reach.ts";
import { Secret } from "#server/secret.ts";
import { allowed, byName, byNumber, byTrick, names } from "./s4-corpus.ts";
import { paperNetwork } from "./s4-network.ts";

const HOME = { allowPrivate: true };
const forbidden = [...byNumber, ...byTrick, ...byName];
const noGuard = { mayReach: () => true, followRedirects: true };
const resolve = (name: string) =>
  names[name] ?? (name === "ha.example.org" ? ["93.184.216.34"] : ["fe80::1", "192.168.1.5"]);

/** Dials and waits until it came to nothing, which it always does on paper. */
async function dialOut(address: Address, network: Network, guard?: typeof noGuard): Promise<Error | undefined> {
  const { socket } = dial(address, network, guard);
  let failure: Error | undefined;
  socket.on("error", (error) => {
    failure = error;
  });
  await new Promise((done) => socket.on("close", done));
  return failure;
}

async function defended(url: string, network: Network): Promise<Error | undefined> {
  try {
    return await dialOut(parseAddress(url, HOME), network);
  } catch (error) {
    return error as Error;
  }
}

/** As the obvious program does it: any URL that a browser would take. */
function defenceless(url: string, network: Network): Promise<Error | undefined> {
  const { href, origin } = new URL(url);
  const websocketUrl = href.replace(/^http/, "ws").replace(/#.*/, "");
  return dialOut({ origin, base: origin, websocketUrl, reach: "home" }, network, noGuard);
}

describe("an address of Home Assistant", () => {
  it("has been tried in 200 forbidden forms", () => expect(new Set(forbidden).size).toBeGreaterThanOrEqual(200));

  it.each(forbidden)("leads nowhere as %j", async (url) => {
    const network = paperNetwork(resolve);
    expect(await defended(url, network)).toMatchObject({ code: "bad_address" });
    expect(network).toMatchObject({ reached: [], sent: [] });
  });

  it("would lead to the canary in each of these forms without the defence", async () => {
    const harmless: string[] = [];
    for (const url of forbidden) {
      const network = paperNetwork(resolve);
      await defenceless(url, network);
      if (network.reached.every((ip) => mayReach(ip, "home"))) harmless.push(url);
    }
    expect(harmless).toEqual([]);
  });

  it.each(allowed)("%s reaches %s and nothing else", async (url, target) => {
    const network = paperNetwork(resolve);
    await defended(url, network);
    expect(network.reached).toEqual([target]);
  });

  it("reaches the Supervisor by its exact name, inside the app only", async () => {
    const network = paperNetwork(resolve);
    await dialOut(parseAddress("http://supervisor/core", { ...HOME, supervisor: "http://supervisor" }), network);
    expect(network.reached).toEqual(["172.30.32.2"]);
    for (const url of ["http://172.30.32.2", "http://supervisor.", "http://hassio", "http://supervisor.evil.example"]) {
      const other = paperNetwork(() => ["172.30.32.2"]);
      const refused = await Promise.try(() =>
        dialOut(parseAddress(url, { ...HOME, supervisor: "http://supervisor" }), other),
      ).catch((e) => e);
      expect(refused).toMatchObject({ code: "bad_address" });
      expect(other.reached).toEqual([]);
    }
  });
});

describe("a name that changes its meaning", () => {
  const rebinding = () => {
    let asked = 0;
    return () => (asked++ === 0 ? ["192.168.1.5"] : ["169.254.169.254"]);
  };
  const address = parseAddress("http://rebind.evil.example", HOME);

  it("is looked up and checked at each attempt", async () => {
    const network = paperNetwork(rebinding());
    await dialOut(address, network);
    expect(await dialOut(address, network)).toMatchObject({ code: "bad_address" });
    expect(network.reached).toEqual(["192.168.1.5"]);
  });

  it("would lead to the canary without the defence", async () => {
    const network = paperNetwork(rebinding());
    await dialOut(address, network, noGuard);
    await dialOut(address, network, noGuard);
    expect(network.reached).toEqual(["192.168.1.5", "169.254.169.254"]);
  });
});

describe.each([301, 302, 303, 307, 308])("a redirect (HTTP %i)", (status) => {
  const answer = `HTTP/1.1 ${status} Elsewhere\r\nLocation: http://169.254.169.254/latest/meta-data\r\nContent-Length: 0\r\n\r\n`;
  const address = parseAddress("http://192.168.1.5:8123", HOME);

  it("is not followed, and no token is sent to anyone", async () => {
    const network = paperNetwork(resolve, answer);
    const token = new Secret("canary-token-55d0");
    const parts = { address, token, network, clock: systemClock, log: jsonLog("silent"), counters: noCounts() };
    await expect(openLink(parts)).rejects.toMatchObject({ code: "not_home_assistant" });
    expect(network.reached).toEqual(["192.168.1.5"]);
    expect(network.sent.join()).not.toContain(token.reveal());
  });

  it("would lead to the canary without the defence", async () => {
    const network = paperNetwork(resolve, answer);
    await dialOut(address, network, noGuard);
    expect(network.reached).toContain("169.254.169.254");
  });
});
