import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { startHomeOps } from "#server/testing.ts";

type Kept = { at: string; event: string | null; sentence: string | null };
type Answer = { answer: string; citations: { event?: string }[] };
type Page = { items: { event: string; sentence: string }[] };

const PATIENCE = { timeout: 30_000, interval: 250 };

describe.each(engines)("a note on %s", (engine) => {
  const stack = new AsyncDisposableStack();
  let home: Awaited<ReturnType<typeof startSmallHouse>>;
  let homeops: HomeOps;
  beforeAll(async () => {
    home = stack.use(await startSmallHouse());
    homeops = stack.use(await startHomeOps({ engine }));
    await homeops.ask("connections/add", { url: home.url, token: home.token });
    await vi.waitUntil(async () => JSON.stringify(await homeops.ask("connections/list")).includes(`"live"`), PATIENCE);
  }, 120_000);
  afterAll(() => stack.disposeAsync());

  const remember = (note: object) => homeops.ask("memory/remember", note) as Promise<Kept>;
  const found = async (name: string, input: object) => ((await homeops.ask(name, input)) as Page).items;

  it("is told at once, with what it is about and its kind", async () => {
    const { event, sentence } = await remember({ text: "The plumber was here", kind: "maintenance" });
    expect(sentence).toBe("Noted: “The plumber was here” (maintenance)");
    expect((await found("memory/timeline", { kinds: ["homeops_note"], limit: 1 }))[0]).toMatchObject({
      event,
      sentence,
    });
    const about = await remember({ text: "New bulb", entity_id: "light.lamp" });
    expect(about.sentence).toMatch(/^Noted about .+: “New bulb”$/);
    expect(await found("memory/timeline", { entities: ["light.lamp"], limit: 1 })).toMatchObject([
      { event: about.event },
    ]);
  });

  it("is found by words, and part of what happened", async () => {
    const { sentence } = await remember({ text: "Chimney sweep cleaned the flue" });
    const { event } = await remember({ text: "Bulb looks dim", entity_id: "light.lamp" });
    let told = 0;
    const search = async () => {
      home.say("light.lamp", told++ % 2 === 0 ? "on" : "off"); // the hour is told as things go on
      return (await found("memory/search", { query: "chimney sweep" })).map((one) => one.sentence);
    };
    await expect.poll(search, PATIENCE).toContain(sentence);
    const day = (await homeops.ask("ask/question", { question: "what happened today" })) as Answer;
    expect(day.answer).toContain("“Bulb looks dim”");
    expect(day.answer).toContain("“Chimney sweep cleaned the flue”");
    expect(day.citations.map((one) => one.event)).toContain(event);
  }, 60_000);

  it("is two where two are told at the same moment", async () => {
    const all = await Promise.all(["one", "two", "three"].map((text) => remember({ text, entity_id: "light.lamp" })));
    expect(new Set(all.map(({ event }) => event)).size).toBe(3);
  });

  it("may come from a voice satellite or an automation, and not from nobody", async () => {
    expect(await remember({ text: "Left by the robot", as: { speaker: true } })).toMatchObject({ sentence: null });
    expect((await found("memory/timeline", { kinds: ["homeops_note"], limit: 1 }))[0]?.sentence).toContain("robot");
    await expect(remember({ text: "x", as: { nobody: true } })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("keeps no credential, and nothing that no database takes", async () => {
    const { sentence } = await remember({
      text: `token eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ4In0.${"s".repeat(43)} \0 \ud800`,
    });
    expect(sentence).toContain("[secret]");
  });

  it.each([
    ["empty", { text: " " }, "bad_input"],
    ["long", { text: "x".repeat(501) }, "bad_input"],
    ["about nothing", { text: "x", entity_id: "light.nowhere" }, "unknown_entity"],
  ])("is refused where it is %s", async (_, note, code) => {
    await expect(remember(note)).rejects.toMatchObject({ code });
  });

  it("is not taken while remembering is paused, or where its entity is left out", async () => {
    await homeops.ask("memory/pause", { minutes: 5 });
    await expect(remember({ text: "secret party" })).rejects.toMatchObject({ code: "paused" });
    await homeops.ask("memory/resume");
    await homeops.ask("memory/leave-out", { kind: "entity", value: "light.lamp" });
    await expect(remember({ text: "x", entity_id: "light.lamp" })).rejects.toMatchObject({ code: "left_out" });
    expect(await remember({ text: "back again" })).toMatchObject({ sentence: "Noted: “back again”" });
  });

  it("is forgotten like all else", async () => {
    const { at } = await remember({ text: "never mind this" });
    const to = new Date(Date.parse(at) + 1_000).toISOString();
    await expect.poll(() => Date.now() > Date.parse(to), PATIENCE).toBe(true);
    await homeops.ask("memory/forget", { span: { from: at, to } });
    const left = async () => JSON.stringify(await found("memory/timeline", { kinds: ["homeops_note"], limit: 50 }));
    await expect.poll(left, PATIENCE).not.toContain("never mind this");
    expect(await left()).toContain("back again");
  });
});
