import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { HomeOps } from "#server/homeops.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";

const patience = { timeout: 60_000, interval: 500 };
type Page = { items: { sentence: string; entity_id: string | null }[] };
type Answered = { answer: string; citations: { text: string }[] };

const everything = new AsyncDisposableStack();
let home: HomeAssistant;
let keeping: HomeOps;
let silent: HomeOps;

const told = async (homeops: HomeOps) =>
  ((await homeops.ask("memory/timeline", { kinds: ["homeops_voice"], limit: 50 })) as Page).items.map(
    ({ sentence }) => sentence,
  );
const isLive = async (homeops: HomeOps) => {
  expect(await homeops.ask("system/status")).toMatchObject({ connections: [{ state: "live" }] });
};
const say = (text: string, conversation_id: string | null = null) =>
  home.client.call<{ conversation_id: string }>({ type: "conversation/process", text, conversation_id });

beforeAll(async () => {
  home = everything.use(await startHomeAssistant());
  const homeAssistant = { url: home.url, token: new Secret(home.token) };
  const started = async (keepsVoice: boolean) =>
    everything.use(await startHomeOps({ engine: "postgresql", options: { homeAssistant, keepsVoice } }));
  keeping = await started(true);
  silent = await started(false);
  for (const homeops of [keeping, silent]) await vi.waitFor(() => isLive(homeops), patience);
}, 240_000);
afterAll(() => everything.disposeAsync());

it("keeps what was asked of Assist, and whether it was understood and done", async () => {
  await say("turn on the ceiling lights");
  const { conversation_id } = await say("flummox the bananas");
  await say("turn off the ceiling lights", conversation_id);
  await expect
    .poll(() => told(keeping), patience)
    .toEqual([
      "Assist did what was asked: “turn off the ceiling lights”",
      "Assist did not understand “flummox the bananas”",
      "Assist did what was asked: “turn on the ceiling lights”",
    ]);
});

it("answers what Assist did not understand", async () => {
  const ask = async (homeops: HomeOps) =>
    (await homeops.ask("ask/question", { question: "what did Assist not understand this week?" })) as Answered;
  const { answer, citations } = await ask(keeping);
  expect(answer).toContain("“flummox the bananas”");
  expect(citations.map(({ text }) => text)).toEqual(["flummox the bananas"]);
  expect((await ask(silent)).answer).toContain("HOMEOPS_VOICE");
});

it("keeps nothing of it where nobody wished so", async () => {
  await say("flummox the apples");
  await expect.poll(() => told(keeping), patience).toContain("Assist did not understand “flummox the apples”");
  expect(await told(silent)).toEqual([]);
});
