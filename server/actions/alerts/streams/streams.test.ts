import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { startHomeOps } from "#server/testing.ts";

type Body = { type: string; data: { text: string; event: { kind: string; attributes: { text: string } } } };
type Stream = { stream: number; sent: number; dropped: number; why: string | null; again_at: string | null };

const everything = new AsyncDisposableStack();
const secret = `whsec_${randomBytes(24).toString("base64")}`;
const heard: { id: string; body: Body }[] = [];
let status = 204;
let url = "";
let homeops: Awaited<ReturnType<typeof startHomeOps>>;

beforeAll(async () => {
  const peer = createServer(async (request, response) => {
    const sent = await text(request);
    const body = new Webhook(secret).verify(sent, request.headers as Record<string, string>) as Body;
    heard.push({ id: String(request.headers["webhook-id"]), body });
    response.writeHead(status).end();
  }).listen(0, "127.0.0.1");
  await once(peer, "listening");
  everything.defer(() => void peer.closeAllConnections());
  everything.defer(() => void peer.close());
  url = `http://127.0.0.1:${(peer.address() as AddressInfo).port}/hook`;
  const home = everything.use(await startSmallHouse());
  homeops = everything.use(await startHomeOps());
  await homeops.ask("connections/add", { url: home.url, token: home.token });
}, 120_000);
afterAll(() => everything.disposeAsync());

const channelFor = async (kind: string, target: object) =>
  (
    (await homeops.ask("alerts/keep-channel", { kind, name: kind, whose: "household", target })) as {
      channel: { channel: number };
    }
  ).channel.channel;
const keep = async (input: object) =>
  ((await homeops.ask("alerts/keep-stream", { name: "one", ...input })) as { stream: Stream }).stream.stream;
const streams = async () => ((await homeops.ask("alerts/streams")) as { items: Stream[] }).items;
const note = (text: string) => homeops.ask("memory/remember", { text });
const texts = () => heard.map(({ body }) => body.data.event.attributes.text);
const PATIENCE = { timeout: 40_000 };

it("sends events of one's choice, signed, in their order, again while the other side is away, and no others", async () => {
  const channel = await channelFor("webhook", { url, secret });
  const stream = await keep({ channel, said: { kinds: ["homeops_note"] } });
  for (const text of ["first", "second"]) await note(text);
  await expect.poll(texts, PATIENCE).toEqual(["first", "second"]);
  expect(heard[0]?.body).toMatchObject({ type: "homeops.event", data: { event: { kind: "homeops_note" } } });
  status = 503;
  await note("third");
  await expect
    .poll(async () => (await streams())[0], PATIENCE)
    .toMatchObject({ sent: 2, why: expect.stringContaining("503") });
  expect((await streams())[0]?.again_at).not.toBeNull();
  status = 204;
  await note("fourth");
  await expect.poll(async () => (await streams())[0], PATIENCE).toMatchObject({ sent: 4, dropped: 0, why: null });
  expect([...new Set(texts())]).toEqual(["first", "second", "third", "fourth"]);
  const thirds = heard.filter(({ body }) => body.data.event.attributes.text === "third");
  expect(new Set(thirds.map(({ id }) => id)).size, "under one key").toBe(1);
  status = 410;
  await note("refused for good");
  await expect.poll(async () => (await streams())[0], PATIENCE).toMatchObject({ sent: 4, dropped: 1 });
  expect(await homeops.ask("alerts/remove-stream", { stream })).toEqual({ removed: true });
  expect(await streams()).toEqual([]);
}, 180_000);

it("refuses every state of the whole home, channels that are no program's, and those of others", async () => {
  const channel = await channelFor("webhook", { url, secret });
  await expect(keep({ channel, said: { kinds: ["state_changed"] } })).rejects.toThrow("say of which entities");
  await expect(keep({ channel: 999, said: { kinds: ["homeops_note"] } })).rejects.toMatchObject({
    code: "unknown_channel",
  });
  const persistent = await channelFor("persistent", {});
  await expect(keep({ channel: persistent, said: { kinds: ["homeops_note"] } })).rejects.toMatchObject({
    code: "bad_target",
  });
  await expect(homeops.ask("alerts/streams", { as: { nobody: true } })).rejects.toMatchObject({ code: "forbidden" });
});
