import sql from "sql-template-tag";
import type { BenchDatabase } from "../bench-database.ts";
import { sayings, things } from "./sayings.ts";

const EVENTS_AN_HOUR = 11_375; // 273,000 a day, as in all benches
const SENTENCES_AN_HOUR = 400;

/** So many sentences of a thousand things, told in as many hours as so many events take; the events themselves, which search does not read, are not made. */
export async function fill({ db, where }: BenchDatabase, wanted: { sentences: number; events: number }): Promise<void> {
  const { home, connectionId } = where;
  const areas = [...new Set(things.map(({ area }) => area))].map((area) => ({ area }));
  await db.run(sql`
    insert into house.item (home_id, connection_id, kind, item_id, name, body)
    select ${home}, ${connectionId}::uuid, 'area', area, area, '{}'
    from jsonb_to_recordset(${JSON.stringify(areas)}::jsonb) as one (area text)`);
  await db.run(sql`
    insert into house.entity (home_id, connection_id, entity_id, name, area_id)
    select ${home}, ${connectionId}::uuid, 'switch.' || replace(name, ' ', '_'), name, area
    from jsonb_to_recordset(${JSON.stringify(things)}::jsonb) as one (name text, area text)`);
  const first = await db.row<{ id: number }>(sql`select min(id) as id from house.entity`);
  const made = Array.from(sayings().take(wanted.sentences));
  for (let done = 0; done < made.length; done += 5_000) {
    const chunk = made.slice(done, done + 5_000);
    await db.run(sql`
      insert into memory.sentence (home_id, entity_id, type_id, kind, text)
      select ${home}, ${first?.id ?? 0} + entity, 0, kind, text
      from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as one (entity int, kind text, text text)`);
  }
  await tellHours(db, home, wanted);
}

/** An hour tells the usual sentences, those of small numbers, and some of all the others. */
const tellHours = (
  db: BenchDatabase["db"],
  home: number,
  { sentences, events }: { sentences: number; events: number },
) =>
  db.run(sql`
    with lowest as (select min(id) as id from memory.sentence),
    picked as (
      select distinct date_trunc('hour', now(), 'UTC') - hour * interval '1 hour' as hour, lowest.id + floor(power(random(), 4) * ${sentences})::int as sentence
      from lowest, generate_series(1, ${Math.ceil(events / EVENTS_AN_HOUR)}::int) as hour, generate_series(1, ${SENTENCES_AN_HOUR}::int))
    insert into memory.told (hour, home_id, sentences, counts, firsts, lasts)
    select hour, ${home}, array_agg(sentence order by sentence), array_agg(${Math.round(EVENTS_AN_HOUR / SENTENCES_AN_HOUR)}::int),
      array_agg(hour + interval '5 minutes'), array_agg(hour + interval '50 minutes')
    from picked
    group by hour`);
