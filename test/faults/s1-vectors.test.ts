import sql, { raw } from "sql-template-tag";
import { expect, it } from "vitest";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { emptyHome, testDatabaseUrl } from "#db/testing.ts";
import { keepIndex, storedModel } from "#server/store/memory/embed/queries.ts";
import { byMeaning } from "#server/store/memory/search/queries.ts";
import { figure, isFull } from "./figures.ts";

const LARGE = isFull ? 40_000 : 4_000;
const NEAREST = 60;
/** How far an index looks before it gives up: pgvector's own in the full run, and fewer where all is smaller. */
const SCANNED = isFull ? 20_000 : 500;
const WIDTH = 32;

/** S1: the worst a search by meaning can meet: all of a large home lies nearer to the question than anything of the small one. */
it.each([100, 10])(
  "S1: a search by meaning finds all that a home of 1/%i has to show",
  async (part) => {
    const count = LARGE / part;
    await using place = await testDatabaseUrl();
    await using db = openDatabase(postgres(place.url));
    await migrate(db);
    const database = new URL(place.url).pathname.slice(1);
    await db.owner.run(sql`alter database ${raw(database)} set hnsw.max_scan_tuples = ${raw(String(SCANNED))}`);
    await using again = openDatabase(postgres(place.url));
    const { home: large } = await emptyHome(db);
    const { home: small } = await emptyHome(db);
    const model = await storedModel(db, { name: "test", revision: "1", width: WIDTH });
    if (!model) throw new Error("there is no model");
    await keepIndex(db.owner, model);
    await fill(db, { home: large, count: LARGE, from: 1, model: model.id });
    await fill(db, { home: small, count, from: 2, model: model.id });
    const person = await memberOf(db, small);
    await db.owner.run(sql`analyze memory.vector, memory.sentence`); // so that the index is taken where it seems cheaper

    const wanted = Math.min(count, NEAREST);
    const asked = vector(1);
    const nearness = { model, isIterative: true, isExact: false };
    for (const who of [again.as(person), again.for("asked")]) {
      const hits = await who.transaction((tx) => byMeaning(tx, { home: small }, asked, nearness));
      expect(hits).toHaveLength(wanted);
      const own = await db.rows<{ id: number }>(sql`
      select id
      from memory.sentence
      where home_id = ${small} and id = any (${hits.map(({ id }) => id)}::int[])`);
      expect(own).toHaveLength(wanted);
    }
    expect(await again.as(person).transaction((tx) => byMeaning(tx, { home: large }, asked, nearness))).toEqual([]);
    figure(
      "S1",
      `search by meaning: ${wanted} of ${wanted} for a home of ${count} sentences beside one of ${LARGE}, all of them nearer`,
    );
  },
  600_000,
);

const vector = (along: number) => `[${Array.from({ length: WIDTH }, (_, n) => (n === along ? 1 : 0)).join()}]`;

/** Sentences that all mean nearly the same. */
async function fill(
  db: Database,
  { home, count, from, model }: { home: number; count: number; from: number; model: number },
) {
  await db.run(sql`
    with told as (
      insert into memory.sentence (home_id, entity_id, type_id, kind, text)
      select ${home}, n, 0, 'opened', 'Door ' || n || ' opened'
      from generate_series(1, ${count}::int) as n
      returning id, home_id)
    insert into memory.vector (sentence_id, home_id, model_id, embedding)
    select told.id, told.home_id, ${model}, (
      select array_agg(case when place = ${from}::int + 1 then 1 else (told.id % 89 * place * 79 % 97) / 970.0 end)::real[]::vector::halfvec
      from generate_series(1, ${WIDTH}::int) as place)
    from told`);
}

async function memberOf(db: Database, home: number): Promise<string> {
  const row = await db.row<{ user_id: string }>(sql`
    with person as (insert into public.users (name) values ('Ben') returning id)
    insert into people.member (home_id, user_id, role)
    select ${home}, id, 'owner'
    from person
    returning user_id`);
  return row?.user_id ?? "";
}
