import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { capabilities } from "#server/capabilities.ts";
import type { Asker } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { type Dispatch, dispatcher } from "./dispatch.ts";
import { ALL, SPAN, TELLING } from "./law-asks-testing.ts";
import { CHANGED, type LawHome, lawHome, MOVED, UNEXPOSED } from "./law-testing.ts";
import { trail } from "./trail.ts";

/** These tell of no entity's past: they change something, or speak of the server, its connections and its rules. */
const TELL_NOTHING = [
  ...["connections/list", "import/preview", "import/status", "import/list", "import/upload", "memory/left-out"],
  ...["memory/retention", "system/status", "people/list", "connections/test", "memory/cap", "memory/keep"],
  ...[
    "alerts/ack",
    "alerts/rules",
    "integration/greet",
    "integration/state",
    "memory/remember",
    "health/maintenances",
    "memory/pause",
    "memory/resume",
    "ask/order",
    "schedules/list",
    "memory/recorder-advice",
    "audit/search", // whoever administers the home alone
    "audit/verify",
  ],
];

describe.each(engines)("the household's law on %s", (engine) => {
  let db: Database;
  let home: LawHome;
  let dispatch: Dispatch;
  const keys: Record<string, number> = {};
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await lawHome(db);
    for (const id of ["cover.garage_door", "person.anna", "light.attic"]) keys[id] = await home.entity(id);
    keys.change = home.change;
    keys.finding = home.finding;
    dispatch = dispatcher({ world: home.world, capabilities, onTrail: trail(home.world) });
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const askers = (): Record<string, Asker> => ({
    owner: { kind: "owner" },
    anna: home.anna,
    ben: home.ben,
    speaker: { kind: "speaker" },
    nobody: { kind: "nobody" },
  });
  const run = (name: string, input: object, asker: Asker) => {
    const as = asker.kind === "speaker" ? { speaker: true } : asker.kind === "nobody" ? { nobody: true } : undefined;
    const caller = as ? { kind: "owner" as const } : asker;
    return dispatch.run(name, { ...input, ...(as && { as }) }, { asker: caller, requestId: "r", from: {} });
  };
  /** All that it answers, refusals included. */
  const told = async (name: string, asker: Asker) => {
    const { asks } = TELLING[name]!;
    const answers: string[] = [];
    for (const input of asks(home, keys))
      answers.push(
        await run(name, input, asker).then(
          (answer) => JSON.stringify(answer),
          (error: unknown) => {
            if (error instanceof Refusal) return error.message;
            throw error;
          },
        ),
      );
    return answers.join("\n");
  };

  it("has a word about every command: what it could tell, or that it tells nothing", () => {
    const unsaid = [...dispatch.commands.values()]
      .filter(({ access }) => access !== "write" && access !== "own")
      .map(({ name }) => name)
      .filter((name) => !(name in TELLING) && !TELL_NOTHING.includes(name));
    expect(unsaid).toEqual([]);
    expect([...dispatch.feeds.keys()]).toEqual([
      "memory/timeline",
      "health/batteries", // the command's, as the two below
      "health/devices",
      "findings/list",
      "health/maintenances",
      "health/predictions",
      "schedules/list",
      "healing/remedies", // the command's
      "alerts/list",
      "integration/state",
      "integration/told", // the timeline's, as far as it has sentences
      "integration/health", // what tells of nobody's movements
      "health/score",
      "system/status",
    ]);
  });

  it.each(Object.keys(TELLING))("%s tells each asker what is theirs, and no more", async (name) => {
    const { owner, anna, ben, speaker, nobody } = askers() as Required<ReturnType<typeof askers>>;
    for (const asker of TELLING[name]!.isForOwner ? [owner!] : [owner!, anna!]) {
      const all = await told(name, asker);
      for (const canary of TELLING[name]!.tells) expect(all, `${name} to ${asker.kind}`).toContain(canary);
    }
    const others = {
      ben: await told(name, ben!),
      speaker: await told(name, speaker!),
      nobody: await told(name, nobody!),
    };
    for (const [asker, all] of Object.entries(others))
      for (const canary of asker === "ben" ? [...MOVED, ...CHANGED] : [...ALL, ...CHANGED])
        expect(all, `${name} to ${asker}`).not.toContain(canary);
    for (const canary of TELLING[name]!.tells.filter((one) => UNEXPOSED.includes(one)))
      expect(others.ben).toContain(canary);
    expect(others.nobody).not.toMatch(/Hall lamp|Garage door|Front door|Safe/);
    if (!/^house\/|about-me$/.test(name)) expect(others.ben).not.toMatch(/device_tracker|zone\.school/);
  });

  it("tells who opened a lock to that person, and to others only that it was opened", async () => {
    const { owner, anna, ben } = askers();
    const asked = (question: string, asker: Asker) =>
      run("ask/question", { question }, asker) as Promise<{ answer: string; result: { kind: string } }>;
    for (const asker of [owner!, anna!]) {
      expect((await asked("when did Anna last unlock the front door", asker)).result.kind, asker.kind).toBe("instant");
      expect((await asked("who unlocked the front door", asker)).answer, asker.kind).toContain("Anna");
    }
    expect((await asked("when did Anna last unlock the front door", ben!)).result.kind).toBe("none");
    expect((await asked("who unlocked the front door", ben!)).answer).not.toContain("Anna");
    expect((await asked("when was the front door last unlocked", ben!)).result.kind).toBe("instant");
  });

  it("keeps to it on the live socket", async () => {
    const { owner, ben, speaker } = askers();
    const first = async (asker: Asker) => {
      const as = asker.kind === "speaker" ? { as: { speaker: true } } : {};
      const caller = { asker: as.as ? owner! : asker, requestId: "r", from: {} };
      const feed = await dispatch.open(
        { name: "memory/timeline", body: { ...SPAN, limit: 500, ...as }, caller },
        () => {},
      );
      await feed.close();
      return JSON.stringify(feed.snapshot);
    };
    expect(await first(owner!)).toContain("Canary Street");
    for (const asker of [ben!, speaker!]) expect(await first(asker)).not.toMatch(/Canary S(treet|chool)|person\.anna/);
    expect(await first(speaker!)).not.toContain("Canary Safe");
  });

  const ask = async (question: string, asker: Asker) =>
    (await run("ask/question", { question }, asker)) as { answer: string; result: { kind: string; value: unknown } };

  it("says what it may not tell, instead of a number that is too small", async () => {
    const { ben, speaker, nobody } = askers();
    for (const question of ["when did Anna last leave", "how often did Anna leave today", "who was home at 8:05"])
      expect(await ask(question, ben!), question).toMatchObject({
        answer: "I may only tell whether Anna is at home.",
        result: { kind: "none" },
      });
    expect((await ask("was the garage door open while Anna was away", ben!)).result.kind).toBe("none");
    expect((await ask("what was the phone location at 9:00", ben!)).answer).toBe(
      "Only those whom it concerns may see that.",
    );
    expect((await ask("what happened this morning", ben!)).answer).toMatch(/is left out: Anna\.$/);
    expect((await ask("why did the hall lamp turn on", ben!)).answer).toMatch(/may see more\.$/);
    expect((await ask("which lights were on at 10", speaker!)).answer).toMatch(/exposed to Assist\.$/);
    expect((await ask("when did the garage door last open", nobody!)).answer).toMatch(/who asks/);
    expect((await ask("when did the garage door last open", speaker!)).result.kind).toBe("instant");
  });

  it("shows a person to others as at home or away, without a time", async () => {
    const people = async (asker: Asker) => {
      const { items } = (await run("house/entities", { domains: ["person"] }, asker)) as { items: object[] };
      return items;
    };
    expect(await people(home.anna)).toMatchObject([{ state: "Canary School", changed_at: home.at("07:00:00") }, {}]);
    expect(await people(home.ben)).toMatchObject([{ state: "not_home", changed_at: null }, {}]);
  });

  it("lets Anna show Ben where she was, and take it back; nobody else may", async () => {
    const { owner, anna, ben } = askers();
    const allow = (allowed: boolean, asker: Asker) =>
      run("people/allow", { person: home.ben.personId, allowed }, asker);
    await expect(allow(true, { kind: "speaker" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(allow(true, owner!), "whom nobody introduced").rejects.toMatchObject({ code: "not_introduced" });
    await allow(true, anna!);
    expect((await ask("where was Anna at 8:05", ben!)).result).toEqual({ kind: "text", value: "Canary School" });
    const { items } = (await run("people/list", {}, ben!)) as { items: { name: string }[] };
    expect(items.find(({ name }) => name === "Anna")).toMatchObject({ allows: [home.ben.personId] });
    await allow(false, anna!);
    expect((await ask("where was Anna at 8:05", ben!)).result.kind).toBe("none");
  });

  it("lets no admin become somebody else, and keeps a private room to its person", async () => {
    const { owner, anna, ben } = askers();
    const introduce = { person: home.ben.personId, entity_id: "person.anna" };
    await expect(run("people/introduce", introduce, ben!)).rejects.toMatchObject({ code: "forbidden" });
    const room = { kind: "area", value: "Attic", person: home.anna.personId };
    await run("people/private", { ...room, private: true }, owner!);
    const lights = async (asker: Asker) => (await ask("which lights were on at 10", asker)).result.value;
    expect([await lights(anna!), await lights(ben!)]).toEqual([["light.attic"], []]);
    await expect(run("people/private", { ...room, private: false }, ben!)).rejects.toMatchObject({ code: "forbidden" });
    await run("people/private", { ...room, private: false }, owner!);
    expect(await lights(ben!)).toEqual(["light.attic"]);
  });
});
