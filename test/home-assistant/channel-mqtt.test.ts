import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { clearOn, deliverOn } from "#server/actions/alerts/channels/kept/deliver-on.ts";
import { toSay } from "#server/actions/alerts/channels/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { provisionMosquitto } from "../provision/mosquitto.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { type Mosquitto, startMosquitto } from "../world/mosquitto.ts";

const patience = { timeout: 60_000, interval: 250 };
const everything = new AsyncDisposableStack();
let broker: Mosquitto;
let home: HomeAssistant;
let homeops: HomeOps;
let channel = 0;

const way = () => ({ world: homeops.world, home: 1 });

beforeAll(async () => {
  await provisionMosquitto();
  broker = everything.use(await startMosquitto());
  home = everything.use(await startHomeAssistant());
  type Flow = { flow_id: string; type: string };
  const flow = await home.client.rest<Flow>("POST", "/api/config/config_entries/flow", { handler: "mqtt" });
  const { port, user: username, password } = broker;
  const settings = {
    broker: "127.0.0.1",
    port,
    username,
    password,
    other_settings: { set_client_cert: false, set_ca_cert: "off" },
  };
  const made = await home.client.rest<Flow>("POST", `/api/config/config_entries/flow/${flow.flow_id}`, settings);
  expect(made).toMatchObject({ type: "create_entry" });
  const homeAssistant = { url: home.url, token: new Secret(home.token) };
  homeops = everything.use(await startHomeOps({ engine: "postgresql", options: { homeAssistant } }));
  await vi.waitFor(
    async () => {
      const { offered } = (await homeops.ask("alerts/channels")) as { offered: { kind: string }[] };
      expect(offered.map(({ kind }) => kind)).toContain("mqtt");
    },
    { ...patience, timeout: 180_000 },
  );
  const kept = await homeops.ask("alerts/keep-channel", { kind: "mqtt", name: "Broker", target: {} });
  channel = (kept as { channel: { channel: number } }).channel.channel;
}, 600_000);
afterAll(() => everything.disposeAsync());

it("retains what stands and tells once what happens, under topics of ids only", async () => {
  const listening = broker.listen("homeops/#", 6);
  await new Promise((done) => setTimeout(done, 2_000));
  const said = toSay({ key: "delivery-5", title: "A/+/#\u0000", text: "Kitchen: 4 %" });
  expect(await deliverOn(way(), { id: channel }, said)).toEqual({ outcome: "sent" });
  const heard = (await listening).map((line) => /^(\d) (\S+) (.*)$/.exec(line)?.slice(1) ?? []);
  expect(heard.map(([, topic]) => topic)).toEqual(["homeops/1/alert/finding-7", "homeops/1/event"]);
  for (const [, , payload] of heard)
    expect(JSON.parse(payload ?? "")).toMatchObject({
      key: "delivery-5",
      tag: "finding-7",
      title: "A/+/#",
      text: "Kitchen: 4 %",
    });
  const standing = await broker.listen("homeops/#", 2);
  expect(standing).toEqual([expect.stringMatching(/^1 homeops\/1\/alert\/finding-7 \{/)]);
}, 60_000);

it("takes back what stood, and retains no recovery and no test", async () => {
  expect(await clearOn(way(), { id: channel }, "finding-7")).toEqual({ outcome: "sent" });
  await deliverOn(way(), { id: channel }, toSay({ kind: "recovery" }));
  expect(await homeops.ask("alerts/test", { channel })).toMatchObject({ outcome: "sent" });
  expect(await broker.listen("homeops/#", 2)).toEqual([]);
}, 60_000);

it("is not sent where the broker is away, and may be later", async () => {
  await broker.stop();
  await vi.waitFor(async () => {
    const came = await deliverOn(way(), { id: channel }, toSay());
    expect(came.outcome).not.toBe("sent");
    if (came.outcome === "refused") expect(came.isWorthAnotherTry).toBe(true);
  }, patience);
}, 120_000);
