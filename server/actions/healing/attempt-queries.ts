import sql, { join } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Subject } from "#server/finding.ts";
import type { Verdict } from "./contract.ts";
import type { Plan } from "./plan.ts";

export type AttemptedRow = {
  remedy: string;
  subject: string;
  entities: string[];
  intent_at: Instant;
  verdict: Verdict | null;
  by_whom: "act" | "person";
  is_undone: boolean;
};

export const attemptedSince = (tx: Queries, home: number, since: Instant) =>
  tx.rows<AttemptedRow>(sql`
    select remedy, subject, entities, intent_at, verdict, by_whom, undone_at is not null as is_undone
    from healing.attempt
    where home_id = ${home} and intent_at > ${since}
    order by intent_at, id
    limit 2000`);

export type NewAttempt = {
  home: number;
  finding: number;
  check: string;
  subject: Subject;
  name: string;
  mentions: readonly number[];
  plan: Plan;
  byWhom: "act" | "person";
  person: string | null;
  at: Instant;
  before: Record<string, string>;
};

export const insertAttempt = async (tx: Queries, it: NewAttempt): Promise<number> =>
  (
    await tx.row<{ id: number }>(sql`
      insert into healing.attempt (home_id, finding_id, remedy, check_name, subject_kind, subject, name, entities, mentions,
        plan, hash, by_whom, user_id, intent_at, before)
      values (${it.home}, ${it.finding}, ${it.plan.remedy}, ${it.check}, ${it.subject.kind}, ${it.subject.id}, ${it.name},
        ${[...it.plan.touches]}::text[], ${[...it.mentions]}::int[], ${JSON.stringify(it.plan)}::jsonb, ${it.plan.hash},
        ${it.byWhom}, ${it.person}, ${it.at}, ${JSON.stringify(it.before)}::jsonb)
      returning id`)
  )?.id ?? 0;

/** Before a step is sent: from then on it may have been, and what came of the one before says nothing of it. Answers whether it may be: not twice, nothing is stopped, and nobody judged it meanwhile. */
export const countSent = async (tx: Queries, attempt: number, { step, at }: { step: number; at: Instant }) =>
  (await tx.run(sql`
    update healing.attempt
    set sent = ${step + 1}, sent_at = ${at}, outcome = null
    where id = ${attempt} and sent = ${step} and verdict is null
      and (${step} > 0 or not exists (select from healing.stop where stop.home_id = attempt.home_id))`)) > 0;

export const noteOutcome = (
  tx: Queries,
  attempt: number,
  { outcome, context, why }: { outcome: string; context: string | null; why: string | null },
) =>
  tx.run(sql`
    update healing.attempt
    set outcome = ${outcome}, why = ${why}, context_ids = context_ids || ${context === null ? [] : [context]}::text[]
    where id = ${attempt}`);

export type Judged = { at: Instant; verdict: Verdict; after: Record<string, string> | null; why: string | null };

/** The first verdict stays. */
export const noteVerdict = async (tx: Queries, attempt: number, { at, verdict, after, why }: Judged) =>
  (await tx.run(sql`
    update healing.attempt
    set verdict = ${verdict}, verdict_at = ${at}, after = ${after === null ? null : JSON.stringify(after)}::jsonb,
      why = coalesce(${why}, why)
    where id = ${attempt} and verdict is null`)) > 0;

export type AttemptRow = {
  id: number;
  finding: number | null;
  remedy: string;
  subject_kind: Subject["kind"];
  subject: string;
  name: string;
  plan: Plan;
  by: string | null;
  by_whom: "act" | "person";
  intent_at: Instant;
  sent: number;
  sent_at: Instant | null;
  context_ids: string[];
  outcome: "done" | "refused" | "unknown" | null;
  before: Record<string, string>;
  after: Record<string, string> | null;
  verdict: Verdict | null;
  verdict_at: Instant | null;
  why: string | null;
  undone_at: Instant | null;
  undo_outcome: "done" | "refused" | "unknown" | null;
  told: number;
};

export type WantedAttempts = {
  findings?: readonly number[] | undefined;
  attempts?: readonly number[] | undefined;
  before?: number | undefined;
  isPending?: boolean;
  isUntold?: boolean;
  limit: number;
};

/** Newest first. */
export const attemptsOf = (tx: Queries, home: number, wanted: WantedAttempts) =>
  tx.rows<AttemptRow>(sql`
    select attempt.id, finding_id as finding, remedy, subject_kind, subject, attempt.name, plan, users.name as by, by_whom, intent_at,
      sent, sent_at, context_ids, outcome, before, after, verdict, verdict_at, why, undone_at, undo_outcome, told
    from healing.attempt
    left join public.users on users.id = attempt.user_id
    where ${join(
      [
        sql`home_id = ${home}`,
        ...(wanted.findings ? [sql`finding_id = any (${[...wanted.findings]}::int[])`] : []),
        ...(wanted.attempts ? [sql`attempt.id = any (${[...wanted.attempts]}::int[])`] : []),
        ...(wanted.before === undefined ? [] : [sql`attempt.id < ${wanted.before}`]),
        ...(wanted.isPending ? [sql`verdict is null`] : []),
        ...(wanted.isUntold ? [sql`told < 1 + (verdict is not null)::int + (undone_at is not null)::int`] : []),
      ],
      " and ",
    )}
    order by attempt.id desc
    limit ${wanted.limit}`);

/** Answers whether it was free to be undone: an undo is said once. */
export const claimUndo = async (tx: Queries, home: number, { id, at }: { id: number; at: Instant }) =>
  (await tx.run(sql`
    update healing.attempt
    set undone_at = ${at}
    where id = ${id} and home_id = ${home} and undone_at is null and verdict is not null`)) > 0;

export const noteUndo = (tx: Queries, attempt: number, outcome: string) =>
  tx.run(sql`update healing.attempt set undo_outcome = ${outcome} where id = ${attempt}`);

export const isRestored = async (tx: Queries, attempt: number): Promise<boolean> =>
  (await tx.row(sql`select id from healing.attempt where id = ${attempt} and restored_at is not null`)) !== undefined;

export const noteRestored = (tx: Queries, attempt: number, at: Instant) =>
  tx.run(sql`update healing.attempt set restored_at = coalesce(restored_at, ${at}) where id = ${attempt}`);

export const noteTold = (tx: Queries, attempt: number, told: number) =>
  tx.run(sql`update healing.attempt set told = ${told} where id = ${attempt}`);

export const expireAttempts = (tx: Queries, home: number, before: Instant) =>
  tx.run(sql`
    with gone as (delete from healing.offer where home_id = ${home} and until < ${before})
    delete from healing.attempt where home_id = ${home} and intent_at < ${before}`);
