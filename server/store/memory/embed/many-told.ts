import sql, { raw } from "sql-template-tag";
import type { Database } from "#db/database.ts";
import type { MemoryHome } from "../testing.ts";
import { vectorText } from "./embed-sentences.ts";
import type { StoredModel } from "./queries.ts";

const EVENTS_EACH = 20;

/** For tests: so many told events that to sort them all by distance would not be quick. Answers a vector to search for. */
export async function manyTold(
  db: Database,
  home: MemoryHome,
  { id, width }: StoredModel,
  sentences: number,
): Promise<string> {
  const entity = await home.entity("light.many");
  const day = "2026-11-20";
  await db.rows(sql`select memory.make_day(${day}::date)`);
  await db.run(sql`
    insert into memory.sentence (home_id, entity_id, type_id, kind, text)
    select ${home.home}, ${entity}, 0, 'turned_on', 'Sentence ' || i
    from generate_series(1, ${sentences}::int) as i`);
  await db.run(sql`
    insert into memory.vector (sentence_id, home_id, model_id, embedding)
    select sentence.id, home_id, ${id}, (
      select l2_normalize(array_agg(random() - 0.5)::vector(${raw(String(width))}))::halfvec
      from generate_series(1, ${width}::int)
      where sentence.id > 0)
    from memory.sentence
    where entity_id = ${entity}`);
  const events = sql`
    ${day}::timestamptz + i * interval '1 second' as at, ${home.home}::int as home_id, ${entity}::int as entity_id
    from generate_series(1, ${sentences * EVENTS_EACH}::int) as i`;
  await db.run(sql`
    insert into memory.event (state, source, type_id, at, home_id, entity_id)
    select 'on', 'l', 0, ${events}`);
  const first = await db.row<{ id: number }>(
    sql`select min(id) as id from memory.sentence where entity_id = ${entity}`,
  );
  await db.run(sql`
    insert into memory.telling (at, place, home_id, sentence_id)
    select at, entity_id, home_id, ${first?.id ?? 0}::int + i % ${sentences}::int
    from (select i, ${events}) as event`);
  await db.owner.script("analyze");
  return vectorText(new Float32Array(width).map((_, i) => Math.sin(i)));
}
