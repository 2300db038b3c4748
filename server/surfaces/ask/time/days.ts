import { Temporal } from "temporal-polyfill";
import type { Meaning } from "./atom.ts";
import type { DayRule, Unit } from "./time-words.ts";

export type Values = Readonly<Record<string, unknown>>;
type Today = Temporal.PlainDate;

/** What a phrase about days means today; undefined where there is no such day. */
export function daysMeant(rule: DayRule, values: Values, today: Today): Meaning | undefined {
  if (rule === "future") return { kind: "future" };
  const range = RULES[rule](today, values);
  const weekday = rule === "weekday" || rule === "lastWeekday" ? Number(values.weekday) : undefined;
  return range && { kind: "days", from: range[0], to: range[1], ...(weekday ? { weekday } : {}) };
}

type Range = readonly [from: Today, to: Today] | undefined;

const RULES: Record<Exclude<DayRule, "future">, (today: Today, values: Values) => Range> = {
  today: (today) => whole(today),
  yesterday: (today) => whole(today.subtract({ days: 1 })),
  beforeYesterday: (today) => whole(today.subtract({ days: 2 })),
  weekday: (today, { weekday }) => whole(today.subtract({ days: daysSince(today, Number(weekday)) })),
  lastWeekday: (today, { weekday }) => whole(today.subtract({ days: daysSince(today, Number(weekday)) || 7 })),
  // Its Monday and its Tuesday.
  startOfWeek: (today) => span(monday(today), { days: 2 }),
  thisWeek: (today) => span(monday(today), { days: 7 }),
  lastWeek: (today) => span(monday(today).subtract({ days: 7 }), { days: 7 }),
  weekBeforeLast: (today) => span(monday(today).subtract({ days: 14 }), { days: 7 }),
  // Until it begins, the one just gone is meant.
  thisWeekend: (today) => span(monday(today).add({ days: today.dayOfWeek > 5 ? 5 : -2 }), { days: 2 }),
  // On a Sunday, "last weekend" is the one before.
  lastWeekend: (today) => span(monday(today).subtract({ days: 2 }), { days: 2 }),
  thisMonth: (today) => span(today.with({ day: 1 }), { months: 1 }),
  lastMonth: (today) => span(today.with({ day: 1 }).subtract({ months: 1 }), { months: 1 }),
  thisYear: (today) => span(today.with({ month: 1, day: 1 }), { years: 1 }),
  lastYear: (today) => span(today.with({ month: 1, day: 1 }).subtract({ years: 1 }), { years: 1 }),
  ago: (today, { n, unit }) => ago(today, Number(n ?? 1), unit as Unit),
  date: (today, { n, month, year, iso, holiday, md = holiday, dm = md }) =>
    dm
      ? named(today, dm as readonly [number, number], numberIn(year))
      : dated(today, { day: Number(n), month: Number(month), year: numberIn(year) }, iso),
  dayOfMonth: (today, { n }) =>
    latest(today, (past) => dateOf({ year: past.year, month: past.month, day: Number(n) }), "month"),
  month: (today, { month, year }) => monthOf(today, Number(month), numberIn(year)),
  lastNamedMonth: (today, { month }) => monthOf(today, Number(month), undefined),
  year: (_, { year }) => span(new Temporal.PlainDate(Number(year), 1, 1), { years: 1 }),
};

const span = (from: Today, length: Temporal.DurationLike): Range => [from, from.add(length)];
const whole = (day: Today): Range => span(day, { days: 1 });
const monday = (day: Today): Today => day.subtract({ days: day.dayOfWeek - 1 });
const daysSince = (today: Today, weekday: number): number => (today.dayOfWeek - weekday + 7) % 7;
const numberIn = (value: unknown): number | undefined => (value === undefined ? undefined : Number(value));

function ago(today: Today, n: number, unit: Unit): Range {
  if (!Number.isInteger(n)) return undefined;
  if (unit === "day") return whole(today.subtract({ days: n }));
  if (unit === "week") return whole(today.subtract({ weeks: n }));
  if (unit === "month") return whole(today.subtract({ months: n }));
  return unit === "year" ? whole(today.subtract({ years: n })) : undefined;
}

type Parts = { year: number; month: number; day: number };

function dated(
  today: Today,
  { day, month, year }: Omit<Parts, "year"> & { year: number | undefined },
  iso: unknown,
): Range {
  if (typeof iso === "string") {
    const [y = 0, m = 0, d = 0] = iso.split("-").map(Number);
    return whichDay(dateOf({ year: y, month: m, day: d }));
  }
  if (year !== undefined) return whichDay(dateOf({ year, month, day }));
  return latest(today, (past) => dateOf({ year: past.year, month, day }), "year");
}

const named = (today: Today, [month, day]: readonly [number, number], year: number | undefined): Range =>
  dated(today, { day, month, year }, undefined);

const whichDay = (day: Today | undefined): Range => day && whole(day);

function dateOf(parts: Parts): Today | undefined {
  try {
    return Temporal.PlainDate.from(parts, { overflow: "reject" });
  } catch {
    return undefined; // the thirtieth of February
  }
}

/** The latest that is not in the future. */
function latest(today: Today, on: (past: Today) => Today | undefined, unit: "month" | "year"): Range {
  for (let back = 0; back < 5; back++) {
    const found = on(
      unit === "month"
        ? today.with({ day: 1 }).subtract({ months: back })
        : today.with({ day: 1 }).subtract({ years: back }),
    );
    if (found && Temporal.PlainDate.compare(found, today) <= 0) return whole(found);
  }
  return undefined;
}

function monthOf(today: Today, month: number, year: number | undefined): Range {
  const begins = new Temporal.PlainDate(year ?? today.year, month, 1);
  const isAhead = year === undefined && Temporal.PlainDate.compare(begins, today) > 0;
  return span(isAhead ? begins.subtract({ years: 1 }) : begins, { months: 1 });
}
