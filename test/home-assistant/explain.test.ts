import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { HomeOps } from "#server/homeops.ts";
import { Secret } from "#server/secret.ts";
import type { Explanation } from "#server/store/memory/explain/contract.ts";
import { startHomeOps } from "#server/testing.ts";
import { type Proxy as Network, proxyTo } from "../world/proxy.ts";
import { CAUSES } from "./explain-causes.ts";
import { type Happened, openStage, perform, read } from "./explain-stage.ts";
import type { Stage, Staged } from "./staged.ts";

/** Of all staged causes. */
const RIGHT = 0.95;

const everything = new AsyncDisposableStack();
let stage: Stage;
let network: Network;
let homeops: HomeOps;

beforeAll(async () => {
  stage = everything.use(await openStage());
  network = everything.use(await proxyTo(stage.home.port));
  const homeAssistant = { url: `http://127.0.0.1:${network.port}`, token: new Secret(stage.home.token) };
  homeops = everything.use(await startHomeOps({ engine: "postgresql", options: { homeAssistant } }));
  await live();
}, 180_000);
afterAll(() => everything.disposeAsync());

it("explains what happens", async () => {
  const happened = await performAll();
  await expect.poll(() => wrong(happened), patience).toSatisfy(isFew);
}, 400_000);

it("explains what happened while it was cut off", async () => {
  network.cut();
  const happened = await performAll();
  network.heal();
  await live();
  await expect.poll(() => wrong(happened), patience).toSatisfy(isFew);
}, 400_000);

it("explains what a restart of Home Assistant did", async () => {
  const { owner } = stage;
  await owner.callService("light", "turn_off", {}, { entity_id: "light.ceiling_lights" });
  await owner.callService("input_number", "set_value", { value: 5 }, { entity_id: "input_number.level" });
  await stage.home.restart();
  await live();
  const restarted = await Promise.all(
    RESTART.map(async (staged) => ({ staged, at: (await read(staged, stage)).last_changed })),
  );
  await expect.poll(() => wrong(restarted), patience).toEqual([]);
}, 200_000);

const nothing = async () => {};
const RESTART: Staged[] = [
  {
    name: "a light that forgot its state",
    entity: "light.ceiling_lights",
    causes: ["home assistant start"],
    words: ["Home Assistant started"],
    act: nothing,
  },
  {
    name: "an automation at the start",
    entity: "input_number.level",
    causes: ["automation", "home assistant start"],
    words: ["“After a start” ran because Home Assistant was started", "Home Assistant was started"],
    act: nothing,
  },
];

/** The recorder commits each second here; traces and the past are asked for within seconds. */
const patience = { timeout: 90_000, interval: 2_000 };

const isFew = (wrongly: string[]): boolean => wrongly.length <= CAUSES.length * (1 - RIGHT);

async function performAll(): Promise<Happened[]> {
  const happened: Happened[] = [];
  for (const staged of CAUSES) happened.push(await perform(staged, stage));
  return happened;
}

/** Each wrongly explained cause, with what was said instead. */
async function wrong(happened: readonly Happened[]): Promise<string[]> {
  const wrongly: string[] = [];
  for (const { staged, at } of happened) {
    const said = await explained(staged.entity, at);
    if (!isRight(staged, at, said)) wrongly.push(`${staged.name}: ${said?.sentence ?? "not remembered"}`);
  }
  return wrongly;
}

async function explained(entity_id: string, at: string): Promise<Explanation | undefined> {
  return homeops.ask("memory/explain", { entity_id, at }).catch(() => undefined) as Promise<Explanation | undefined>;
}

function isRight({ causes, words }: Staged, at: string, said: Explanation | undefined): boolean {
  if (!said || Date.parse(said.event.at) !== Date.parse(at)) return false;
  if (said.causes.map(({ kind }) => kind).join() !== causes.join()) return false;
  let from = 0;
  const sentences = said.causes.map(({ sentence }) => sentence).join("\n");
  return words.every((word) => {
    const found = sentences.indexOf(word, from);
    from = found + word.length;
    return found >= 0;
  });
}

async function live(): Promise<void> {
  type Status = { connections: { state: string }[] };
  const isLive = async () => ((await homeops.ask("system/status")) as Status).connections[0]?.state === "live";
  while (!(await isLive())) await pause(200);
}
