import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { type Options, readOptions } from "#server/options.ts";
import type { World } from "#server/world.ts";
import { passes } from "../embed/embed-sentences.ts";
import { embeddingOf } from "../embed/embedding.ts";
import { type ToldEvent, writeTellings } from "../sentences/queries.ts";
import { memoryHome } from "../testing.ts";

export type Telling = { entity: string | null; text: string; kind: string; at: string[] };

/** For tests: a world on this database, its sentences embedded when told to. */
export function searchWorld(db: Database, embedding?: Partial<Options>) {
  const options = { ...readOptions({}), ...embedding };
  const world: World = { db, clock: systemClock, log: jsonLog("silent"), options };
  const state = embeddingOf(world);
  const pass = state.embedder && passes(world, state, state.embedder);
  return { world, embed: async () => pass?.() };
}

/** For tests: a home whose entities have names and areas, and whose sentences were told in closed hours. */
export async function toldHome(db: Database) {
  const home = await memoryHome(db);

  async function name(
    entityId: string,
    called: { name?: string; aliases?: string[]; area?: string; deviceClass?: string },
  ) {
    const id = await home.entity(entityId);
    const { name = null, aliases = [], area = null, deviceClass = null } = called;
    await db.run(sql`
      update house.entity
      set name = ${name}, aliases = ${aliases}::text[], area_id = ${area}, device_class = ${deviceClass}
      where id = ${id}`);
  }

  /** An area or a floor. */
  const put = (kind: "area" | "floor", id: string, body: object, called = id) =>
    db.run(sql`
      insert into house.item (home_id, connection_id, kind, item_id, name, body)
      values (${home.home}, ${home.connectionId}, ${kind}, ${id}, ${called}, ${JSON.stringify(body)}::jsonb)
      on conflict (connection_id, kind, item_id) do update set body = excluded.body`);

  async function tell(...tellings: Telling[]): Promise<void> {
    const told = new Map<string, ToldEvent>(); // an event has one sentence, the last
    for (const { entity, text, kind, at } of tellings) {
      const id = entity === null ? 0 : await home.entity(entity);
      const row = await db.row<{ id: number }>(sql`
        insert into memory.sentence (home_id, entity_id, type_id, kind, text)
        values (${home.home}, ${id}, 0, ${kind}, ${text})
        on conflict (home_id, entity_id, type_id, md5(text)) do update set kind = excluded.kind
        returning id`);
      await db.rows(sql`
        select memory.make_day(day)
        from (select distinct (at at time zone 'UTC')::date as day from unnest(${at}::timestamptz[]) as at) as one`);
      await db.run(sql`
        insert into memory.told (hour, home_id, sentences, counts, firsts, lasts)
        select date_trunc('hour', at, 'UTC'), ${home.home}, array[${row?.id ?? 0}::int], array[count(*)::int], array[min(at)], array[max(at)]
        from unnest(${at}::timestamptz[]) as at
        group by 1
        on conflict (home_id, hour) do update set sentences = told.sentences || excluded.sentences, counts = told.counts || excluded.counts,
          firsts = told.firsts || excluded.firsts, lasts = told.lasts || excluded.lasts`);
      if (id > 0)
        for (const one of at)
          told.set(`${one} ${id}`, { at: one, stored_id: id, type_id: 0, sentence_id: row?.id ?? 0 });
    }
    await writeTellings(db, home.home, [...told.values()]); // at last: with what an hour tells its tellings go
  }

  return { ...home, name, put, tell };
}
