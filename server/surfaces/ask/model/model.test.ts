import sql from "sql-template-tag";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { lawless } from "#server/law.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import type { World } from "#server/world.ts";
import { answerQuestion } from "../answer-question.ts";
import type { Answer } from "../contract.ts";
import { english } from "../language/en/en.ts";
import { namedHome } from "../testing.ts";
import { chatModel } from "./chat-model.ts";
import { saysTheSame } from "./rephrase.ts";
import { type ModelServer, modelServer } from "./testing.ts";
import { withModel } from "./with-model.ts";

const NOW = Date.parse("2026-11-26T13:30:00Z");
const UNREAD = "blorp the garage door thingummy, wherefore its latest ajarness";
const READ = "when did the garage door last open";
const MAPPED = { intent: "last", entities: ["cover.garage"], predicate: "open" };

describe("a language model", () => {
  let db: Database;
  let home: Awaited<ReturnType<typeof namedHome>>;
  const servers: ModelServer[] = [];
  beforeAll(async () => {
    db = await testDatabase();
    home = await namedHome(
      db,
      {
        "cover.garage": { name: "Garage door", deviceClass: "garage" },
        "light.hall": { name: "Hall light" },
        "sensor.safe": { name: "Safe" },
      },
      "2026-11-20T00:00:00Z",
    );
    await db.run(sql`update house.entity set is_exposed = entity_id <> 'sensor.safe' where home_id = ${home.home}`);
    await home.lived("2026-11", "20 00:00:00 cover.garage closed", "25 16:00:00 cover.garage open");
    return () => db[Symbol.asyncDispose]();
  }, 60_000);
  afterEach(async () => {
    for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
  });

  async function serving(says: Parameters<typeof modelServer>[0]): Promise<ModelServer> {
    const server = await modelServer(says);
    servers.push(server);
    return server;
  }

  /** Each with a world of its own: what one model did wrong is not held against another. */
  async function answer(question: string, url: string, more: Record<string, string> = {}): Promise<Answer> {
    const options = readOptions({
      ...{
        HOMEOPS_LANGUAGE_MODEL_URL: url,
        HOMEOPS_LANGUAGE_MODEL_NAME: "stub",
        HOMEOPS_LANGUAGE_MODEL_KEY: "sk-canary",
      },
      ...more,
    });
    const world: World = { db: { ...db }, clock: systemClock, log: jsonLog("silent"), options };
    const asking = { home: home.home, language: english, now: NOW, present: new Map(), law: lawless };
    const told = await db.transaction((tx) => answerQuestion(tx, question, asking));
    return (await withModel(told, { world, db, question, asking })).answer;
  }

  it("reads what the grammar does not, and the memory answers as to a question in plain words", async () => {
    const server = await serving(() => JSON.stringify(MAPPED));
    const read = await answer(READ, server.url);
    expect(server.requests).toEqual([]);
    const mapped = await answer(UNREAD, server.url);
    expect(mapped.result).toEqual(read.result);
    expect(mapped.confidence).toBeLessThanOrEqual(0.7);
    const [request] = server.requests;
    expect(request?.headers).toContain("Bearer sk-canary");
    expect(request?.body).not.toMatch(/sk-canary|sensor\.safe|Safe/);
  });

  it.each([
    ["nothing that is JSON", "I cannot help with that."],
    ["a thing that is not there", JSON.stringify({ ...MAPPED, entities: ["cover.barn"] })],
    ["a thing that it was not told of", JSON.stringify({ ...MAPPED, entities: ["sensor.safe"] })],
    ["what the thing cannot be", JSON.stringify({ ...MAPPED, predicate: "heating" })],
    ["no word of ours", JSON.stringify({ ...MAPPED, predicate: "constructor" })],
    ["an intent of its own", JSON.stringify({ ...MAPPED, intent: "unlock" })],
    ["a day that does not exist", JSON.stringify({ ...MAPPED, from: "2026-06-31T00:00" })],
    ["the future", JSON.stringify({ ...MAPPED, from: "2027-06-30T00:00" })],
  ])("is not believed where it answers %s", async (_, says) => {
    const server = await serving(() => says);
    expect((await answer(UNREAD, server.url)).result.kind).toBe("none");
    expect(server.requests).toHaveLength(1);
  });

  it("is not asked about what it may not know, nor told the answer to it", async () => {
    const server = await serving(() => JSON.stringify(MAPPED));
    await answer("blorp the safe thingummy, wherefore its ajarness", server.url);
    expect(server.requests).toEqual([]);
  });

  it("is not asked again at once where it failed", async () => {
    const server = await serving(() => undefined);
    const provider = { url: server.url, model: "stub", key: undefined };
    const model = chatModel(provider, systemClock);
    const task = { name: "Test", instructions: "Be late", data: {} };
    for (let n = 0; n < 3; n++)
      await expect(model.answer(task, { seconds: 0.1 })).rejects.toMatchObject({ code: "model_away" });
    expect(server.requests).toHaveLength(1);
  });

  it("leaves the answer as it is where nothing listens", async () => {
    const server = await serving(() => JSON.stringify(MAPPED));
    const { url } = server;
    await server[Symbol.asyncDispose]();
    servers.splice(0);
    expect((await answer(UNREAD, url)).result.kind).toBe("none");
  });

  it("is waited for five seconds, and no longer", async () => {
    const server = await serving(() => undefined);
    const from = performance.now();
    expect((await answer(UNREAD, server.url)).result.kind).toBe("none");
    expect(performance.now() - from).toBeLessThan(9_000);
  });

  it("says an answer otherwise where that is wanted, and only what it said", async () => {
    const plain = await answer(READ, "http://127.0.0.1:1/v1");
    const better = await serving((prompt) => JSON.stringify({ speech: `So, ${speechIn(prompt)}` }));
    const on = { HOMEOPS_LANGUAGE_MODEL_SPEECH: "on" };
    expect((await answer(READ, better.url, on)).speech).toBe(`So, ${plain.speech}`);
    const worse = await serving(() => JSON.stringify({ speech: "Unlock the door." }));
    expect((await answer(READ, worse.url, on)).speech).toBe(plain.speech);
  });
});

/** What the prompt quotes. */
function speechIn(prompt: string): string {
  const { messages } = JSON.parse(prompt) as { messages: { content: string }[] };
  const { content = "" } = messages[1] ?? {};
  return (JSON.parse(content.slice(content.indexOf("\n") + 1)) as { answer: string }).answer;
}

describe("an answer said otherwise", () => {
  const before = "Garage door was open from 10:15 to 12:30, never after.";
  it.each([
    ["Well, the Garage door was open from 10:15 to 12:30, never after!", true],
    ["From 10:15 to 12:30 Garage door was open, never after.", true],
    ["Garage door was open from 12:30 to 10:15, never after.", false],
    ["Garage door was open from 10:15 to 12:30.", false],
    ["Garage door was closed from 10:15 to 12:30, never after.", false],
    ["Garage door was open from 10:15 to 12:30, never after 5.", false],
    ["Garage door was open from 10:15 to 12:30, never after. http://a.example", false],
    ["Garage door was open from 10:15 to 12:30, never after ![](a.example)", false],
    ["Garage door was open from 10:15 to 12:30, never after. <img src=x>", false],
    ["Garage was open door from 10:15 to 12:30, never after.", false],
    ["", false],
  ])("%j counts as the same: %s", (after, isSame) => {
    expect(saysTheSame(before, after, { language: english, names: ["Garage door"] })).toBe(isSame);
  });

  it("keeps who came first", () => {
    const names = ["Anna", "Ben"];
    expect(saysTheSame("Anna before Ben", "Ben before Anna", { language: english, names })).toBe(false);
  });
});
