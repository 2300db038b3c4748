import { randomUUID } from "node:crypto";
import type { Queries } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import * as queries from "./alert-queries.ts";
import type { Change, Decision, Told } from "./decision.ts";
import type { Situation, StandingAlert } from "./situation.ts";

interface Decided {
  readonly home: number;
  readonly situation: Situation;
  readonly decision: Decision;
}

/** Writes down what was decided: alerts as they are now, and a row of the outbox for each message. Answers how many messages. */
export async function apply(tx: Queries, { home, situation, decision }: Decided): Promise<number> {
  const at = instantOf(situation.now);
  const opened = await queries.insertAlerts(tx, { home, at }, decision.opened.map(newAlert));
  const standing = new Map(situation.alerts.map((alert) => [alert.id, alert]));
  const changed = [...decision.changed].flatMap(([id, change]) => {
    const alert = standing.get(id);
    return alert ? [changedTo(alert, change)] : [];
  });
  if (changed.length > 0) await queries.writeAlerts(tx, home, changed);
  if (decision.dropped.length > 0) await queries.dropWaiting(tx, home, { ids: decision.dropped, at });
  const ids = new Map([...situation.alerts, ...opened].map(({ key, id }) => [key, id]));
  const rows = decision.told.flatMap((told) => {
    const id = ids.get(told.key);
    return id === undefined ? [] : sendingsOf(told, id);
  });
  if (rows.length > 0) await queries.insertSendings(tx, { home, at }, rows);
  return rows.length;
}

const newAlert = ({ matter, rule, level, levelAt }: Decision["opened"][number]): queries.NewAlert => ({
  ...{ key: matter.key, kind: matter.kind, severity: matter.severity, mentions: matter.mentions, rule, level },
  finding_id: matter.finding,
  is_danger: matter.isDanger,
  level_at: inText(levelAt),
});

function changedTo(alert: StandingAlert, change: Change): queries.AlertNow {
  const { id, severity, mentions, rule, level, levelAt, quietSince, ackedAt } = { ...alert, ...change };
  return {
    ...{ id, severity, mentions, rule, level },
    level_at: inText(levelAt),
    quiet_since: inText(quietSince),
    acked_at: inText(ackedAt),
    closed_at: inText(change.closedAt ?? null),
  };
}

const inText = (milliseconds: number | null): string | null => (milliseconds === null ? null : instantOf(milliseconds));

/** One row a way where each is meant; else the first, with those that are tried when it refuses. */
function sendingsOf(told: Told, alert: number): queries.NewSending[] {
  const { person, ways, isEach, digest, kind, level, severity, isDanger } = told;
  const [first, ...rest] = ways;
  const ends: [way: number | null, rest: number[]][] =
    first === undefined ? [[null, []]] : isEach ? ways.map((way) => [way, []]) : [[first, rest]];
  const telling = randomUUID();
  return ends.map(([way, rest]) => ({
    ...{ alert_id: alert, user_id: person, channel_id: way, rest, telling, kind, level, severity },
    is_danger: isDanger,
    counts: !isDanger && kind !== "clear" && kind !== "eased",
    state: way === null ? "held" : "waiting",
    digest: way === null ? (digest ?? "daily") : null,
  }));
}
