import sql from "sql-template-tag";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { foldDays } from "#server/store/memory/sentences/fold-days.ts";
import { EVENTS_A_DAY } from "../../mix.ts";
import type { BenchDatabase } from "../bench-database.ts";
import { fillMemory } from "../history/fill.ts";
import { called, described } from "./of-the-mix.ts";
import { sayings, things } from "./sayings.ts";

const DAY = 86_400_000_000; // microseconds
const SENTENCES_AN_HOUR = 400;
/** Each of them is told so often an hour; with the rest of the mix that makes one event in twenty a told one. */
const TOLD_A_DAY = 24 * SENTENCES_AN_HOUR * 1.5;
const AT_ONCE = 5_000;

type Wanted = { sentences: number; events: number };

/**
 * A home's past of so many events: those of the mix, of which few are told, and those of a thousand things that tell so many sentences, the usual
 * ones often, each of the others a few times. The last day comes through the door; rows of the days before are written as the server would.
 */
export async function fill(bench: BenchDatabase, { sentences, events }: Wanted): Promise<void> {
  const { db, where } = bench;
  const until = Date.now();
  await fillMemory(bench, { events: events * (EVENTS_A_DAY / (EVENTS_A_DAY + TOLD_A_DAY)), until });
  await furnish(bench);
  await saySentences(bench, sentences);
  const days = await db.rows<{ day: string }>(sql`
    select distinct to_char(hour at time zone 'UTC', 'YYYY-MM-DD') as day
    from memory.posting
    where home_id = ${where.home}
    order by day
    limit 10000`);
  for (const { day } of days) await tellDay(bench, day, sentences);
  while ((await foldDays(db, where.home, new Date(until).toISOString().slice(0, 10))) > 0);
}

async function furnish(bench: BenchDatabase): Promise<void> {
  const {
    db,
    where: { home, connectionId },
  } = bench;
  await describeMix(bench);
  const areas = [...new Set(things.map(({ area }) => area))].map((area) => ({ area }));
  await db.run(sql`
    insert into house.item (home_id, connection_id, kind, item_id, name, body)
    select ${home}, ${connectionId}::uuid, 'area', area, area, '{}'
    from jsonb_to_recordset(${JSON.stringify(areas)}::jsonb) as one (area text)`);
  await db.run(sql`
    insert into house.entity (home_id, connection_id, entity_id, name, area_id)
    select ${home}, ${connectionId}::uuid, 'switch.' || replace(name, ' ', '_'), name, area
    from jsonb_to_recordset(${JSON.stringify(things)}::jsonb) as one (name text, area text)`);
}

/** What the registry tells of the mix's own things, and since when there is a memory of them. */
async function describeMix({ db, where: { home, connectionId } }: BenchDatabase): Promise<void> {
  await db.run(sql`
    update house.entity
    set device_class = described.device_class, unit = described.unit, state_class = described.state_class
    from jsonb_to_recordset(${JSON.stringify(described)}::jsonb) as described (of text, device_class text, unit text, state_class text)
    where home_id = ${home} and entity_id like described.of || '%'`);
  await db.run(sql`
    update house.entity
    set name = called.name
    from jsonb_to_recordset(${JSON.stringify(called)}::jsonb) as called (entity text, name text)
    where home_id = ${home} and entity_id = called.entity`);
  await db.run(sql`
    insert into memory.coverage (home_id, connection_id, source, started_at, ended_at)
    select ${home}, ${connectionId}::uuid, 'live', min(hour), now()
    from memory.posting
    where home_id = ${home}`);
}

async function saySentences({ db, where: { home } }: BenchDatabase, wanted: number): Promise<void> {
  const there = await db.row<{ n: number }>(sql`select count(*)::int as n from memory.sentence`);
  const made = Array.from(sayings().take(Math.max(0, wanted - (there?.n ?? 0))));
  const [first] = things;
  const lowest = await db.row<{ id: number }>(sql`
    select id from house.entity where home_id = ${home} and name = ${first?.name}`);
  for (let done = 0; done < made.length; done += AT_ONCE)
    await db.run(sql`
      insert into memory.sentence (home_id, entity_id, type_id, kind, text)
      select ${home}, ${lowest?.id ?? 0} + entity, 0, kind, text
      from jsonb_to_recordset(${JSON.stringify(made.slice(done, done + AT_ONCE))}::jsonb) as one (entity int, kind text, text text)`);
}

/** An hour tells the usual sentences, those of small numbers, and some of all the others; where the mix has told an hour that stays. */
const tellDay = ({ db, where: { home } }: BenchDatabase, day: string, sentences: number) =>
  db.run(sql`
    with picked as materialized (
      select distinct hour, floor(power(random(), 4) * ${sentences})::int as place
      from generate_series(${day}::timestamptz, ${fromMicroseconds(toMicroseconds(`${day}T00:00:00Z`) + DAY - 1)}::timestamptz, '1 hour') as hour
      cross join generate_series(1, ${SENTENCES_AN_HOUR}::int)
      where hour < date_trunc('hour', now()) and not exists (select from memory.told where home_id = ${home} and told.hour = hour.hour)),
    happened as materialized (
      select picked.hour, sentence.id, sentence.entity_id, sentence.kind, picked.hour + random() * interval '59 minutes' as at
      from picked
      join (select id, entity_id, kind, row_number() over (order by id) - 1 as place from memory.sentence where home_id = ${home}) as sentence
        on sentence.place = picked.place and sentence.entity_id > 0
      cross join generate_series(1, 1 + floor(random() * 2)::int)),
    events as (
      insert into memory.event (at, home_id, entity_id, type_id, source, state)
      select at, ${home}, entity_id, 0, 'l', case when kind like '%off' or kind like 'closed' then 'off' else 'on' end
      from happened
      order by at
      on conflict do nothing),
    tellings as (
      insert into memory.telling (at, place, home_id, sentence_id)
      select at, entity_id, ${home}, id
      from happened
      order by at
      on conflict do nothing),
    postings as (
      insert into memory.posting as old (hour, home_id, entity_id, times)
      select hour, ${home}, entity_id, array_agg(at order by at)
      from happened
      group by hour, entity_id
      on conflict (entity_id, hour) do update set times = (
        select array_agg(distinct at order by at)
        from unnest(old.times || excluded.times) as at)),
    counted as (
      select hour, id, count(*)::int as n, min(at) as first, max(at) as last
      from happened
      group by hour, id)
    insert into memory.told (hour, home_id, sentences, counts, firsts, lasts)
    select hour, ${home}, array_agg(id order by id), array_agg(n order by id), array_agg(first order by id), array_agg(last order by id)
    from counted
    group by hour`);
