import type { z } from "zod";
import type { Queries } from "#db/database.ts";
import { type Call, command } from "#server/command.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { lawOf } from "#server/law.ts";
import { Refusal } from "#server/refusal.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import { ListUsage, UsagePage, type UsedThing } from "./contract.ts";
import { type Day, dayAt, daysBetween } from "./days.ts";
import { gapsIn, metersIn, rememberedSince, runsIn, statesIn, type UsableRow, usableOf } from "./queries.ts";
import type { Stretch } from "./spans.ts";
import { countedAs } from "./usable.ts";
import { type Known, usedByAmount, usedByRuns, usedByStates } from "./used.ts";

const USUAL_DAYS = 28;
const MOST_DAYS = 100;

export const listUsage = command({
  name: "health/usage",
  summary: "How long and how often things were on, open or ran, and what they used, by day",
  input: ListUsage,
  output: UsagePage,
  run: (wanted, call) => call.db.transaction((tx) => listed(tx, wanted, call)),
});

/** @throws Refusal `bad_span` */
async function listed(
  tx: Queries,
  wanted: ListUsage,
  { home, world, asker }: Call,
): Promise<z.input<typeof UsagePage>> {
  const timeZone = await timeZoneOf(tx, home);
  const now = shownNow(world, home);
  const days = daysWanted(wanted, now, timeZone);
  const [from, to] = [days[0]?.from ?? 0, days.at(-1)?.to ?? 0].map(fromMicroseconds) as [string, string];
  const span = { home, from, to };
  const gaps = await gapsIn(tx, span);
  const since = await rememberedSince(tx, home);
  const unheard: Stretch[] = gaps.map((gap) => [toMicroseconds(gap.from), toMicroseconds(gap.to)]);
  const heardFrom = since ? toMicroseconds(since) : now * 1_000;
  const known: Known = { days, unheard: [[0, heardFrom], ...unheard], now: now * 1_000 };
  const { things = null, cursor: after = "", limit } = wanted;
  const page = await usableOf(tx, home, { entities: things, after, limit: limit + 1, from });
  const { hidden } = await lawOf(tx, asker);
  const rows = page.slice(0, limit).filter(({ entity_id }) => !hidden.has(entity_id));
  return {
    first: days[0]?.day ?? "",
    last: days.at(-1)?.day ?? "",
    items: await used(tx, span, rows, known),
    gaps,
    cursor: page.length > limit ? (page[limit - 1]?.entity_id ?? null) : null,
  };
}

function daysWanted({ first, last }: ListUsage, now: number, timeZone: string): Day[] {
  const today = dayAt(now, timeZone);
  const end = last ?? today.toString();
  const begin = first ?? dayBefore(end, USUAL_DAYS - 1);
  const days = begin <= end && begin >= dayBefore(end, MOST_DAYS - 1) ? daysBetween(begin, end, timeZone) : [];
  if (days.length === 0)
    throw new Refusal(
      "bad_span",
      `Usage is told of one to ${MOST_DAYS} days: give a last day that is not before the first`,
    );
  return days;
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

type Span = Parameters<typeof statesIn>[1];

async function used(tx: Queries, span: Span, rows: readonly UsableRow[], known: Known): Promise<UsedThing[]> {
  const keysOf = (kind: "states" | "meter") =>
    rows.filter((row) => countedAs(row)?.kind === kind).map(({ key }) => key);
  const rest = rows.filter((row) => !countedAs(row)).map(({ key }) => key);
  const [first, last] = [known.days[0]?.day ?? "", known.days.at(-1)?.day ?? ""];
  const states = Map.groupBy(await statesIn(tx, span, keysOf("states")), ({ key }) => key);
  const meters = Map.groupBy(await metersIn(tx, span.home, { keys: keysOf("meter"), first, last }), ({ key }) => key);
  const runs = Map.groupBy(await runsIn(tx, span, rest), ({ key }) => key);
  return rows.flatMap((row) => {
    const counted = countedAs(row);
    if (counted?.kind === "states") return [usedByStates(row, counted, states.get(row.key) ?? [], known)];
    if (counted?.kind === "meter") return usedByAmount(row, meters.get(row.key) ?? [], known);
    return usedByRuns(row, runs.get(row.key) ?? [], known);
  });
}
