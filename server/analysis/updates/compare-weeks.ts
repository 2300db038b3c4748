import type { Queries } from "#db/database.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { logHoursIn } from "#server/store/ledger/log-hours/queries.ts";
import type { ComparedPart, ComparedWeeks } from "#server/store/ledger/updates/contract.ts";
import type { InstalledUpdate } from "#server/store/ledger/updates/queries.ts";
import { type Day, knownDays } from "./days.ts";
import { groupsOf } from "./groups.ts";
import { isWorse, mean, type Weeks } from "./judge.ts";
import { drains, type Group, measured, type Told } from "./measured.ts";
import { comparedEntities, knownIn, levelsIn, outagesIn, reportsIn } from "./queries.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const WEEK_DAYS = 7;
const LEAST_BEFORE = 5;
const LEAST_AFTER = 4;
/** Between the bounds of when it was installed; of what is vaguer, nobody can tell before from after. */
const VAGUEST = 2 * DAY;

/**
 * How what an update touches did in the week before it and in seven days after it, `daysLater` from the first of these on; undefined
 * where too little was recorded. `now` in seconds since the epoch.
 */
export async function compareWeeks(
  tx: Queries,
  update: Pick<InstalledUpdate, "since" | "at" | "kind" | "target"> & { home: number },
  { now, daysLater = 0 }: { now: number; daysLater?: number },
): Promise<ComparedWeeks | undefined> {
  const [since, at] = [toMicroseconds(update.since) / 1e6, toMicroseconds(update.at) / 1e6];
  const [begin, end] = [hourOf(since) - WEEK_DAYS * DAY, hourOf(at) + 2 * HOUR + daysLater * DAY];
  const ended = Math.min(WEEK_DAYS, Math.floor((now - end) / DAY));
  if (at - since > VAGUEST || ended < LEAST_AFTER) return undefined;
  const span = (from: number, days: number) => ({
    home: update.home,
    from: instantOf(from * 1000),
    to: instantOf((from + days * DAY) * 1000),
  });
  const known = await knownIn(tx, { ...span(begin, 0), to: span(end, ended).to });
  const days = { before: knownDays(begin, WEEK_DAYS, known), after: knownDays(end, ended, known) };
  if (days.before.length < LEAST_BEFORE || days.after.length < LEAST_AFTER) return undefined;
  const groups = groupsOf(
    update,
    await comparedEntities(tx, update.home, { device: update.target, since: update.since }),
  );
  const spans = [span(begin, WEEK_DAYS), span(end, ended)];
  const told = await toldOf(tx, spans, [
    ...new Set(groups.flatMap(({ own, others }) => [...own.entities, ...others.entities])),
  ]);
  const isLogKnown = known.some((row) => row.is_live && row.from_second <= (days.before[0]?.from ?? 0));
  const parts = groups
    .flatMap((group) => comparedParts(group, days, told))
    .filter(({ measure }) => isLogKnown || measure !== "errors");
  return { days_before: days.before.length, days_after: days.after.length, parts };
}

const hourOf = (second: number): number => Math.floor(second / HOUR) * HOUR;

type Span = Parameters<typeof outagesIn>[1];

async function toldOf(tx: Queries, spans: readonly Span[], entities: Group["entities"]): Promise<Told> {
  const keys = entities.map(({ key }) => key);
  const batteries = entities.filter(({ is_battery }) => is_battery).map(({ key }) => key);
  const [first, last] = [spans[0], spans.at(-1)] as [Span, Span];
  const whole = { ...first, to: last.to };
  const reports = new Map<string, number>();
  for (const span of spans)
    for (const { key, bucket, reports: count } of await reportsIn(tx, span, keys))
      reports.set(`${key} ${Date.parse(span.from) / 1000 + bucket * DAY}`, count);
  return {
    out: Map.groupBy(await outagesIn(tx, whole, keys), ({ key }) => key),
    reports,
    levels: Map.groupBy(await levelsIn(tx, whole, batteries), ({ key }) => key),
    errors: await logHoursIn(tx, whole),
  };
}

type Days = { before: readonly Day[]; after: readonly Day[] };
type Compared = { part: string | null; own: Group; others: Group };

function comparedParts({ part, own, others }: Compared, days: Days, told: Told): ComparedPart[] {
  const weeks = (group: Group, measure: keyof typeof measured): Weeks => ({
    before: days.before.map((day) => measured[measure](group, day, told)),
    after: days.after.map((day) => measured[measure](group, day, told)),
  });
  const hasOthers = others.entities.length > 0;
  const byDay = (["unavailable", "flaps", "errors", "reports"] as const).map((measure) => {
    const [mine, theirs] = [
      weeks(own, measure),
      hasOthers && measure !== "errors" ? weeks(others, measure) : undefined,
    ];
    return compared({ part, measure }, mine, theirs);
  });
  return [...byDay, ...battery(part, { own, others }, days, told)].filter(
    ({ before, after }) => before > 0 || after > 0,
  );
}

const compared = (
  what: Pick<ComparedPart, "part" | "measure">,
  own: Weeks,
  others: Weeks | undefined,
): ComparedPart => ({
  ...what,
  before: mean(own.before),
  after: mean(own.after),
  others_before: others ? mean(others.before) : null,
  others_after: others ? mean(others.after) : null,
  is_worse: isWorse(what.measure, own, others),
});

/** Per battery instead of per day: a day's fall is a step of the device's own rounding. */
function battery(
  part: string | null,
  { own, others }: Omit<Compared, "part">,
  { before, after }: Days,
  told: Told,
): ComparedPart[] {
  if (after.length < WEEK_DAYS - 1) return [];
  const week = (days: readonly Day[]) => ({ from: days[0]?.from ?? 0, to: days.at(-1)?.to ?? 0 });
  const weeks = (group: Group): Weeks => ({
    before: drains(group, week(before), told),
    after: drains(group, week(after), told),
  });
  const [mine, theirs] = [weeks(own), weeks(others)];
  if (mine.before.length === 0 || mine.after.length === 0) return [];
  return [
    compared(
      { part, measure: "battery" },
      mine,
      theirs.before.length > 0 && theirs.after.length > 0 ? theirs : undefined,
    ),
  ];
}
