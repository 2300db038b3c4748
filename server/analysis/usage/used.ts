import { toMicroseconds } from "#server/instant.ts";
import type { UsageDay, UsedThing } from "./contract.ts";
import type { Day } from "./days.ts";
import type { MeterRow, RunRow, StateRow, UsableRow } from "./queries.ts";
import { lengthIn, minus, type Stretch, useByDay } from "./spans.ts";
import { trendOf } from "./trend.ts";
import type { Counted } from "./usable.ts";

const HOUR = 3_600_000_000;
/** A day of which less is known says nothing about a trend. */
const WHOLE_DAY_HOURS = 22.5;
/** In kilowatt hours. */
const ENERGY: Readonly<Record<string, number>> = { Wh: 0.001, kWh: 1, MWh: 1_000 };

export interface Known {
  readonly days: readonly Day[];
  /** Stretches of which nothing is known, in microseconds since the epoch. */
  readonly unheard: readonly Stretch[];
  readonly now: number;
}

export function usedByStates(
  thing: UsableRow,
  { measure, states }: Extract<Counted, { kind: "states" }>,
  rows: readonly StateRow[],
  known: Known,
): UsedThing {
  const told = rows.map(({ at, state }) => ({ at: toMicroseconds(at), state }));
  const days = useByDay(told, (state) => states.includes(state), known).map(
    ({ day, hours, times, knownHours }): UsageDay => {
      const isKnown = knownHours > 0;
      return {
        day,
        hours: isKnown ? hours : null,
        times: isKnown ? times : null,
        amount: null,
        known_hours: knownHours,
      };
    },
  );
  return shown(thing, { measure, unit: null, days });
}

/** Of a counter whose unit was changed to one that is another matter, what the latest one counts. */
export function usedByAmount(thing: UsableRow, rows: readonly MeterRow[], { days }: Known): UsedThing[] {
  const latest = rows.at(-1)?.unit;
  if (latest === undefined) return [];
  const factor = ENERGY[latest];
  const own = rows.filter(({ unit }) => (factor === undefined ? unit === latest : Object.hasOwn(ENERGY, unit)));
  const byDay = Map.groupBy(own, ({ day }) => day);
  const told = days.map(({ day }): UsageDay => {
    const some = byDay.get(day) ?? [];
    const counted = some.reduce((sum, { change, unit }) => sum + change * (ENERGY[unit] ?? 1), 0);
    const hours = some.reduce((most, row) => Math.max(most, row.hours), 0);
    return { day, hours: null, times: null, amount: some.length > 0 ? counted : null, known_hours: hours };
  });
  return [shown(thing, { measure: "amount", unit: factor === undefined ? latest : "kWh", days: told })];
}

/** Runs count on the day on which they began. */
export function usedByRuns(thing: UsableRow, rows: readonly RunRow[], { days, unheard, now }: Known): UsedThing[] {
  if (rows.length === 0) return [];
  const told = days.map((day): UsageDay => {
    const own = rows.filter(({ at }) => toMicroseconds(at) >= day.from && toMicroseconds(at) < day.to);
    const sum = (of: (row: RunRow) => number) => own.reduce((all, row) => all + of(row), 0);
    return {
      ...{ day: day.day, hours: sum(({ hours }) => hours), times: own.length },
      amount: own.some(({ kwh }) => kwh !== null) ? sum(({ kwh }) => kwh ?? 0) : null,
      known_hours: lengthIn(minus([[day.from, Math.min(day.to, now)]], unheard), day) / HOUR,
    };
  });
  return [shown(thing, { measure: "runs", unit: "kWh", days: told })];
}

function shown(
  { entity_id, name, area, device_id, device }: UsableRow,
  { measure, unit, days }: Pick<UsedThing, "measure" | "unit" | "days">,
): UsedThing {
  const rounded = days.map((it) => ({
    ...it,
    hours: round(it.hours),
    amount: round(it.amount),
    known_hours: round(it.known_hours) ?? 0,
  }));
  const whole = days.filter(({ known_hours }) => known_hours >= WHOLE_DAY_HOURS);
  const main = whole.flatMap((it) => (measure === "amount" ? it.amount : it.hours) ?? []);
  return {
    ...{ entity_id, name, area, device_id, device, measure, unit },
    hours: total(days.map(({ hours }) => hours)),
    times: total(days.map(({ times }) => times)),
    amount: total(days.map(({ amount }) => amount)),
    days: rounded,
    trend: trendOf(main) ?? null,
  };
}

/** Null where nothing is known of any day. */
function total(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((one) => one !== null);
  return known.length > 0 ? round(known.reduce((sum, one) => sum + one, 0)) : null;
}

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 1_000) / 1_000);
