import sql from "sql-template-tag";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { emptyHome, engines, testDatabase } from "#db/testing.ts";
import { ListChanges } from "./contract.ts";
import { expireChanges } from "./expire.ts";
import { forgetChanges } from "./forget-changes.ts";
import type { Item } from "./item.ts";
import { keepItems, type Reading } from "./keep-items.ts";
import { changeDiff, changePage } from "./list-changes.ts";
import { doubt } from "./queries.ts";

const nightLights = (at: string, more = {}): Item => ({
  item_id: "17",
  entity_id: "automation.night_lights",
  name: "Night lights",
  body: {
    alias: "Night lights",
    triggers: [{ trigger: "time", at }],
    actions: [{ action: "light.turn_on", target: { entity_id: "light.hall" } }],
    ...more,
  },
});
const porch: Item = { item_id: "18", entity_id: "automation.porch", name: "Porch", body: { alias: "Porch" } };
const at = (minute: number) => `2026-11-24T10:${String(minute).padStart(2, "0")}:00.000000+00:00`;

describe.each(engines)("what changed, on %s", (engine) => {
  let db: Database;
  let where: { home: number; connectionId: string };
  beforeAll(async () => {
    db = await testDatabase(engine);
    return () => db[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    where = await emptyHome(db);
  });

  const read = (minute: number, items: Item[], more: Partial<Reading> = {}) =>
    keepItems(db, where, { kind: "automation", items, isWhole: true, at: at(minute), who: null, ...more });
  const list = (wanted = {}) => db.transaction((tx) => changePage(tx, where.home, ListChanges.parse(wanted)));
  const summaries = async (wanted = {}) => (await list(wanted)).items.map(({ summary }) => summary);
  const contents = async () =>
    (await db.rows(sql`select id from changes.content where home_id = ${where.home}`)).length;

  it("takes the first reading as the ground, and nothing of it as a change", async () => {
    expect(await read(0, [nightLights("22:00:00"), porch])).toEqual([]);
    expect(await list()).toMatchObject({ items: [], since: at(0) });
  });

  it("says who changed what from what to what, and shows both in lines", async () => {
    await read(0, [nightLights("22:00:00"), porch]);
    const [change] = await read(1, [nightLights("21:30:00"), porch], { who: "Anna" });
    expect(await summaries()).toEqual(["Anna changed the automation Night lights: trigger time 22:00 → 21:30"]);
    const diff = await db.transaction((tx) => changeDiff(tx, where.home, change?.change ?? 0));
    expect(diff.differences).toEqual([{ path: "triggers[0].at", before: "22:00:00", after: "21:30:00" }]);
    expect(diff.before).toContain('    at: "22:00:00"');
    expect(diff.after).toContain('    at: "21:30:00"');
    expect(diff).toMatchObject({ at: at(1), at_least: null, at_most: null, subject: "automation.night_lights" });
  });

  it("keeps nothing of a reading that is equal, whatever the order of its keys", async () => {
    await read(0, [nightLights("22:00:00")]);
    const before = await contents();
    const { alias, ...rest } = nightLights("22:00:00").body as { alias: string };
    expect(await read(1, [{ ...nightLights(""), body: { ...rest, alias } }])).toEqual([]);
    expect(await contents()).toBe(before);
  });

  it("tells what came later as added and what went as removed, and knows it again when it comes back", async () => {
    await read(0, [nightLights("22:00:00")]);
    await read(1, [nightLights("22:00:00"), porch]);
    await read(2, [nightLights("22:00:00")]);
    await read(3, [nightLights("22:00:00"), porch]);
    expect(await summaries()).toEqual([
      "The automation Porch was added",
      "The automation Porch was removed",
      "The automation Porch was added",
    ]);
  });

  it("takes what is missing from a part for not asked, and what was asked for and is gone for removed", async () => {
    await read(0, [nightLights("22:00:00"), porch]);
    await read(1, [nightLights("22:10:00")], { isWhole: false });
    await read(2, [], { isWhole: false, gone: ["18"] });
    expect(await summaries()).toEqual([
      "The automation Porch was removed",
      "The automation Night lights was changed: trigger time 22:00 → 22:10",
    ]);
  });

  it("keeps no credential, neither in the content nor in the sentence", async () => {
    const secret = "hunter2hunter2";
    const config = (password: string) => nightLights("22:00:00", { actions: [{ data: { password, code: password } }] });
    await read(0, [config("first-secret")]);
    await read(1, [config(secret)]);
    await read(2, [nightLights("23:00:00", { url: `http://me:${secret}@host/` })]);
    const page = await list();
    const diffs = await Promise.all(
      page.items.map(({ change }) => db.transaction((tx) => changeDiff(tx, where.home, change))),
    );
    expect(page.items).toHaveLength(1);
    expect(JSON.stringify([page, diffs])).toContain("[secret]");
    expect(JSON.stringify([page, diffs])).not.toMatch(/hunter2|first-secret/);
  });

  it("knows of a change while nobody listened only when it was at the earliest and at the latest", async () => {
    await read(0, [nightLights("22:00:00")]);
    await doubt(db, where, at(5));
    await doubt(db, where, at(9));
    await read(30, [nightLights("21:00:00")]);
    expect((await list()).items).toMatchObject([{ at: at(30), at_least: at(5), at_most: at(30) }]);
    expect(await summaries({ from: at(10), to: at(20) })).toHaveLength(1);
    expect(await summaries({ to: at(4) })).toEqual([]);
    await read(40, [nightLights("22:00:00")]);
    expect((await list()).items[0]).toMatchObject({ at: at(40), at_least: null });
  });

  it("finds changes by kind, by entity, and by what an automation acts on", async () => {
    await read(0, [nightLights("22:00:00"), porch]);
    await read(1, [nightLights("21:00:00"), { ...porch, body: { alias: "Porch", mode: "single" } }]);
    expect(await summaries({ entities: ["light.hall"] })).toHaveLength(1);
    expect(await summaries({ entities: ["automation.porch"] })).toHaveLength(1);
    expect(await summaries({ kinds: ["script"] })).toEqual([]);
  });

  it("goes on page by page", async () => {
    await read(0, [nightLights("22:00:00")]);
    for (let minute = 1; minute <= 5; minute++) await read(minute, [nightLights(`2${minute % 4}:1${minute}:00`)]);
    const all = await summaries();
    const first = await list({ limit: 3 });
    const rest = await list({ limit: 3, cursor: first.cursor });
    expect([...first.items, ...rest.items].map(({ summary }) => summary)).toEqual(all);
    expect(rest.cursor).toBeNull();
    expect(all).toHaveLength(5);
  });

  it("takes what is now, but tells no change, while nothing may be remembered", async () => {
    await read(0, [nightLights("22:00:00")]);
    expect(await read(1, [nightLights("21:00:00")], { isSilent: true })).toEqual([]);
    expect(await read(2, [nightLights("21:00:00")])).toEqual([]);
    expect(await summaries()).toEqual([]);
  });

  it("forgets the changes of a span with what was before them, and of one entity only those that name it", async () => {
    await read(0, [nightLights("22:00:00"), porch]);
    await read(1, [nightLights("21:00:00"), porch]);
    await read(2, [nightLights("20:00:00"), { ...porch, body: { alias: "Porch", mode: "single" } }]);
    const what = { home: where.home, from: at(0), to: at(59) };
    const forget = (entities: number[] | null, entityIds: string[]) =>
      forgetChanges.forget({ db, clock: {} as never, silence: 0, stepped: () => {} }, { ...what, entities, entityIds });
    await forget([1], ["light.hall"]);
    expect(await summaries()).toEqual(["The automation Porch was changed: mode single added"]);
    await forget(null, []);
    expect(await summaries()).toEqual([]);
    expect(await contents()).toBe(2);
  });

  it("lets go of the oldest beyond a number, and of their contents", async () => {
    await read(0, [nightLights("22:00:00")]);
    for (let minute = 1; minute <= 5; minute++) await read(minute, [nightLights(`20:1${minute}:00`)]);
    expect(await expireChanges(db, where.home, Date.parse(at(6)), { atMost: 2 })).toBe(3);
    expect(await summaries()).toHaveLength(2);
    expect(await contents()).toBe(3);
  });

  it("keeps that something very large changed, and not how", async () => {
    const large = (text: string): Item => ({ ...porch, body: { text: text.repeat(700_000) } });
    await read(0, [large("ab")]);
    await read(1, [large("ba")]);
    expect(await summaries()).toHaveLength(1);
  });

  it("shows nothing of it to a stranger", async () => {
    await read(0, [nightLights("22:00:00")]);
    await read(1, [nightLights("21:00:00")]);
    const stranger = db.as("00000000-0000-0000-0000-000000000001");
    expect((await stranger.transaction((tx) => changePage(tx, where.home, ListChanges.parse({})))).items).toEqual([]);
  });
});
