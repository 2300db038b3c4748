import sql, { raw } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Telling } from "./told-rows.ts";

/** Beside the numbers of hours, which are positive. */
const SENTENCES = -7;

/** Who tells shares it; who deletes sentences waits, so that nothing is told that is just going, and nothing goes that is just told. */
export const lockSentences = (tx: Queries, home: number, how: "shared" | "alone") =>
  tx.rows(
    sql`select ${raw(how === "shared" ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock")}(${home}::int, ${SENTENCES}::int)`,
  );

export type SentenceKey = Pick<Telling, "entity_id" | "type_id" | "text" | "kind">;
export type SentenceRow = SentenceKey & { id: number };

const wanted = (keys: readonly SentenceKey[]) => sql`
  jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as wanted (entity_id int, type_id smallint, kind text, text text)`;

export const knownSentences = (tx: Queries, home: number, keys: readonly SentenceKey[]) =>
  tx.rows<SentenceRow>(sql`
    select sentence.id, sentence.entity_id, sentence.type_id, sentence.kind, sentence.text
    from ${wanted(keys)}
    join memory.sentence on sentence.home_id = ${home} and sentence.entity_id = wanted.entity_id
      and sentence.type_id = wanted.type_id and md5(sentence.text) = md5(wanted.text)`);

/** Another process of the same home may have been quicker, so a conflict still answers its id. */
export const insertSentences = (tx: Queries, home: number, keys: readonly SentenceKey[]) =>
  tx.rows<SentenceRow>(sql`
    insert into memory.sentence (home_id, entity_id, type_id, kind, text)
    select ${home}::int, entity_id, type_id, kind, text
    from ${wanted(keys)}
    order by entity_id, type_id, text
    on conflict (home_id, entity_id, type_id, md5(text)) do update set kind = excluded.kind
    returning id, entity_id, type_id, kind, text`);

export const sentencesWithIds = (tx: Queries, home: number, ids: readonly number[]) =>
  tx.rows<SentenceRow>(sql`
    select id, entity_id, type_id, kind, text
    from memory.sentence
    where home_id = ${home} and id = any (${[...ids]}::int[])`);

export type ToldHour = { sentences: number[]; counts: number[]; firsts: string[]; lasts: string[]; is_hasty: boolean };

/** Written only where it differs: most hours that are told again say the same. */
export const writeTold = (tx: Queries, home: number, hour: string, told: ToldHour) =>
  tx.run(sql`
    insert into memory.told as old (hour, home_id, sentences, counts, firsts, lasts, is_hasty)
    values (${hour}, ${home}, ${told.sentences}::int[], ${told.counts}::int[], ${told.firsts}::timestamptz[],
      ${told.lasts}::timestamptz[], ${told.is_hasty})
    on conflict (home_id, hour) do update set sentences = excluded.sentences, counts = excluded.counts,
      firsts = excluded.firsts, lasts = excluded.lasts, is_hasty = excluded.is_hasty
    where (old.sentences, old.counts, old.firsts, old.lasts, old.is_hasty) is distinct from
      (excluded.sentences, excluded.counts, excluded.firsts, excluded.lasts, excluded.is_hasty)`);

export type ToldEvent = Pick<Telling, "at" | "stored_id" | "type_id"> & { sentence_id: number };

/** After what the hour tells was written: where that has changed, the tellings of before have gone with it. */
export const writeTellings = (tx: Queries, home: number, told: readonly ToldEvent[]) =>
  tx.run(sql`
    insert into memory.telling as old (at, place, home_id, sentence_id)
    select at, type_id * 4294967296 + entity_id, ${home}::int, sentence_id
    from unnest(${told.map(({ at }) => at)}::timestamptz[], ${told.map(({ stored_id }) => stored_id)}::int[],
      ${told.map(({ sentence_id }) => sentence_id)}::int[], ${told.map(({ type_id }) => type_id)}::smallint[])
      as new (at, entity_id, sentence_id, type_id)
    order by 1, 2
    on conflict (at, place) do update set sentence_id = excluded.sentence_id
    where old.sentence_id <> excluded.sentence_id`);

export const deleteTold = (tx: Queries, home: number, hours: readonly string[]) =>
  tx.run(sql`delete from memory.told where home_id = ${home} and hour = any (${[...hours]}::timestamptz[])`);

/** Hours that were told without their past, which is known now; newest first. */
export const hastyHours = (db: Queries, home: number, limit: number) =>
  db.rows<{ hour: string }>(sql`
    select hour
    from memory.told
    where home_id = ${home} and is_hasty
      and not exists (select from memory.due_hour where due_hour.home_id = told.home_id and due_hour.hour <= told.hour)
      and not exists (select from memory.import where import.home_id = told.home_id and part = 'history' and state = 'running')
      and not exists (
        select from memory.recorded_import
        where recorded_import.home_id = told.home_id and recorded_import.state in ('running', 'undoing'))
    order by hour desc
    limit ${limit}`);

/** What comes late into an hour may be the past of the next one. */
export const doubtNextHour = (tx: Queries, home: number, hour: string) =>
  tx.run(sql`
    update memory.told
    set is_hasty = true
    where home_id = ${home} and hour = ${hour}::timestamptz + interval '1 hour' and not is_hasty`);

export const deleteUntold = (tx: Queries, home: number) =>
  tx.run(sql`
    delete from memory.sentence
    where home_id = ${home} and id not in (select unnest(sentences) from memory.told where told.home_id = ${home})`);

/** Tellers forget which sentences they know, and tell the hour under way again. */
export async function tellSentencesGone(tx: Queries, home: number): Promise<void> {
  await tx.run(sql`
    insert into memory.sentences_gone (home_id)
    values (${home})
    on conflict (home_id) do update set times = sentences_gone.times + 1`);
  await tx.rows(sql`select pg_notify('sentences', ${String(home)})`);
}

export async function timesGone(tx: Queries, home: number): Promise<number> {
  const gone = await tx.row<{ times: number }>(sql`select times from memory.sentences_gone where home_id = ${home}`);
  return gone?.times ?? 0;
}

/** Sentences are made again from events, so their commit may wait for the next one's write to disk. */
export const tellLazily = (tx: Queries) => tx.run(sql`set local synchronous_commit = off`);

const ofDay = (day: string) => sql`
  hour >= ${day}::timestamp at time zone 'UTC' and hour < (${day}::date + 1)::timestamp at time zone 'UTC'`;

export const deleteToldDay = (tx: Queries, day: string) => tx.run(sql`delete from memory.told where ${ofDay(day)}`);

export const doubtToldDay = (tx: Queries, day: string) =>
  tx.run(sql`update memory.told set is_hasty = true where ${ofDay(day)} and not is_hasty`);

type Hours = { home: number; from: string; to: string };
const touched = ({ home, from, to }: Hours) => sql`
  home_id = ${home} and hour >= date_trunc('hour', ${from}::timestamptz, 'UTC') and hour < ${to}::timestamptz`;

export const deleteToldWithin = (tx: Queries, hours: Hours) =>
  tx.run(sql`delete from memory.told where ${touched(hours)}`);

/** Takes out what is told of these entities, and what is no state, for that may name them; all of it is told again from what is left. */
export const forgetToldOf = (tx: Queries, hours: Hours, entities: readonly number[]) =>
  tx.run(sql`
    update memory.told
    set (sentences, counts, firsts, lasts, is_hasty) = (
      select coalesce(array_agg(one.id order by one.id), '{}'), coalesce(array_agg(one.n order by one.id), '{}'),
        coalesce(array_agg(one.first order by one.id), '{}'), coalesce(array_agg(one.last order by one.id), '{}'), true
      from unnest(told.sentences, told.counts, told.firsts, told.lasts) as one (id, n, first, last)
      join memory.sentence on sentence.id = one.id
      where sentence.type_id = 0 and sentence.entity_id <> all (${[...entities]}::int[]))
    where ${touched(hours)}`);
