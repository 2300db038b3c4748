import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Severity } from "#server/finding.ts";
import type { AtGate } from "./gate.ts";

export type DueRow = {
  id: number;
  alert_id: number | null;
  offer_id: number | null;
  user_id: string | null;
  channel_id: number | null;
  rest: number[];
  telling: string;
  kind: AtGate["kind"];
  level: number;
  severity: Severity;
  is_danger: boolean;
  counts: boolean;
  key: string;
  attempts: number;
  wishes: unknown;
};

/** Dangers first; of all else what has waited longest. */
export const dueRows = (tx: Queries, home: number, now: Instant) =>
  tx.rows<DueRow>(sql`
    select sending.id, alert_id, offer_id, sending.user_id, channel_id, rest, telling, kind, level, severity, is_danger, counts, key,
      attempts, person.wishes
    from alerts.sending
    left join alerts.person on person.home_id = sending.home_id and person.user_id = sending.user_id
    where sending.home_id = ${home} and state = 'waiting' and due_at <= ${now}
    order by is_danger desc, due_at, sending.id
    limit 20`);

/** What another program, or this one in an earlier life, had begun and has not told the end of. */
export const interruptedRows = (tx: Queries, home: number, runner: string) =>
  tx.rows<{ id: number; channel_id: number | null; is_danger: boolean }>(sql`
    select id, channel_id, is_danger
    from alerts.sending
    where home_id = ${home} and state = 'sending' and runner is distinct from ${runner}::uuid
    limit 1000`);

export const beginSending = (
  tx: Queries,
  { ids, at, runner }: { ids: readonly number[]; at: Instant; runner: string },
) =>
  tx.run(sql`
    update alerts.sending
    set state = 'sending', began_at = coalesce(began_at, ${at}), attempts = attempts + 1, runner = ${runner}::uuid, why = null
    where id = any (${[...ids]}::int[])`);

/** How often somebody was disturbed: what was said on several ways at once is one. */
export const usedBy = async (
  tx: Queries,
  { home, person, now }: { home: number; person: string | null; now: Instant },
): Promise<{ used: number; lately: number }> =>
  (await tx.row<{ used: number; lately: number }>(sql`
    select count(distinct telling)::int as used,
      (count(distinct telling) filter (where began_at > ${now}::timestamptz - interval '1 hour'))::int as lately
    from alerts.sending
    where home_id = ${home} and user_id is not distinct from ${person}::uuid and counts
      and began_at > ${now}::timestamptz - interval '31 days' and state in ('sending', 'sent', 'unknown', 'waiting')`)) ?? {
    used: 0,
    lately: 0,
  };

/** Whether something of the same telling has begun: the second way disturbs nobody once more. */
export const isCounted = async (tx: Queries, telling: string): Promise<boolean> =>
  (await tx.row(sql`
    select id
    from alerts.sending
    where telling = ${telling}::uuid and counts and began_at is not null and state in ('sending', 'sent', 'unknown', 'waiting')
    limit 1`)) !== undefined;

export const postpone = (tx: Queries, id: number, until: Instant) =>
  tx.run(sql`update alerts.sending set due_at = ${until} where id = ${id} and state = 'waiting'`);

export const hold = (tx: Queries, id: number, why: string) =>
  tx.run(sql`
    update alerts.sending
    set state = 'held', digest = coalesce(digest, 'daily'), why = ${why}
    where id = ${id} and state = 'waiting'`);

type Ended = { id: number; at: Instant; state: "sent" | "refused" | "unknown" | "dropped"; why: string | null };

/** What somebody else has taken for interrupted meanwhile is what it turned out to be. Answers whether it was still open. */
export const endSending = async (tx: Queries, { id, at, state, why }: Ended): Promise<boolean> =>
  (await tx.run(sql`
    update alerts.sending
    set state = ${state}, ended_at = ${at}, why = ${why}
    where id = ${id} and state in ('waiting', 'sending', 'unknown')`)) > 0;

export const tryAgain = (tx: Queries, { id, due, why }: { id: number; due: Instant; why: string }) =>
  tx.run(sql`
    update alerts.sending
    set state = 'waiting', due_at = ${due}, why = ${why}
    where id = ${id} and state = 'sending'`);

/** The same said to the same person on the next of their ways. */
export const onNextWay = (tx: Queries, id: number, at: Instant) =>
  tx.run(sql`
    insert into alerts.sending (home_id, alert_id, user_id, channel_id, rest, telling, kind, level, severity, is_danger, counts, state,
      digest, offer_id, made_at, due_at)
    select home_id, alert_id, user_id, rest[1], rest[2:], telling, kind, level, severity, is_danger, counts, 'waiting', digest,
      offer_id, ${at}, ${at}
    from alerts.sending
    where id = ${id} and cardinality(rest) > 0`);

export const noteReached = (tx: Queries, alert: number, at: Instant) =>
  tx.run(sql`update alerts.alert set told_at = ${at} where id = ${alert} and told_at is null`);

export type HeldRow = { id: number; user_id: string; digest: "daily" | "weekly" };

export const heldBefore = (tx: Queries, home: number, { person, before }: { person: string; before: Instant }) =>
  tx.rows<HeldRow>(sql`
    select id, user_id, digest
    from alerts.sending
    where home_id = ${home} and state = 'held' and user_id = ${person}::uuid and made_at < ${before}
    order by id
    limit 1000`);

export const hadLetterSince = async (
  tx: Queries,
  home: number,
  { person, since }: { person: string; since: Instant },
) =>
  (await tx.row(sql`
    select id
    from alerts.sending
    where home_id = ${home} and user_id = ${person}::uuid and kind = 'weekly' and made_at >= ${since}
    limit 1`)) !== undefined;

export type NewDigest = {
  home: number;
  person: string;
  kind: "daily" | "weekly";
  ways: readonly number[];
  at: Instant;
};

/** Takes what was held into a digest, which is a message like any other. */
export async function insertDigest(tx: Queries, it: NewDigest, held: readonly number[]): Promise<void> {
  const [first = null, ...rest] = it.ways;
  const row = await tx.row<{ id: number }>(sql`
    insert into alerts.sending (home_id, user_id, channel_id, rest, telling, kind, severity, is_danger, counts, state, made_at, due_at)
    values (${it.home}, ${it.person}::uuid, ${first}, ${rest}::int[], gen_random_uuid(), ${it.kind}, 'info', false, false, 'waiting',
      ${it.at}, ${it.at})
    returning id`);
  await tx.run(sql`
    update alerts.sending
    set state = 'digested', digest_id = ${row?.id ?? null}, ended_at = ${it.at}
    where id = any (${[...held]}::int[]) and state = 'held'`);
}

/** The next way tells what this one has not; where there is none, the next digest does. */
export const passDigestOn = (tx: Queries, id: number) =>
  tx.run(sql`
    with next as (
      select max(newer.id) as id
      from alerts.sending as newer
      join alerts.sending as old on old.id = ${id} and newer.telling = old.telling and newer.id > old.id)
    update alerts.sending
    set state = case when next.id is null then 'held' else 'digested' end, digest_id = next.id
    from next
    where digest_id = ${id}`);
