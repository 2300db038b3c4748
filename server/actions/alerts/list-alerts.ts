import { type Call, command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import { followPage } from "#server/follow-page.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { numberIn } from "#server/number-cursor.ts";
import { AlertHistory, AlertPage, type AlertShown, ListAlerts } from "./contract.ts";
import { rulesOf } from "./rules-kept.ts";
import { saidOf } from "./said.ts";
import { alertsOf, namesOfPeople, type ShownRow, tellingsOf } from "./shown-queries.ts";
import type { Language } from "./words.ts";

export const listAlerts = command({
  name: "alerts/list",
  summary: "What somebody is told of now: how far it has come, who was told and how, and who has it",
  input: ListAlerts,
  output: AlertPage,
  run: (wanted, call) => page(call, { ...wanted, isOver: false }),
});

export const alertHistory = command({
  name: "alerts/history",
  summary: "What somebody was told of and is over, newest first",
  input: AlertHistory,
  output: AlertPage,
  run: (wanted, call) => page(call, { ...wanted, isOver: true }),
});

export const alertsFeed = feed({
  name: "alerts/list",
  summary: "What somebody is told of, whenever that changes",
  input: ListAlerts,
  item: AlertPage,
  open: (wanted, call, send) =>
    followPage(
      { name: "live alerts", channels: ["alerts"], read: () => page(call, { ...wanted, isOver: false }) },
      call,
      send,
    ),
});

interface Wanted {
  readonly language: Language;
  readonly limit: number;
  readonly isOver: boolean;
  readonly cursor?: string | undefined;
}

async function page(call: Call, { language, limit, isOver, cursor }: Wanted) {
  const { db, world, home } = call;
  const before = cursor === undefined ? undefined : numberIn(cursor);
  const now = shownNow(world, home);
  const seen = await db.transaction(async (tx) => {
    const rows = await alertsOf(tx, { home, isOver, before, limit: limit + 1 });
    const said = [];
    for (const alert of rows.slice(0, limit))
      said.push({ alert, words: await saidOf(tx, { home, now, alert, language, isForAll: false }) });
    return { said, isMore: rows.length > limit };
  });
  const items = await shown(
    call,
    seen.said.flatMap(({ alert, words }) => (words ? [{ alert, words }] : [])),
  );
  const last = seen.isMore ? seen.said.at(-1) : undefined;
  return { items, cursor: last ? String(last.alert.id) : null };
}

type Said = { alert: ShownRow; words: { title: string; text: string } };

/** Who was told is read as the server, of what the asker was shown. */
async function shown({ world, home }: Call, said: readonly Said[]): Promise<AlertShown[]> {
  const ids = said.map(({ alert }) => alert.id);
  const { tellings, rules, names } = await world.db.for("asked").transaction(async (tx) => ({
    tellings: await tellingsOf(tx, home, ids),
    rules: await rulesOf(tx, home),
    names: await namesOfPeople(
      tx,
      said.flatMap(({ alert }) => alert.acked_by ?? []),
    ),
  }));
  return said.map(({ alert, words }) => ({
    ...{ alert: alert.id, finding: alert.finding_id, kind: alert.kind, severity: alert.severity, ...words },
    ...{ is_danger: alert.is_danger, rule: alert.rule, level: alert.level, opened_at: alert.opened_at },
    levels: rules.get(alert.rule)?.levels.length ?? alert.level,
    ...{ closed_at: alert.closed_at, acked_at: alert.acked_at, snoozed_until: alert.snoozed_until },
    acked_by: names.get(alert.acked_by ?? "") ?? null,
    told: tellings.filter((one) => one.alert === alert.id).map(({ alert: _alert, ...telling }) => telling),
  }));
}
