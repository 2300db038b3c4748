import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database, Queries } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { closeDue } from "#server/intake/close-hours.ts";
import { searchWorld } from "../search/testing.ts";
import { forgetTold } from "../sentences/forget-told.ts";
import { settleTold } from "../sentences/settle.ts";
import { type MemoryHome, memoryHome, seen } from "../testing.ts";
import { builtIn } from "./built-in.ts";
import { passes, vectorText } from "./embed-sentences.ts";
import type { Embedder } from "./embedder.ts";
import { embeddingOf } from "./embedding.ts";
import { manyTold } from "./many-told.ts";

const clock = { ...systemClock, now: () => Date.parse("2026-11-21T12:00:00Z"), sleep: async () => {} };
const at = (time: string) => `2026-11-21T${time}.000000+00:00`;
const nearest = (vector: string) => sql`
  select id, entity_id, new_state
  from home_assistant_events
  where embedding_vector is not null
  order by embedding_vector <=> ${vector}
  limit 10`;

describe.each(engines)("vectors in the view of events on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  let place: ReturnType<typeof searchWorld>;
  beforeAll(async () => {
    db = await testDatabase(engine);
    place = searchWorld(db);
  }, 120_000);
  beforeEach(async () => {
    home = await memoryHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const asked = async (text: string) => vectorText((await builtIn.embed([text]))[0]!);
  const width = async () =>
    (
      await db.row<{ type: string }>(sql`
        select format_type(atttypid, atttypmod) as type
        from pg_attribute
        where attrelid = 'home_assistant_events'::regclass and attname = 'embedding_vector'`)
    )?.type;
  async function happened() {
    await home.remember(
      seen("light.hall", at("08:00:00"), { state: "off" }),
      seen("sensor.power", at("08:00:30"), { state: "12.5", attributes: '{"unit_of_measurement":"W"}' }),
      seen("light.hall", at("08:01:00"), { state: "on" }),
      seen("binary_sensor.cellar", at("08:02:00"), { state: "off", attributes: '{"device_class":"moisture"}' }),
      seen("binary_sensor.cellar", at("08:03:00"), { state: "on", attributes: '{"device_class":"moisture"}' }),
      seen("light.hall", at("08:04:00"), { state: "off" }),
      seen("light.hall", at("08:05:00"), { state: "on" }),
    );
    await db.run(sql`
      update house.entity set device_class = 'moisture', name = 'Cellar' where entity_id = 'binary_sensor.cellar' and home_id = ${home.home}`);
    await closeDue({ db, clock }, undefined, { only: home.home });
    await place.embed();
  }
  const shown = (queries: Queries) =>
    queries.rows<{ at: string; has: boolean; same: boolean | null }>(sql`
      select to_char(timestamp at time zone 'UTC', 'HH24:MI:SS') as at, embedding_vector is not null as has,
        embedding_vector = (
          select vector.embedding
          from memory.vector
          join memory.sentence on sentence.id = vector.sentence_id
          where sentence.home_id = ${home.home} and sentence.text = 'Name of light.hall turned on') as same
      from home_assistant_events
      where connection_id = ${home.connectionId}
      order by timestamp`);

  it("are those of the sentences that tell the events, and nothing where nothing is told", async () => {
    await happened();
    const rows = await shown(db);
    const told = rows.filter(({ has }) => has).map(({ at }) => at);
    expect(told).toEqual(["08:01:00", "08:02:00", "08:03:00", "08:04:00", "08:05:00"]);
    expect(rows.filter(({ same }) => same).map(({ at }) => at)).toEqual(["08:01:00", "08:05:00"]);
    const [first] = await db.rows<{ entity_id: string }>(nearest(await asked("water on the floor of the cellar")));
    expect(first).toMatchObject({ entity_id: "binary_sensor.cellar", new_state: "on" });
  });

  it("are shown to those who may see the events, and nobody else", async () => {
    await happened();
    const person = await db.row<{ id: string }>(sql`insert into users (name) values ('Zoe') returning id`);
    const zoe = db.as(person?.id ?? "");
    expect(await zoe.rows(nearest(await asked("light")))).toEqual([]);
    await db.run(
      sql`insert into people.member (home_id, user_id, role) values (${home.home}, ${person?.id}, 'member')`,
    );
    expect(await zoe.rows(nearest(await asked("light")))).toHaveLength(5);
    expect((await shown(zoe)).filter(({ has }) => has)).toHaveLength(5);
  });

  it("go where what was told is forgotten, and come back with what is left", async () => {
    await happened();
    const light = await home.entity("light.hall");
    const span = { from: at("08:00:00"), to: at("09:00:00") };
    await db.transaction((tx) => forgetTold(tx, home.home, span, [light]));
    expect((await shown(db)).filter(({ has }) => has)).toEqual([]);
    while ((await settleTold({ db, clock }, home.home)) > 0);
    await place.embed();
    expect((await shown(db)).filter(({ has }) => has)).toHaveLength(5); // the events themselves were left
  });

  it("come by the index on their distance, nearest first, however many events there are", async () => {
    const { model } = embeddingOf(place.world);
    const vector = await manyTold(db, home, model!, engine === "embedded" ? 100 : 2_000);
    const plan = await db.transaction(async (tx) => {
      const rows = await tx.rows<{ "QUERY PLAN": string }>(sql`explain ${nearest(vector)}`);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
    if (engine === "postgresql") {
      expect(plan).toContain(`vector_of_model_${model!.id}`);
      expect(plan).not.toMatch(/Sort|Hash|Materialize|Seq Scan on telling/);
    }
    const distances = await db.rows<{ distance: number }>(sql`
      select embedding_vector <=> ${vector} as distance
      from home_assistant_events
      where embedding_vector is not null
      order by embedding_vector <=> ${vector}
      limit 10`);
    const exact = await db.row<{ least: number }>(
      sql`select min(embedding::halfvec(192) <=> ${vector}) as least from memory.vector`,
    );
    expect(distances[0]?.distance, "the index is approximate").toBeLessThan(exact!.least + 0.05);
    expect(distances.map((it) => it.distance)).toEqual(distances.map((it) => it.distance).toSorted((a, b) => a - b));
    const all = await db.rows<{ id: string; is: boolean }>(sql`
      select id, embedding_vector is null as is
      from home_assistant_events
      where connection_id = ${home.connectionId}
      order by embedding_vector <=> ${vector}
      limit 10`);
    expect(all.map(({ is }) => is)).toEqual(Array(10).fill(false));
  });

  it("are as wide as the model's", async () => {
    await db.run(sql`delete from memory.sentence where text like 'Sentence %'`);
    await happened();
    expect(await width()).toBe("halfvec(192)");
    const { world } = searchWorld(db);
    const wider: Embedder = {
      model: async () => ({ name: "text-embedding-3-small", revision: "api.openai.com", width: 1536 }),
      embed: async (texts) => texts.map(() => new Float32Array(1536).fill(0.02)),
    };
    await passes(world, embeddingOf(world), wider)();
    expect(await width()).toBe("halfvec(1536)");
    const wide = `[${Array(1536).fill(0.02).join()}]`;
    expect(await db.rows(nearest(wide))).toHaveLength(10);
  });
});
