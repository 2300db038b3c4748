import fc from "fast-check";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { attributeStore, differenceFrom } from "./attributes.ts";
import { type MemoryHome, memoryHome } from "./testing.ts";

const LIGHT = {
  friendly_name: "Hall",
  icon: "mdi:lamp",
  supported_color_modes: ["brightness", "xy"],
  min: 1,
  max: 254,
  brightness: 1,
};

const day = "2026-11-21";

describe.each(engines)("attributes on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  let store: ReturnType<typeof attributeStore>;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const begin = async () => {
    home = await memoryHome(db);
    store = attributeStore(home.home);
  };
  const keep = async (entityId: number | null, ...bodies: object[]) => {
    const wanted = bodies.map((body) => ({ text: JSON.stringify(body), entityId, day }));
    const resolved = await db.transaction((tx) => store.resolve(tx, wanted));
    resolved.keep();
    return resolved.ids;
  };
  const read = async (id: number | null | undefined) =>
    (await db.row<{ body: object }>(sql`select memory.attributes_of(${id}::int) as body`))?.body;
  const rows = () =>
    db.rows<{ id: number; base_id: number | null; bytes: number }>(sql`
      select id, base_id, length(body::text) as bytes
      from memory.attributes
      where home_id = ${home.home}
      order by id`);

  it("are stored once, within a batch, between batches and after a restart", async () => {
    await begin();
    const [one, again] = await keep(1, LIGHT, LIGHT);
    expect(again).toBe(one);
    expect(await keep(1, LIGHT)).toEqual([one]);
    expect(await keep(2, LIGHT)).toEqual([one]);
    store = attributeStore(home.home);
    expect(await keep(1, LIGHT)).toEqual([one]);
    expect(await rows()).toHaveLength(1);
  });

  it("are stored as the difference from their entity's first, and read back whole", async () => {
    await begin();
    const bodies = Array.from({ length: 50 }, (_, brightness) => ({ ...LIGHT, brightness }));
    const ids = await keep(1, ...bodies);
    for (const [i, body] of bodies.entries()) expect(await read(ids[i])).toEqual(body);
    const [base, ...rest] = await rows();
    expect(base?.base_id).toBeNull();
    expect(new Set(rest.map(({ base_id }) => base_id))).toEqual(new Set([base?.id]));
    expect(Math.max(...rest.map(({ bytes }) => bytes))).toBeLessThan(30);
  });

  it("lean on the same base after a restart, and never on a difference", async () => {
    await begin();
    const [base] = await keep(1, LIGHT, { ...LIGHT, brightness: 2 });
    store = attributeStore(home.home);
    const [difference] = await keep(1, { ...LIGHT, brightness: 2 }); // first seen again as a difference
    const [next] = await keep(1, { ...LIGHT, brightness: 3 });
    expect(await read(difference)).toEqual({ ...LIGHT, brightness: 2 });
    expect(await read(next)).toEqual({ ...LIGHT, brightness: 3 });
    const chained = await db.rows(sql`
      select own.id
      from memory.attributes as own
      join memory.attributes as base on base.id = own.base_id
      where base.base_id is not null`);
    expect(chained).toEqual([]);
    expect(base).not.toBe(next);
  });

  it("of many entities in one batch each lean on their own", async () => {
    await begin();
    const wanted = Array.from({ length: 400 }, (_, i) => ({
      entityId: i % 100,
      day,
      text: JSON.stringify({ ...LIGHT, friendly_name: `Lamp ${i % 100}`, brightness: i }),
    }));
    const { ids } = await db.transaction((tx) => store.resolve(tx, wanted));
    expect(new Set(ids).size).toBe(400);
    for (const [i, { text }] of wanted.entries())
      if (i % 37 === 0) expect(await read(ids[i])).toEqual(JSON.parse(text));
    expect((await rows()).filter(({ base_id }) => base_id === null)).toHaveLength(100);
  });

  it("are not counted on before they are committed", async () => {
    await begin();
    const text = JSON.stringify(LIGHT);
    const failing = db.transaction(async (tx) => {
      await store.resolve(tx, [{ text, entityId: 1, day }]);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    const [id, other] = await keep(1, LIGHT, { ...LIGHT, brightness: 9 });
    expect(await read(id)).toEqual(LIGHT);
    expect(await read(other)).toEqual({ ...LIGHT, brightness: 9 });
  });

  it("belong to one home, however equal", async () => {
    await begin();
    const [mine] = await keep(1, LIGHT);
    await begin();
    const [theirs] = await keep(1, LIGHT);
    expect(theirs).not.toBe(mine);
  });

  it("come back from the database as they went in, whatever they are and were", async () => {
    await begin();
    const key = fc.oneof(
      fc.constantFrom("a", "b", "c", "constructor", "toString", "__proto__"),
      fc.string({ maxLength: 3 }),
    );
    const body = fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 8, noNullPrototype: true });
    let entity = 1_000;
    await fc.assert(
      fc.asyncProperty(fc.array(body, { minLength: 2, maxLength: 6 }), async (bodies) => {
        const texts = bodies
          .map((each) => JSON.stringify({ padding: "x".repeat(120), ...each }))
          .filter((text) => !text.includes("\\u"));
        entity++;
        const wanted = texts.map((text) => ({ text, entityId: entity, day }));
        const resolved = await db.transaction((tx) => store.resolve(tx, wanted));
        resolved.keep();
        for (const [i, text] of texts.entries()) expect(await read(resolved.ids[i])).toEqual(JSON.parse(text));
      }),
      { numRuns: 60 },
    );
  });
});

it.each<[object, object, string, string[] | null]>([
  [{ a: 1 }, { a: 1 }, "{}", null],
  [{ a: 1 }, { a: 2 }, '{"a":2}', null],
  [{ a: 1 }, {}, "{}", ["a"]],
  [{}, { a: null }, '{"a":null}', null],
  [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, "{}", null],
  [{ toString: 1 }, {}, "{}", ["toString"]],
])("the difference from %j to %j is %s without %j", (base, body, changed, removed) => {
  expect(differenceFrom(base as Record<string, unknown>, body as Record<string, unknown>)).toEqual({
    body: changed,
    removed,
  });
});
