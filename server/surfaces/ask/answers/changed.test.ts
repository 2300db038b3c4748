import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { ChangeKind } from "#server/store/changes/contract.ts";
import type { Item } from "#server/store/changes/item.ts";
import { keepItems } from "#server/store/changes/keep-items.ts";
import { VOICE } from "#server/store/memory/observation.ts";
import { seen } from "#server/store/memory/testing.ts";
import { answerQuestion } from "../answer-question.ts";
import { english } from "../language/en/en.ts";
import { languageOf } from "../language/which.ts";
import { namedHome } from "../testing.ts";

/** A Thursday, half past two in the afternoon in Amsterdam. */
const NOW = Date.parse("2026-11-26T13:30:00Z");
const on = (day: number, time: string) => `2026-11-${day}T${time}.000000+00:00`;

const THINGS = {
  "automation.night_lights": { name: "Night lights" },
  "climate.heating": { name: "Heating", area: "Living room" },
  "light.hall": { name: "Hall light", area: "Hall" },
  "switch.boiler": { name: "Boiler", area: "Kitchen" },
  "conversation.home_assistant": { name: "Home Assistant" },
};

const automation = (at: string): Item => ({
  ...{ item_id: "17", entity_id: "automation.night_lights", name: "Night lights" },
  body: { triggers: [{ trigger: "time", at }], actions: [{ target: { entity_id: "light.hall" } }] },
});
const core = (version: string): Item => ({
  ...{ item_id: "core", entity_id: null, name: "Home Assistant", body: { version } },
});
const zigbee = (title: string): Item => ({ item_id: "z", entity_id: null, name: title, body: { title } });

const fridge = (sw_version: string, area_id: string): Item => ({
  ...{ item_id: "d1", entity_id: null, name: "Fridge", body: { sw_version, area_id } },
});

describe.each(engines)("questions about the configuration on %s", (engine) => {
  let db: Database;
  let home: Awaited<ReturnType<typeof namedHome>>;

  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await namedHome(db, THINGS, "2026-11-20T00:00:00Z");
    const read = (kind: ChangeKind, at: string, who: string | null, ...items: Item[]) =>
      keepItems(db, home, { kind, items, isWhole: true, at, who });
    for (const [kind, item] of [
      ["automation", automation("22:00:00")],
      ["version", core("2026.10.3")],
      ["integration", zigbee("Zigbee")],
      ["device", fridge("1.2.0", "kitchen")],
    ] as const)
      await read(kind, on(21, "08:00:00"), null, item);
    await read("device", on(22, "10:00:00"), null, fridge("1.3.0", "kitchen"));
    await read("device", on(24, "10:00:00"), null, fridge("1.3.0", "cellar"));
    await read("version", on(23, "19:00:00"), "Ben", core("2026.11.0"));
    await read("automation", on(25, "09:12:00"), "Anna", automation("21:30:00"));
    await read("integration", on(26, "11:00:00"), null, zigbee("Zigbee stick"));
    await home.lived(
      "2026-11",
      "20 00:00:00 light.hall off",
      "20 00:00:00 switch.boiler on",
      "25 10:00:00 switch.boiler off",
      "26 07:00:00 light.hall on",
    );
    const asked = (at: string, text: string, outcome: string) =>
      seen("conversation.home_assistant", at, {
        ...{ type: VOICE, state: null, attributes: JSON.stringify({ asked: text, outcome }) },
      });
    await home.remember(
      asked(on(16, "10:00:00"), "long ago", "not understood"),
      asked(on(24, "10:00:00"), "flux the capacitor", "not understood"),
      asked(on(25, "10:00:00"), "turn on the hall light", "done"),
    );
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const ask = async (question: string, keepsVoice = true) => {
    const asking = { home: home.home, language: languageOf(question), now: NOW, present: new Map(), keepsVoice };
    return (await db.transaction((tx) => answerQuestion(tx, question, asking))).answer;
  };

  it.each([
    [
      "what changed yesterday?",
      "Anna changed the automation Night lights: trigger time 22:00 → 21:30 (yesterday at 10:12).",
    ],
    [
      "what changed before the boiler went off?",
      /^Anna changed the automation Night lights.*; Ben updated Home Assistant from 2026\.10\.3 to 2026\.11\.0 .*\.$/,
    ],
    [
      "What was changed in the configuration today?",
      /^The integration Zigbee stick was renamed from Zigbee \(today at 12:00\)\.$/,
    ],
    ["which automations were edited this week?", /^Anna changed the automation Night lights/],
    ["what changed about the hall light yesterday?", /^Anna changed the automation Night lights/],
    [
      "Was hat sich gestern geändert?",
      /^Anna hat die Automation Night lights geändert: Auslöser Uhrzeit 22:00 → 21:30 \(gestern um 10:12 Uhr\)\.$/,
    ],
    ["which integrations were changed yesterday?", /^Nothing of the kind was changed/],
  ])("answers %s", async (question, text) => {
    const { answer, result, understood } = await ask(question);
    expect(understood.intent).toBe("changed");
    expect(answer).toMatch(text);
    expect(result).toEqual({ kind: "text", value: answer });
  });

  it.each([
    ["when was Home Assistant last updated?", { kind: "instant", value: on(23, "19:00:00") }],
    ["Wann wurde Home Assistant aktualisiert?", { kind: "instant", value: on(23, "19:00:00") }],
    ["when was the fridge updated?", { kind: "instant", value: on(22, "10:00:00") }],
    ["when was the fridge changed?", { kind: "instant", value: on(24, "10:00:00") }],
    ["which version is the fridge at?", { kind: "text", value: "1.3.0" }],
    ["when was the automation night lights changed?", { kind: "instant", value: on(25, "09:12:00") }],
    ["who changed the night lights automation?", { kind: "text", value: "Anna" }],
    ["who updated Home Assistant?", { kind: "text", value: "Ben" }],
    ["which version of Home Assistant is installed?", { kind: "text", value: "2026.11.0" }],
    ["what version of Home Assistant was running last Sunday?", { kind: "text", value: "2026.10.3" }],
    ["Welche Version von Home Assistant ist installiert?", { kind: "text", value: "2026.11.0" }],
    ["how many automations were changed yesterday?", { kind: "count", value: 1 }],
    ["how many voice commands did Assist not understand this week?", { kind: "count", value: 1 }],
  ])("answers %s", async (question, result) => {
    expect((await ask(question)).result).toMatchObject(result);
  });

  it.each([
    ["who changed the integration Zigbee stick?", "Home Assistant does not tell by whom"],
    ["when was the integration Weather changed?", "weather"],
    ["which version of the toaster is installed?", "toaster"],
    ["what changed on 3 November?", "Changes are known since"],
    ["which version of Home Assistant was installed on 3 November?", "Changes are known since"],
  ])("does not know %s", async (question, why) => {
    const { result, answer } = await ask(question);
    expect(result.kind).toBe("none");
    expect(answer).toContain(why);
  });

  it("tells what Assist did not understand, with the commands as evidence", async () => {
    const { answer, citations } = await ask("what did Assist not understand this week?");
    expect(answer).toContain("“flux the capacitor”");
    expect(answer).not.toContain("long ago");
    expect(citations).toMatchObject([{ at: on(24, "10:00:00"), text: "flux the capacitor" }]);
    expect((await ask("Was hat Assist diese Woche nicht verstanden?")).answer).toContain("“flux the capacitor”");
  });

  it("says that voice commands are not kept, where they are not", async () => {
    const other = await namedHome(db, THINGS, "2026-11-20T00:00:00Z");
    const asking = { home: other.home, language: english, now: NOW, present: new Map(), keepsVoice: false };
    const question = "what did Assist not understand this week?";
    const { answer } = await db.transaction((tx) => answerQuestion(tx, question, asking));
    expect(answer).toMatchObject({ result: { kind: "none" }, answer: expect.stringContaining("HOMEOPS_VOICE") });
    expect(await db.rows(sql`select from changes.change where home_id = ${other.home}`)).toEqual([]);
  });

  it("tells what a lamp did, where nobody configured it anew", async () => {
    const { answer } = await ask("what changed in the kitchen yesterday?");
    expect(answer).toContain("Boiler turned off");
  });
});
