import sql, { empty } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { AlertShown } from "./contract.ts";
import type { ToldAlert } from "./message-queries.ts";

export type ShownRow = ToldAlert & {
  rule: string;
  level: number;
  acked_at: Instant | null;
  acked_by: string | null;
  snoozed_until: Instant | null;
};

type Wanted = { home: number; isOver: boolean; before?: number | undefined; limit: number };

/** The newest first; what stands, dangers and the worst first. */
export const alertsOf = (tx: Queries, { home, isOver, before, limit }: Wanted) =>
  tx.rows<ShownRow>(sql`
    select id, kind, finding_id, mentions, is_danger, severity, opened_at, closed_at, rule, level, acked_at, acked_by, snoozed_until
    from alerts.alert
    where home_id = ${home} and ${isOver ? sql`closed_at is not null` : sql`closed_at is null`}
      ${before === undefined ? empty : sql`and id < ${before}`}
    order by ${isOver ? empty : sql`is_danger desc, array_position(array['critical', 'error', 'warning', 'info'], severity),`} id desc
    limit ${limit}`);

type TellingRow = AlertShown["told"][number] & { alert: number };

/** Who was told of what, in the order in which they were; read by the server's own role, since each sees only what is theirs. */
export const tellingsOf = (tx: Queries, home: number, alerts: readonly number[]) =>
  tx.rows<TellingRow>(sql`
    select alert_id as alert, coalesce(sending.ended_at, sending.made_at) as at, users.name as person, sending.kind, level,
      channel.kind as by, state, sending.why
    from alerts.sending
    left join public.users on users.id = sending.user_id
    left join alerts.channel on channel.id = sending.channel_id
    where sending.home_id = ${home} and alert_id = any (${[...alerts]}::int[])
    order by sending.id
    limit 2000`);

export const namesOfPeople = async (tx: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await tx.rows<{ id: string; name: string }>(sql`
        select id, name
        from public.users
        where id = any (${[...ids]}::uuid[])
        limit 1000`)
    ).map(({ id, name }) => [id, name]),
  );
