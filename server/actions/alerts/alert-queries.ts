import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Severity } from "#server/finding.ts";

/** Whoever decides, delivers or acknowledges does so one after the other. */
export const lockAlerts = (tx: Queries, home: number) =>
  tx.rows(sql`select pg_advisory_xact_lock(hashtext('alerts'), ${home}::int)`);

export const noteAlerts = (tx: Queries, home: number) => tx.rows(sql`select pg_notify('alerts', ${String(home)})`);

export type StandingRow = {
  id: number;
  key: string;
  is_danger: boolean;
  severity: Severity;
  mentions: number[];
  rule: string;
  level: number;
  level_at: Instant | null;
  opened_at: Instant;
  quiet_since: Instant | null;
  acked_at: Instant | null;
  snoozed_until: Instant | null;
  is_pending: boolean;
  sent_at: Instant | null;
  told: [person: string | null, channel: number][] | null;
  held_for: (string | null)[] | null;
};

export const standingAlerts = (tx: Queries, home: number) =>
  tx.rows<StandingRow>(sql`
    select alert.id, key, is_danger, severity, mentions, rule, level, level_at, opened_at, quiet_since, acked_at, snoozed_until,
      said.is_pending, said.sent_at, said.told, said.held_for
    from alerts.alert
    cross join lateral (
      select
        coalesce(bool_or(sending.level = alert.level and kind in ('alert', 'reminder') and state in ('waiting', 'sending')), false)
          as is_pending,
        max(ended_at) filter (where sending.level = alert.level and kind in ('alert', 'reminder')) as sent_at,
        jsonb_agg(distinct jsonb_build_array(user_id, channel_id))
          filter (where state in ('sent', 'unknown') and channel_id is not null and kind in ('alert', 'reminder')) as told,
        jsonb_agg(distinct user_id) filter (where state = 'held') as held_for
      from alerts.sending
      where sending.alert_id = alert.id) as said
    where home_id = ${home} and closed_at is null
    order by alert.id
    limit 5000`);

export const toldBefore = (tx: Queries, home: number, since: Instant) =>
  tx.rows<{ key: string; at: Instant }>(sql`
    select key, max(coalesce(told_at, level_at)) as at
    from alerts.alert
    where home_id = ${home} and closed_at >= ${since} and coalesce(told_at, level_at) is not null
    group by key
    limit 5000`);

export type NewAlert = {
  key: string;
  kind: string;
  finding_id: number | null;
  mentions: readonly number[];
  is_danger: boolean;
  severity: Severity;
  rule: string;
  level: number;
  level_at: Instant | null;
};

export const insertAlerts = (tx: Queries, { home, at }: { home: number; at: Instant }, alerts: readonly NewAlert[]) =>
  tx.rows<{ id: number; key: string }>(sql`
    insert into alerts.alert (home_id, key, kind, finding_id, mentions, is_danger, severity, rule, level, level_at, opened_at)
    select ${home}, key, kind, finding_id, mentions, is_danger, severity, rule, level, level_at, ${at}
    from jsonb_to_recordset(${JSON.stringify(alerts)}::jsonb) as it (key text, kind text, finding_id int, mentions int[],
      is_danger boolean, severity text, rule text, level int, level_at timestamptz)
    returning id, key`);

export type AlertNow = Pick<
  StandingRow,
  "id" | "severity" | "rule" | "level" | "level_at" | "quiet_since" | "acked_at"
> & {
  mentions: readonly number[];
  closed_at: Instant | null;
};

export const writeAlerts = (tx: Queries, home: number, alerts: readonly AlertNow[]) =>
  tx.run(sql`
    update alerts.alert
    set severity = it.severity, mentions = it.mentions, rule = it.rule, level = it.level, level_at = it.level_at,
      quiet_since = it.quiet_since, closed_at = it.closed_at, acked_at = it.acked_at,
      acked_by = case when it.acked_at is null then null else acked_by end
    from jsonb_to_recordset(${JSON.stringify(alerts)}::jsonb) as it (id int, severity text, mentions int[], rule text, level int,
      level_at timestamptz, quiet_since timestamptz, closed_at timestamptz, acked_at timestamptz)
    where alert.id = it.id and home_id = ${home}`);

export const dropWaiting = (tx: Queries, home: number, { ids, at }: { ids: readonly number[]; at: Instant }) =>
  tx.run(sql`
    update alerts.sending
    set state = 'dropped', why = 'over', ended_at = ${at}
    where home_id = ${home} and state = 'waiting' and alert_id = any (${[...ids]}::int[])`);

export type NewSending = {
  alert_id: number;
  user_id: string | null;
  channel_id: number | null;
  rest: readonly number[];
  telling: string;
  kind: string;
  level: number;
  severity: Severity;
  is_danger: boolean;
  counts: boolean;
  state: "waiting" | "held";
  digest: "daily" | "weekly" | null;
};

export const insertSendings = (tx: Queries, { home, at }: { home: number; at: Instant }, rows: readonly NewSending[]) =>
  tx.run(sql`
    insert into alerts.sending (home_id, alert_id, user_id, channel_id, rest, telling, kind, level, severity, is_danger, counts,
      state, digest, made_at, due_at)
    select ${home}, alert_id, user_id, channel_id, rest, telling, kind, level, severity, is_danger, counts, state, digest, ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (alert_id int, user_id uuid, channel_id int, rest int[],
      telling uuid, kind text, level int, severity text, is_danger boolean, counts boolean, state text, digest text)`);

/** What is over is told of for a year. */
export const expireAlerts = (tx: Queries, home: number, before: Instant) =>
  tx.run(sql`
    with gone as (delete from alerts.alert where home_id = ${home} and closed_at < ${before})
    delete from alerts.sending where home_id = ${home} and alert_id is null and made_at < ${before}`);
