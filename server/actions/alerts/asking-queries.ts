import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Severity } from "#server/finding.ts";

type At = { home: number; at: Instant };

/** Offers of which somebody is asked whose message is due now. */
export const dueOffers = async (tx: Queries, { home, at }: At): Promise<number[]> =>
  (
    await tx.rows<{ offer: number }>(sql`
      select distinct offer_id as offer
      from alerts.sending
      where home_id = ${home} and kind = 'offer' and state = 'waiting' and due_at <= ${at} and offer_id is not null
      order by offer
      limit 100`)
  ).map(({ offer }) => offer);

/** The same plan under another number. */
export const renumberOffer = (tx: Queries, home: number, { from, to }: { from: number; to: number }) =>
  tx.run(sql`update alerts.sending set offer_id = ${to} where home_id = ${home} and offer_id = ${from}`);

export const dropOffer = (tx: Queries, { home, at }: At, offer: number) =>
  tx.run(sql`
    update alerts.sending
    set state = 'dropped', why = 'nothing to say yes to', ended_at = ${at}
    where home_id = ${home} and offer_id = ${offer} and kind = 'offer' and state = 'waiting'`);

export const askedOffers = async (tx: Queries, home: number, offers: readonly number[]): Promise<ReadonlySet<number>> =>
  new Set(
    (
      await tx.rows<{ offer: number }>(sql`
        select distinct offer_id as offer
        from alerts.sending
        where home_id = ${home} and kind = 'offer' and offer_id = any (${[...offers]}::int[])
        limit 1000`)
    ).map(({ offer }) => offer),
  );

export const severitiesOf = async (tx: Queries, home: number, findings: readonly number[]) =>
  new Map(
    (
      await tx.rows<{ id: number; severity: Severity }>(sql`
        select id, severity
        from ledger.finding
        where home_id = ${home} and id = any (${[...findings]}::int[]) and closed_at is null
        limit 1000`)
    ).map(({ id, severity }) => [id, severity]),
  );

export type NewQuestion = {
  user_id: string;
  channel_id: number;
  rest: readonly number[];
  telling: string;
  severity: Severity;
  offer_id: number;
};

export const insertQuestions = (tx: Queries, { home, at }: At, rows: readonly NewQuestion[]) =>
  tx.run(sql`
    insert into alerts.sending (home_id, user_id, channel_id, rest, telling, kind, severity, is_danger, counts, state, offer_id,
      made_at, due_at)
    select ${home}, user_id, channel_id, rest, telling, 'offer', severity, false, true, 'waiting', offer_id, ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (user_id uuid, channel_id int, rest int[], telling uuid,
      severity text, offer_id int)`);

/** Whoever said yes is told, where they were asked, what came of it. */
export const noteYes = (
  tx: Queries,
  { home, at, due }: At & { due: Instant },
  { offer, person }: { offer: number; person: string },
) =>
  tx.run(sql`
    insert into alerts.sending (home_id, user_id, channel_id, telling, kind, severity, is_danger, counts, state, offer_id, made_at, due_at)
    select home_id, user_id, channel_id, telling, 'mended', 'info', false, false, 'waiting', offer_id, ${at}, ${due}
    from alerts.sending as asked
    where home_id = ${home} and kind = 'offer' and state in ('sent', 'unknown') and offer_id = ${offer}
      and user_id = ${person}::uuid and channel_id is not null
      and not exists (select from alerts.sending as noted where noted.offer_id = asked.offer_id and noted.kind = 'mended')
    order by id desc
    limit 1`);

/** What was asked and needs no answer any more is taken off the phones, once. Answers how many. */
export const takeBackQuestions = (tx: Queries, { home, at }: At, standing: readonly number[]) =>
  tx.run(sql`
    insert into alerts.sending (home_id, user_id, channel_id, telling, kind, severity, is_danger, counts, state, offer_id, made_at, due_at)
    select home_id, user_id, channel_id, telling, 'clear', severity, false, false, 'waiting', offer_id, ${at}, ${at}
    from alerts.sending as asked
    where home_id = ${home} and kind = 'offer' and state in ('sent', 'unknown') and channel_id is not null
      and offer_id <> all (${[...standing]}::int[]) and made_at > ${at}::timestamptz - interval '2 days'
      and not exists (
        select from alerts.sending as cleared
        where cleared.offer_id = asked.offer_id and cleared.telling = asked.telling and cleared.channel_id = asked.channel_id
          and cleared.kind = 'clear')`);
