import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { Refusal } from "#server/refusal.ts";
import { searchWorld, toldHome } from "../search/testing.ts";
import { builtIn } from "./built-in.ts";
import { passes } from "./embed-sentences.ts";
import type { Embedder } from "./embedder.ts";
import { embeddingOf } from "./embedding.ts";

const AT = ["2026-11-20T08:00:00+00:00"];

describe.each(engines)("embedding in the background on %s", (engine) => {
  let db: Database;
  let home: Awaited<ReturnType<typeof toldHome>>;
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await toldHome(db);
    const doors = ["a", "b", "c"].map((it) => ({ entity: `cover.${it}`, text: "Door opened", kind: "opened", at: AT }));
    await home.tell(...doors, { entity: "light.a", text: "Light turned on", kind: "turned_on", at: AT });
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  /** The built-in one, which tells what it was given and may refuse. */
  function watched() {
    const given: string[] = [];
    const embedder: Embedder & { given: string[]; refuses: boolean } = {
      given,
      refuses: false,
      model: () => builtIn.model(),
      async embed(texts) {
        if (embedder.refuses) throw new Refusal("embedding_away", "It is away");
        given.push(...texts);
        return builtIn.embed(texts);
      },
    };
    const { world } = searchWorld(db);
    const embedding = embeddingOf(world);
    return { embedder, embedding, pass: passes(world, embedding, embedder) };
  }
  const vectors = async () => (await db.row<{ n: number }>(sql`select count(*)::int as n from memory.vector`))?.n;

  it("embeds each text once, says how far it is, and has an index from the first vector on", async () => {
    const { embedder, embedding, pass } = watched();
    await pass();
    expect(embedder.given.toSorted()).toEqual(["Door opened", "Light turned on (lamp)"]); // with what the thing is
    expect(await vectors()).toBe(4);
    expect(embedding.progress).toMatchObject({ state: "done", done: 4, remaining: 0, reason: null });
    const indexes = await db.owner.rows<{ name: string }>(sql`
      select indexname as name from pg_indexes where indexname like 'vector_of_model%' limit 10`);
    expect(indexes).toHaveLength(1);
  });

  it("goes on where another process stopped, and borrows the vector of an equal sentence", async () => {
    await home.tell({ entity: "cover.d", text: "Door opened", kind: "opened", at: AT });
    await home.tell({ entity: "cover.d", text: "Door closed", kind: "closed", at: AT });
    const { embedder, pass } = watched();
    await pass();
    expect(embedder.given).toEqual(["Door closed"]);
    expect(await vectors()).toBe(6);
    await pass();
    expect(embedder.given).toEqual(["Door closed"]);
  });

  it("leaves what it cannot embed for the next time", async () => {
    const { embedder, pass } = watched();
    await pass();
    await home.tell({ entity: "cover.e", text: "Gate opened", kind: "opened", at: AT });
    embedder.refuses = true;
    await expect(pass()).rejects.toMatchObject({ code: "embedding_away" });
    expect(await vectors()).toBe(6);
    embedder.refuses = false;
    await pass();
    expect(await vectors()).toBe(7);
  });

  it("forgets the vector with its sentence", async () => {
    await db.run(sql`delete from memory.sentence where text = 'Gate opened'`);
    expect(await vectors()).toBe(6);
  });
});
