import sql, { type Sql } from "sql-template-tag";
import type { KeptTable, Selection } from "#db/snapshot/kept-tables.ts";
import type { Scope } from "#db/snapshot/manifest.ts";
import { instantOf } from "#server/instant.ts";

const DAY_MS = 86_400_000;
export const MONTH_DAYS = 30;
/** Of the essentials: a year of all hours packs to 70 MB where there are 330 series. Older ones come again as long-term statistics. */
export const HOUR_DAYS = 60;

/** `all`: whatever the scope. `events`: with single events only, by a time of its rows or as a whole. Else which rows, where not everything is wanted. */
type Rule = "all" | { events: "whole" | ((since: string) => Sql) } | { rows: (times: Times) => Sql | undefined };
/** Null: none of the events, all of the hours. */
type Times = { events: string | null; hours: string | null };

const by = (column: Sql): Rule => ({ events: (since) => sql`${column} >= ${since}::timestamptz` });
const all = "all";

/** Every table, so that a new one is decided about: a test compares this list with the tables there are. */
export const rules: Readonly<Record<string, Rule>> = {
  "public.users": all,
  "public.home_assistant_connections": all,
  "public.home_assistant_audit_log": all,
  "ledger.audit_link": all,
  "public.home_assistant_connection_metrics": by(sql`timestamp`),
  "people.guest_area": all,
  "people.home": all,
  "people.home_assistant_user": all,
  "people.invitation": all,
  "people.member": all,
  "people.allowed": all,
  "people.movement": all,
  "people.private": all,
  "people.removal": all,
  "people.self": all,
  "people.sql_login": { rows: () => sql`false` }, // logins are the cluster's, and no dump brings them along
  "people.token": all,
  "people.tracker": all,
  "alerts.channel": all,
  "alerts.lit_before": all,
  "alerts.stream": all,
  "house.device": all,
  "house.entity": all,
  "house.item": all,
  "house.left_out": all,
  "house.continued": all,
  "house.reporting": all,
  "changes.content": all,
  "changes.item": all,
  "changes.look": all,
  "changes.change": all,
  "episodes.habit": all,
  "healing.mode": all,
  "healing.stop": all,
  "healing.feed": all,
  "healing.offer": all,
  "healing.attempt": all,
  "ledger.finding": all,
  "ledger.step": all,
  "health.cost": all,
  "ledger.rule": all,
  "ledger.maintenance": all,
  "ledger.incident": all,
  "ledger.prediction": all,
  "ledger.log_hour": by(sql`hour`),
  "ledger.installed_update": all,
  "alerts.alert": all,
  "alerts.person": all,
  "alerts.rule": all,
  "alerts.runner": { rows: () => sql`false` }, // a program that runs now
  "alerts.sending": all,
  "unusual.activity": all,
  "unusual.learned": all,
  "unusual.standing": all,
  "ledger.detector_choice": all,
  "ledger.diagnosis": { events: "whole" },
  "schedules.job": all,
  "webhooks.source": all,
  "webhooks.received": all,
  "schedules.run": { events: "whole" },
  "schedules.lease": { events: "whole" },
  "once.asked": { rows: () => sql`false` }, // of a day, and of this server
  "shopping.list": all,
  "shopping.item": all,
  "memory.keep": all,
  "memory.detail": all,
  "memory.silence": all,
  "memory.size_limit": all,
  "memory.wrong_answer": all,
  "memory.event_type": all,
  "memory.embedding_model": all,
  "memory.trace": {
    rows: ({ events }) => (events ? sql`(has_failed or started_at >= ${events}::timestamptz)` : sql`has_failed`),
  },
  "memory.trace_config": {
    rows: ({ events }) => sql`exists (
      select from memory.trace
      where trace.config_id = kept.id and (has_failed or started_at >= coalesce(${events}::timestamptz, 'infinity')))`,
  },
  // An import from a recorder's file can be undone, and is not brought again, where what it brought is there.
  "memory.recorded_import": { events: "whole" },
  "series.replaced_hour": { events: "whole" },
  "memory.gap": { rows: ({ events }) => (events ? undefined : sql`import_id is null`) },
  "memory.coverage": by(sql`ended_at`),
  // Where no events are in the backup, the past is asked of Home Assistant again, as far as it remembers: states of days, statistics of years.
  "memory.import": { rows: ({ events }) => (events ? undefined : sql`false`) },
  "series.series": all,
  "series.day": all,
  "series.hour": { rows: ({ hours }) => (hours === null ? undefined : sql`hour >= ${hours}::timestamptz`) },
  "series.five_minutes": by(sql`hour`),
  "memory.event": { events: "whole" },
  "memory.sealed": { events: "whole" },
  "memory.context": { events: "whole" },
  "memory.posting": { events: "whole" },
  "memory.telling": { events: "whole" },
  "memory.attributes": { events: "whole" },
  "memory.attribute_sweep": { events: "whole" },
  "memory.attribute_found": { events: "whole" },
  "memory.forgotten_attributes": { events: "whole" },
  "memory.sentence": { events: "whole" },
  "memory.sentences_gone": { events: "whole" },
  "memory.vector": { events: "whole" },
  "memory.let_go": { events: "whole" },
  "memory.due_hour": by(sql`hour`),
  "memory.unlearned_hour": by(sql`hour`),
  "memory.told": by(sql`hour`),
  "memory.episode": by(sql`coalesce(ended_at, 'infinity')`),
  "memory.dead_letter": by(sql`at`),
  "memory.day_tally": { events: (since) => sql`day >= (${since}::timestamptz at time zone 'UTC')::date` },
  "memory.told_day": { events: (since) => sql`day >= (${since}::timestamptz at time zone 'UTC')::date` },
  "memory.size": { events: "whole" },
};

export type Part = { scope: Scope; since: string | null; selection: Selection };

/** Whole days of UTC: a day's events are a table of their own, which is read or left. */
export function partOf(scope: Scope, now: number): Part {
  if (scope === "everything") return { scope, since: null, selection: (table) => table };
  const midnight = now - (now % DAY_MS);
  const ago = (days: number) => instantOf(midnight - days * DAY_MS);
  const times: Times =
    scope === "month" ? { events: ago(MONTH_DAYS), hours: null } : { events: null, hours: ago(HOUR_DAYS) };
  return { scope, since: times.events, selection: (table) => selected(table, times) };
}

function selected(table: KeptTable, times: Times): KeptTable | undefined {
  const rule = rules[table.name] ?? all;
  if (rule === all) return table;
  if ("rows" in rule) {
    const only = rule.rows(times);
    return only ? { ...table, only } : table;
  }
  const { events } = rule;
  if (times.events === null) return undefined;
  const since = times.events;
  if (events !== "whole") return { ...table, only: events(since) };
  return { ...table, leaves: table.leaves.filter(({ bound }) => bound === null || reachesTo(bound, since)) };
}

/** As in `FOR VALUES FROM ('2026-11-20 00:00:00+00') TO ('2026-11-21 00:00:00+00')`, told in UTC. */
function reachesTo(bound: string, since: string): boolean {
  const until = /TO \('([^']+)'\)/.exec(bound)?.[1];
  return until === undefined || Date.parse(until.replace(" ", "T").replace(/\+00$/, "Z")) > Date.parse(since);
}
