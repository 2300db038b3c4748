import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { passes } from "../embed/embed-sentences.ts";
import type { Embedder } from "../embed/embedder.ts";
import { embeddingOf } from "../embed/embedding.ts";
import { readEventId } from "../event-id.ts";
import { Search } from "./contract.ts";
import { search, type Understand } from "./search.ts";
import { searchWorld, toldHome } from "./testing.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const at = (time: string, day = 20) => `2026-11-${day}T${time}+00:00`;

describe.each(engines)("search on %s", (engine) => {
  let db: Database;
  let home: Awaited<ReturnType<typeof toldHome>>;
  let place: ReturnType<typeof searchWorld>;
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await toldHome(db);
    await home.put("floor", "ground", { aliases: ["downstairs"] });
    for (const area of ["garage", "study"]) await home.put("area", area, {});
    await home.name("cover.garage", { name: "Garage door", area: "garage", aliases: ["up-and-over"] });
    await home.name("light.study", { name: "Desk lamp", area: "study" });
    await home.name("binary_sensor.leak", { name: "Washer leak", area: "laundry" });
    await home.put("area", "laundry", { aliases: ["scullery"], floor_id: "ground" });
    await home.name("person.anna", { name: "Anna" });
    await home.tell(
      {
        entity: "cover.garage",
        text: "Garage door opened",
        kind: "opened",
        at: [at("08:00:00"), at("08:30:00.25"), at("17:00:00")],
      },
      { entity: "cover.garage", text: "Garage door closed", kind: "closed", at: [at("09:00:00")] },
      { entity: "light.study", text: "Desk lamp turned on", kind: "turned_on", at: [at("20:00:00", 18)] },
      { entity: "binary_sensor.leak", text: "Washer leak is wet", kind: "wet", at: [at("03:10:00", 19)] },
      { entity: "person.anna", text: "Anna arrived home", kind: "arrived", at: [at("18:00:00")] },
    );
    place = searchWorld(db);
    await place.embed();
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const page = (query: string, wanted: object = {}, understood?: Understand) =>
    search(
      place.world,
      db.for("asked"),
      { ...Search.parse({ query, ...wanted }), ...{ home: home.home, now: NOW } },
      understood,
    );
  const found = async (query: string, wanted: object = {}) =>
    (await page(query, wanted)).items.map(({ sentence }) => sentence);
  const first = async (query: string, wanted: object = {}) => (await found(query, wanted))[0];

  it("folds equal sentences with how often they were, marks the words, and names the last time by its event", async () => {
    const [item] = (await page("when did the garage door open")).items;
    expect(item).toMatchObject({
      sentence: "Garage door opened",
      ...{ entity_id: "cover.garage", area: "garage", kind: "opened", count: 3 },
      ...{ first: "2026-11-20T08:00:00.000000+00:00", last: "2026-11-20T17:00:00.000000+00:00" },
      marks: [
        [0, 6],
        [7, 11],
        [12, 18],
      ],
    });
    expect(readEventId(item?.event ?? "")).toMatchObject({
      at: item?.last,
      entity_id: await home.entity("cover.garage"),
    });
  });

  it.each([
    ["a paraphrase without a shared word", "water dripping on the floor", "Washer leak is wet"],
    ["an alias", "up-and-over closed", "Garage door closed"],
    ["another name of its room", "den", "Desk lamp turned on"],
    ["the name of an area", "what was on in the study", "Desk lamp turned on"],
    ["an alias of an area", "scullery", "Washer leak is wet"],
    ["the floor", "downstairs", "Washer leak is wet"],
    ["a typing error", "garrage doar closed", "Garage door closed"],
  ])("finds by %s", async (_, query, sentence) => expect(await first(query)).toBe(sentence));

  it("knows what people say in other words, and one word that was written as two", async () => {
    expect(await first("water on the floor")).toBe("Washer leak is wet");
    expect(await first("she got back")).toBe("Anna arrived home");
    expect(await first("wash er flooded")).toBe("Washer leak is wet");
  });

  it("keeps to the span, the entities, the areas and the kinds", async () => {
    expect(await found("garage door", { from: at("08:00:00"), to: at("09:00:00") })).toEqual(["Garage door opened"]);
    expect(await found("garage door", { from: at("10:00:00", 21) })).toEqual([]);
    expect(await found("anything", { entities: ["person.anna"] })).toEqual(["Anna arrived home"]);
    expect(await found("door", { areas: ["Garage"], kinds: ["closed"] })).toEqual(["Garage door closed"]);
    const [item] = (await page("garage door opened", { from: at("08:00:00"), to: at("12:00:00") })).items;
    expect(item).toMatchObject({ count: 2, last: "2026-11-20T08:30:00.250000+00:00" });
  });

  it("takes the time out of the question where it is understood", async () => {
    const understood: Understand = (query) => ({
      rest: query.replace("on Wednesday", ""),
      from: at("00:00:00", 18),
      to: at("00:00:00", 19),
    });
    expect((await page("lamp on Wednesday", {}, understood)).items.map(({ sentence }) => sentence)).toEqual([
      "Desk lamp turned on",
    ]);
  });

  it("pages without leaving out or repeating", async () => {
    const all = await found("garage");
    const pages: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const next = await page("garage", { limit: 2, ...(cursor ? { cursor } : {}) });
      pages.push(...next.items.map(({ sentence }) => sentence));
      cursor = next.cursor;
    }
    expect(pages).toEqual(all);
    expect(new Set(all).size).toBe(5);
  });

  it("goes by words alone where embedding is off", async () => {
    const { world } = searchWorld(db, { embedding: { kind: "off", provider: undefined } });
    const asked = (query: string) =>
      search(world, db.for("asked"), { ...Search.parse({ query }), home: home.home, now: NOW });
    expect((await asked("desk lamp")).items.map(({ sentence }) => sentence)).toEqual(["Desk lamp turned on"]);
    expect((await asked("water dripping")).items).toEqual([]);
  });

  it("shows a person of another home nothing", async () => {
    const stranger = await db.row<{ id: string }>(sql`insert into public.users (name) values ('Zoe') returning id`);
    const wanted = { ...Search.parse({ query: "garage door" }), home: home.home, now: NOW };
    expect(await search(place.world, db.as(stranger?.id ?? ""), wanted)).toEqual({ items: [], cursor: null });
  });

  it("mixes no vectors of two models, and embeds again where the model has changed", async () => {
    const before = await db.row<{ id: number }>(sql`select distinct model_id as id from memory.vector`);
    const { world } = searchWorld(db);
    const wider: Embedder = {
      model: async () => ({ name: "another", revision: "1", width: 384 }),
      embed: async (texts) => texts.map(() => new Float32Array(384).fill(0.05)),
    };
    await passes(world, embeddingOf(world), wider)();
    const models = await db.rows<{ id: number }>(sql`select distinct model_id as id from memory.vector limit 10`);
    expect(models).toHaveLength(1);
    expect(models[0]?.id).not.toBe(before?.id);
    expect(await found("garage door opened")).toContain("Garage door opened"); // the first server, whose vectors are gone, by words
  });
});
