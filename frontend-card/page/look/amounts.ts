import { inManner, locale, manner } from "./locale.ts";

const formats = inManner(({ dates, numbers = dates, isGrouped: useGrouping = true }) => ({
  plain: new Intl.NumberFormat(numbers, { useGrouping, maximumFractionDigits: 2 }),
  whole: new Intl.NumberFormat(numbers, { useGrouping, maximumFractionDigits: 0 }),
  large: new Intl.NumberFormat(dates, { notation: "compact", compactDisplay: "long", maximumFractionDigits: 1 }),
}));
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export const amount = (value: number): string => formats().plain.format(value);
export const count = (value: number): string => formats().whole.format(value);

const LARGE = 100_000;

/** "1.2 million"; small numbers in full. */
export const roundly = (value: number): string => formats()[value < LARGE ? "whole" : "large"].format(value);

/** "9.4 MB" */
export function bytes(value: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(value, 1)) / 3)));
  const style = { style: "unit", unit: UNITS[step], maximumFractionDigits: step > 2 ? 1 : 0 } as const;
  return new Intl.NumberFormat(manner().numbers ?? locale(), style).format(value / 1000 ** step);
}

/** In whole units of time, by the unit. */
const spans = inManner(({ dates }) => {
  const of = (unit: string) =>
    new Intl.NumberFormat(dates, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 });
  return { day: of("day"), hour: of("hour"), minute: of("minute"), second: of("second") };
});
const SPANS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "3 minutes": in the largest unit that is there at least twice, for what is an estimate anyway. */
export function roughly(seconds: number): string {
  const [unit, size] = SPANS.find(([, size]) => seconds >= size * 1.5) ?? SPANS[3];
  return spans()[unit].format(Math.max(1, Math.round(seconds / size)));
}
