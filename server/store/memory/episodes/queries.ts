import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Episode, EpisodeKind } from "./contract.ts";

export const markUnlearned = (tx: Queries, home: number, hour: string) =>
  tx.run(sql`
    insert into memory.unlearned_hour (home_id, hour)
    values (${home}, ${hour}::timestamptz)
    on conflict do nothing`);

/** Hours whose episodes are to be made, oldest first, once nothing of the past before them is still to come in. */
export const unlearnedHours = (db: Queries, home: number, limit: number) =>
  db.rows<{ hour: string }>(sql`
    select hour
    from memory.unlearned_hour
    where home_id = ${home}
      and not exists (select from memory.due_hour where due_hour.home_id = ${home} and due_hour.hour <= unlearned_hour.hour)
      and not exists (select from memory.import where import.home_id = ${home} and part = 'history' and state = 'running')
      and not exists (
        select from memory.recorded_import
        where recorded_import.home_id = ${home} and recorded_import.state in ('running', 'undoing'))
    order by hour
    limit ${limit}`);

export const takeUnlearned = (tx: Queries, home: number, hours: readonly string[]) =>
  tx.run(sql`delete from memory.unlearned_hour where home_id = ${home} and hour = any (${[...hours]}::timestamptz[])`);

export type Kept = {
  home: number;
  kinds: readonly EpisodeKind[];
  entities: readonly number[];
  from: string;
  to: string;
};

/** Those that touch a span. */
export const episodesTouching = (tx: Queries, { home, kinds, entities, from, to }: Kept) =>
  tx.rows<Episode>(sql`
    select entity_id, kind, started_at, ended_at, amount, usual, told
    from memory.episode
    where home_id = ${home} and kind = any (${[...kinds]}::text[]) and entity_id = any (${[...entities]}::int[])
      and started_at < ${to}::timestamptz and (ended_at is null or ended_at > ${from}::timestamptz)
    order by started_at
    limit 100000`);

export const deleteEpisodes = (tx: Queries, home: number, gone: readonly Episode[]) =>
  tx.run(sql`
    delete from memory.episode
    using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as gone (entity_id int, kind text, started_at timestamptz)
    where episode.home_id = ${home} and episode.entity_id = gone.entity_id and episode.kind = gone.kind
      and episode.started_at = gone.started_at`);

export const insertEpisodes = (tx: Queries, home: number, made: readonly Episode[]) =>
  tx.run(sql`
    insert into memory.episode (home_id, entity_id, kind, started_at, ended_at, amount, usual, told)
    select ${home}::int, entity_id, kind, started_at, ended_at, amount, usual, told
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made (entity_id int, kind text, started_at timestamptz,
      ended_at timestamptz, amount float8, usual float8, told text)
    on conflict (home_id, entity_id, kind, started_at) do update
      set ended_at = excluded.ended_at, amount = excluded.amount, usual = excluded.usual, told = excluded.told`);

export type ToldEpisode = { at: string; entity_id: number; kind: EpisodeKind; text: string };

/** What came to its end in a span, and is worth a sentence. */
export const episodesTold = (tx: Queries, home: number, { from, to }: { from: string; to: string }) =>
  tx.rows<ToldEpisode>(sql`
    select ended_at as at, entity_id, kind, told as text
    from memory.episode
    where home_id = ${home} and ended_at >= ${from}::timestamptz and ended_at < ${to}::timestamptz and told is not null
    order by ended_at
    limit 10000`);

/** Of a span that is forgotten; what is about the home as a whole was made of everybody, and goes too. Answers the hours that told them. */
export const forgetEpisodes = (
  tx: Queries,
  home: number,
  { from, to }: { from: string; to: string },
  entities: readonly number[] | null,
) =>
  tx.rows<{ hour: string }>(sql`
    with gone as (
      delete from memory.episode
      where home_id = ${home} and started_at < ${to}::timestamptz and (ended_at is null or ended_at >= ${from}::timestamptz)
        and kind <> 'gap'
        and (${entities}::int[] is null or entity_id = 0 or entity_id = any (${entities}::int[]))
      returning ended_at)
    select distinct date_trunc('hour', ended_at, 'UTC') as hour
    from gone
    where ended_at is not null
    limit 100000`);

/** With the events of a day they go, or an entity's with its events. */
export const letGoOfEpisodes = (tx: Queries, day: string, entities: readonly number[] | null) =>
  tx.run(sql`
    delete from memory.episode
    where ended_at >= ${day}::timestamp at time zone 'UTC' and ended_at < (${day}::date + 1)::timestamp at time zone 'UTC'
      and (${entities}::int[] is null or entity_id = any (${entities}::int[]))`);

/** They are told again from what is left. */
export const doubtHours = (tx: Queries, home: number, hours: readonly string[]) =>
  tx.run(sql`
    update memory.told
    set is_hasty = true
    where home_id = ${home} and hour = any (${[...hours]}::timestamptz[]) and not is_hasty`);
