import { Temporal } from "temporal-polyfill";
import type { Meaning } from "./atom.ts";

type Days = Extract<Meaning, { kind: "days" }>;
type Day = Temporal.PlainDate;

/** "Thursday the 26th", "Thursday last week", "Saturday and Sunday": what several names of days say together; none where they exclude each other. */
export function daysTogether(all: readonly Days[], today: Day): Days | "none" | undefined {
  const [only, another] = all;
  if (!another) return only;
  const dated = all.filter(({ weekday }) => weekday === undefined);
  const named = all.filter(({ weekday }) => weekday !== undefined);
  if (dated.length === 0) return inARow(named);
  const from = latest(dated.map((one) => one.from));
  const to = earliest(dated.map((one) => one.to));
  if (compare(from, to) >= 0) return "none";
  const [first, ...others] = named;
  if (first === undefined) return { kind: "days", from, to };
  const day = others.some(({ weekday }) => weekday !== first.weekday)
    ? undefined
    : lastWeekday(first.weekday ?? 1, { from, to }, today);
  return day ? { kind: "days", from: day, to: day.add({ days: 1 }) } : "none";
}

function inARow(days: readonly Days[]): Days | "none" {
  const ordered = [...days].sort((one, other) => compare(one.from, other.from));
  const [first] = ordered;
  const last = ordered.at(-1);
  const isRow = ordered.every(({ from }, i) => i === 0 || compare(from, ordered[i - 1]?.to ?? from) <= 0);
  return first && last && isRow ? { kind: "days", from: first.from, to: last.to } : "none";
}

function lastWeekday(weekday: number, { from, to }: { from: Day; to: Day }, today: Day): Day | undefined {
  const end = compare(to, today) > 0 ? today : to.subtract({ days: 1 });
  const day = end.subtract({ days: (end.dayOfWeek - weekday + 7) % 7 });
  return compare(day, from) >= 0 ? day : undefined;
}

const compare = Temporal.PlainDate.compare;
const latest = (days: readonly Day[]): Day => days.reduce((one, other) => (compare(one, other) > 0 ? one : other));
const earliest = (days: readonly Day[]): Day => days.reduce((one, other) => (compare(one, other) < 0 ? one : other));
