import dns from "node:dns/promises";
import { syncBuiltinESMExports } from "node:module";
import { isIP, type LookupFunction, Socket } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { systemClock } from "#server/clock.ts";
import { readOptions } from "#server/options.ts";
import { chatModel } from "#server/surfaces/ask/model/chat-model.ts";
import { byName, byNumber, byTrick, names } from "./s4-corpus.ts";

const forbidden = [...byNumber, ...byTrick, ...byName];
const reached: unknown[] = [];
const { lookup } = dns;
const noPacket = new Error("no packet leaves the test");

/** S4: the address of a language model leads into no cloud's and no Supervisor's inside. No packet is sent, whatever fails. */
beforeAll(() => {
  const { connect } = Socket.prototype;
  vi.spyOn(Socket.prototype, "connect").mockImplementation(function (this: Socket, ...to: unknown[]) {
    const options = (Array.isArray(to[0]) ? to[0][0] : to[0]) as { host: string; lookup: LookupFunction };
    const { host, lookup } = options;
    if (isIP(host)) {
      reached.push(host);
      setImmediate(() => this.destroy(noPacket));
      return this;
    }
    options.lookup = (name, how, done) =>
      lookup(name, how, (error, found) => {
        if (!error) reached.push(found);
        done(error ?? noPacket, "", 0);
      });
    return Reflect.apply(connect, this, to) as Socket;
  });
  const onPaper = async (name: string) =>
    (names[name.toLowerCase()] ?? ["fe80::1"]).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  Object.assign(dns, { lookup: onPaper });
  syncBuiltinESMExports();
});
afterAll(() => {
  vi.restoreAllMocks();
  Object.assign(dns, { lookup });
  syncBuiltinESMExports();
});

async function refusal(url: string): Promise<unknown> {
  try {
    const { provider } = readOptions({
      HOMEOPS_LANGUAGE_MODEL_URL: url,
      HOMEOPS_LANGUAGE_MODEL_NAME: "m",
    }).languageModel;
    if (!provider) throw new Error("no address was read");
    return await chatModel(provider, systemClock).answer({ name: "t", instructions: "", data: {} }, { seconds: 5 });
  } catch (error) {
    return error;
  }
}

it.each(forbidden)("leads nowhere as %j", async (url) => {
  expect(await refusal(url)).toMatchObject({ code: expect.stringMatching(/^bad_(address|options)$/) });
  expect(reached).toEqual([]);
});

it("is tried where the owner has put it, also at home", async () => {
  for (const url of ["http://127.0.0.1:11434/v1", "http://192.168.1.5:8080/v1"])
    expect(await refusal(url)).toMatchObject({ code: "model_away" });
  expect(reached).toHaveLength(2);
});
