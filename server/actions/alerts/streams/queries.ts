import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

export type StreamRow = {
  id: number;
  home_id: number;
  channel_id: number;
  user_id: string | null;
  name: string;
  said: unknown;
  upto: Instant;
  sent: number;
  dropped: number;
  tries: number;
  not_before: Instant | null;
  why: string | null;
};

const columns = sql`id, home_id, channel_id, user_id, name, said, upto, sent, dropped, tries, not_before, why`;
export const MOST_STREAMS = 50;

export const streamsOf = (db: Queries, home: number) =>
  db.rows<StreamRow>(sql`
    select ${columns}
    from alerts.stream
    where home_id = ${home}
    order by name, id
    limit ${MOST_STREAMS}`);

export const channelKind = (db: Queries, home: number, id: number) =>
  db.row<{ kind: string; user_id: string | null }>(sql`
    select kind, user_id
    from alerts.channel
    where home_id = ${home} and id = ${id}`);

type New = Pick<StreamRow, "home_id" | "channel_id" | "user_id" | "name" | "said" | "upto">;

export const insertStream = (db: Queries, { home_id, channel_id, user_id, name, said, upto }: New) =>
  db.row<StreamRow>(sql`
    insert into alerts.stream (home_id, channel_id, user_id, name, said, upto)
    values (${home_id}, ${channel_id}, ${user_id}::uuid, ${name}, ${JSON.stringify(said)}::jsonb, ${upto})
    returning ${columns}`);

/** Whoever changes it lends it their eyes. */
export const updateStream = (
  db: Queries,
  id: number,
  { home_id, channel_id, user_id, name, said }: Omit<New, "upto">,
) =>
  db.row<StreamRow>(sql`
    update alerts.stream
    set channel_id = ${channel_id}, user_id = ${user_id}::uuid, name = ${name}, said = ${JSON.stringify(said)}::jsonb,
      tries = 0, not_before = null, why = null
    where id = ${id} and home_id = ${home_id}
    returning ${columns}`);

export const deleteStream = (db: Queries, home: number, id: number) =>
  db.run(sql`delete from alerts.stream where home_id = ${home} and id = ${id}`);

export const dueStreams = (db: Queries, now: Instant) =>
  db.rows<StreamRow>(sql`
    select ${columns}
    from alerts.stream
    where (held_until is null or held_until < now()) and (not_before is null or not_before <= ${now}::timestamptz)
    order by id
    limit 1000`);

/** As it is now, for this process alone until it lets go, or has died; undefined where another one was quicker. */
export const holdStream = (db: Queries, id: number) =>
  db.row<StreamRow>(sql`
    update alerts.stream
    set held_until = now() + interval '2 minutes'
    where id = ${id} and (held_until is null or held_until < now())
    returning ${columns}`);

export type Progress = Pick<StreamRow, "id" | "upto" | "tries" | "not_before" | "why"> & {
  sent: number;
  dropped: number;
  isDone: boolean;
};

/** `sent` and `dropped` are more of them. */
export const noteProgress = (db: Queries, it: Progress) =>
  db.run(sql`
    update alerts.stream
    set upto = greatest(upto, ${it.upto}::timestamptz), sent = sent + ${it.sent}::int, dropped = dropped + ${it.dropped}::int,
      tries = ${it.tries}, not_before = ${it.not_before}::timestamptz, why = ${it.why},
      held_until = case when ${it.isDone} then null else now() + interval '2 minutes' end
    where id = ${it.id}`);
