import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { Refusal } from "#server/refusal.ts";
import { lockAlerts, noteAlerts } from "./alert-queries.ts";

export interface Acknowledging {
  readonly home: number;
  readonly alert: number;
  readonly at: Instant;
  /** null: nobody knows who. */
  readonly person: string | null;
  /** Left out: somebody has it. Else it is quiet until then. */
  readonly until?: Instant | undefined;
}

type Acked = { acked_at: Instant | null; snoozed_until: Instant | null };

/** Somebody has it: nothing more is said of it, to nobody. @throws Refusal `unknown_alert` */
export async function acknowledge(tx: Queries, it: Acknowledging): Promise<Acked> {
  const { home, alert, at, until } = it;
  await lockAlerts(tx, home);
  const row = await (until === undefined ? setAcked(tx, it) : setSnoozed(tx, { home, alert, until }));
  if (!row) throw unknownAlert(alert);
  await dropUnsaid(tx, { home, alert, at, why: until === undefined ? "acknowledged" : "snoozed" });
  await noteAlerts(tx, home);
  return row;
}

export const unknownAlert = (alert: number): Refusal =>
  new Refusal("unknown_alert", `There is no alert ${alert} in this home; alerts/list lists those there are`, {
    status: 404,
  });

const setAcked = (tx: Queries, { home, alert, at, person }: Acknowledging) =>
  tx.row<Acked>(sql`
    update alerts.alert
    set acked_at = coalesce(acked_at, ${at}), acked_by = coalesce(acked_by, ${person}::uuid)
    where id = ${alert} and home_id = ${home}
    returning acked_at, snoozed_until`);

const setSnoozed = (tx: Queries, { home, alert, until }: { home: number; alert: number; until: Instant }) =>
  tx.row<Acked>(sql`
    update alerts.alert
    set snoozed_until = ${until}
    where id = ${alert} and home_id = ${home}
    returning acked_at, snoozed_until`);

const dropUnsaid = (tx: Queries, { home, alert, at, why }: { home: number; alert: number; at: Instant; why: string }) =>
  tx.run(sql`
    update alerts.sending
    set state = 'dropped', why = ${why}, ended_at = ${at}
    where home_id = ${home} and alert_id = ${alert} and state = 'waiting' and kind in ('alert', 'reminder')`);
