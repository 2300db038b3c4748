import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import type { Way } from "./channel.ts";
import { lonelyHome, toSay } from "./testing.ts";
import { webhook } from "./webhook.ts";

const key = () => `whsec_${randomBytes(24).toString("base64")}`;
const everything = new AsyncDisposableStack();
const heard: { headers: IncomingHttpHeaders; body: string }[] = [];
let answer: (response: ServerResponse) => void = (response) => response.writeHead(204).end();
let url = "";
let way: Way;

beforeAll(async () => {
  const db: Database = everything.use(await testDatabase());
  way = everything.use(await lonelyHome(db));
  const server = createServer(async (request, response) => {
    heard.push({ headers: request.headers, body: await text(request) });
    answer(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  everything.defer(() => void server.closeAllConnections());
  everything.defer(() => void server.close());
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(() => everything.disposeAsync());

const send = (parts: object = {}, said = toSay()) =>
  webhook.deliver(said, webhook.target.parse({ url, secret: key(), reach: "home", ...parts }) as never, way);

describe("a webhook", () => {
  it("is signed as Standard Webhooks has it, by both secrets while they overlap, and carries the delivery's key", async () => {
    const [secret, former_secret, strange] = [key(), key(), key()];
    const said = toSay({ key: "delivery-5" });
    expect(await send({ secret, former_secret }, said)).toEqual({ outcome: "sent" });
    const { headers, body } = heard.at(-1)!;
    const verified = (by: string) => new Webhook(by).verify(body, headers as Record<string, string>);
    expect(verified(secret)).toMatchObject({ type: "homeops.alert", data: { tag: "finding-7", title: "Battery low" } });
    expect(verified(former_secret)).toEqual(verified(secret));
    expect(() => verified(strange)).toThrow();
    expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
    expect(headers["webhook-id"]).toBe("delivery-5");
  });

  it.each([
    [200, true, undefined],
    [301, false, undefined],
    [400, false, undefined],
    [401, false, undefined],
    [404, false, undefined],
    [410, false, undefined],
    [408, true, undefined],
    [429, true, 120],
    [500, true, undefined],
    [503, true, 120],
  ])(
    "answered with %i: worth another try %s, after %s seconds",
    async (status, isWorthAnotherTry, againAfterSeconds) => {
      answer = (response) =>
        response.writeHead(status, { "retry-after": "120", location: "http://127.0.0.1:1/" }).end();
      const before = heard.length;
      const came = await send();
      expect(heard.length).toBe(before + 1);
      if (status === 200) expect(came).toEqual({ outcome: "sent" });
      else if (againAfterSeconds || !isWorthAnotherTry)
        expect(came).toMatchObject({
          outcome: "refused",
          isWorthAnotherTry,
          ...(againAfterSeconds && { againAfterSeconds }),
        });
      else expect(came).toMatchObject({ outcome: "refused", isWorthAnotherTry });
    },
  );

  it("waits until the date that it was told", async () => {
    const at = new Date(Date.now() + 60_000).toUTCString();
    answer = (response) => response.writeHead(503, { "retry-after": at }).end();
    const { againAfterSeconds } = (await send()) as { againAfterSeconds: number };
    expect(againAfterSeconds).toBeGreaterThan(50);
    expect(againAfterSeconds).toBeLessThanOrEqual(61);
  });

  it("may have arrived where the connection ended without an answer", async () => {
    answer = (response) => response.destroy();
    expect(await send()).toMatchObject({ outcome: "unknown" });
  });

  it("has not arrived where nobody listens", async () => {
    expect(await send({ url: "http://127.0.0.1:9/" })).toMatchObject({ outcome: "refused", isWorthAnotherTry: true });
    expect(await send({ url: "http://nobody.invalid/" })).toMatchObject({
      outcome: "refused",
      isWorthAnotherTry: true,
    });
  });

  it.each([
    "http://169.254.169.254/latest",
    "http://[::ffff:169.254.169.254]/",
    "http://172.30.32.2/",
    "http://2852039166/",
  ])("never goes to %s", async (to) => {
    expect(await send({ url: to })).toMatchObject({ outcome: "refused", isWorthAnotherTry: false });
  });

  it("of somebody who may not change the home goes to the internet only", async () => {
    const before = heard.length;
    for (const to of [url, url.replace("127.0.0.1", "localhost"), "http://192.168.1.1/"])
      expect(await send({ url: to, reach: "public" })).toMatchObject({ outcome: "refused", isWorthAnotherTry: false });
    expect(heard.length).toBe(before);
  });

  it.each([
    "whsec_",
    "secret",
    `whsec_${randomBytes(8).toString("base64")}`,
    `whsec_${randomBytes(80).toString("base64")}`,
  ])("is not kept with %j for a secret", (secret) => {
    expect(webhook.target.safeParse({ url, secret }).success).toBe(false);
  });

  it.each(["file:///etc/passwd", "ftp://example.org/", "nothing"])("is not kept at %s", (to) => {
    expect(webhook.target.safeParse({ url: to, secret: key() }).success).toBe(false);
  });
});
