import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { startHomeOps } from "#server/testing.ts";
import type { Ordered } from "./contract.ts";

const PATIENCE = { timeout: 30_000, interval: 250 };
const SPEAKER = { as: { speaker: true } };

describe.each(engines)("what is said to the memory, on %s", (engine) => {
  const stack = new AsyncDisposableStack();
  let home: Awaited<ReturnType<typeof startSmallHouse>>;
  let homeops: Awaited<ReturnType<typeof startHomeOps>>;
  let member: object;
  beforeAll(async () => {
    home = stack.use(await startSmallHouse());
    homeops = stack.use(await startHomeOps({ engine }));
    await homeops.ask("connections/add", { url: home.url, token: home.token });
    await vi.waitUntil(async () => JSON.stringify(await homeops.ask("connections/list")).includes(`"live"`), PATIENCE);
    const { person } = (await homeops.ask("people/add", { name: "Greta" })) as { person: string };
    member = { as: { person } };
  }, 120_000);
  afterAll(() => stack.disposeAsync());

  const say = (text: string, who: object = {}, conversation = "c") =>
    homeops.ask("ask/order", { text, conversation, ...who }) as Promise<Ordered>;
  const obey = async ({ order }: Ordered, who: object = {}) =>
    order && (homeops.ask(order.command, { ...order.input, ...who }) as Promise<{ paused_until: string | null }>);
  const minutesTo = (instant: string | null | undefined) =>
    Math.round((Date.parse(instant ?? "") - Date.now()) / 60_000);
  const events = async () => {
    const { items } = (await homeops.ask("memory/timeline", { limit: 100 })) as { items: object[] };
    return items.length;
  };

  it.each([
    ["a speaker", SPEAKER],
    ["a member", undefined],
  ])("%s pauses for an hour at most, and ends that", async (_, who) => {
    const asker = who ?? member;
    const told = await say("stop remembering for two hours", asker);
    expect(told).toMatchObject({ understood: "pause", is_question: false });
    expect(told.speech).toMatch(/nothing until today at .*Only an owner or an admin/);
    expect(minutesTo((await obey(told, asker))?.paused_until)).toBe(60);
    expect(await obey(await say("remember again", asker), asker)).toMatchObject({ paused_until: null });
    await expect(homeops.ask("memory/pause", { minutes: 61, ...asker })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("leaves a longer pause to whoever may begin one", async () => {
    const told = await say("merk dir bis morgen früh nichts");
    expect(told.speech).toMatch(/^Ich merke mir nichts bis .* 6 Uhr/);
    await homeops.ask("memory/pause", { minutes: 180 });
    for (const who of [SPEAKER, member]) {
      await expect(obey(await say("remember again", who), who)).rejects.toMatchObject({ code: "forbidden" });
      await expect(homeops.ask("memory/pause", { minutes: 1, ...who })).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await homeops.ask("system/status", member)).toMatchObject({ you: { may_pause_minutes: 60 } });
    expect(await obey(await say("remember again"))).toMatchObject({ paused_until: null });
  });

  it("asks before it forgets, once, in the conversation in which it was asked", async () => {
    home.say("light.lamp", "on");
    await expect.poll(events, PATIENCE).toBeGreaterThan(1);
    const before = await events();
    const asked = await say("forget the last ten minutes");
    expect(asked).toMatchObject({ understood: "forget", is_question: true, order: null });
    expect(asked.speech).toMatch(/^That is \d+ events, .* gone for good\. Shall I forget them\?$/);
    expect(await say("yes", {}, "another")).toMatchObject({ understood: null });
    expect(await say("yes", member)).toMatchObject({ understood: null });
    expect(await say("no thanks")).toMatchObject({ understood: "no", speech: "Then I forget nothing.", order: null });
    expect(await say("yes"), "nothing waits for it").toMatchObject({ understood: null });
    await say("forget the last ten minutes");
    await say("turn on the light"); // something else was said meanwhile
    expect(await say("yes")).toMatchObject({ understood: null });
    expect(await events()).toBe(before);
    await say("vergiss die letzten zehn Minuten");
    const sure = await say("ja bitte");
    expect(sure).toMatchObject({ understood: "forget", order: { command: "memory/forget" } });
    expect(await obey(sure)).toMatchObject({ state: "running" });
    const errands = async () => ((await homeops.ask("system/status")) as { errands: object[] }).errands;
    await expect.poll(errands, PATIENCE).toEqual([]);
    expect(await say("forget the last minute", SPEAKER)).toMatchObject({ is_question: false, order: null });
  });

  it("stops mending once that was said twice, for whoever may stop it", async () => {
    const asked = { understood: "stop_mending", order: null };
    for (const who of [SPEAKER, member])
      expect(await say("stop mending", who)).toMatchObject({ ...asked, is_question: false });
    expect(await say("stop mending")).toMatchObject({ ...asked, is_question: true });
    expect(await say("no")).toMatchObject({ understood: "no", speech: "Then it stays as it is.", order: null });
    expect(await say("yes"), "nothing waits for it").toMatchObject({ understood: null });
    await say("hör auf zu reparieren");
    const sure = await say("ja bitte");
    expect(sure).toMatchObject({ understood: "stop_mending", order: { command: "healing/stop", input: {} } });
    await obey(sure);
    expect(await homeops.ask("healing/remedies")).toMatchObject({ stopped: expect.anything() });
    await homeops.ask("healing/resume");
  });

  it("forgets for nobody who may not, whatever they say", async () => {
    for (const who of [SPEAKER, member]) {
      const told = await say("forget the last hour", who);
      expect(told).toMatchObject({ understood: "forget", is_question: false, order: null });
      expect(told.speech).toMatch(/^Only an owner or an admin/);
      expect(await say("yes", who)).toMatchObject({ understood: null });
      const span = { from: new Date(Date.now() - 60_000).toISOString(), to: new Date().toISOString() };
      await expect(homeops.ask("memory/forget", { span, ...who })).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
