const plain = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export const amount = (value: number): string => plain.format(value);
export const count = (value: number): string => whole.format(value);

const large = new Intl.NumberFormat(undefined, {
  notation: "compact",
  compactDisplay: "long",
  maximumFractionDigits: 1,
});
const LARGE = 100_000;

/** "1.2 million"; small numbers in full. */
export const roundly = (value: number): string => (value < LARGE ? whole : large).format(value);

/** "9.4 MB" */
export function bytes(value: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(value, 1)) / 3)));
  const style = { style: "unit", unit: UNITS[step], maximumFractionDigits: step > 2 ? 1 : 0 } as const;
  return new Intl.NumberFormat(undefined, style).format(value / 1000 ** step);
}

const SPANS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "3 minutes": in the largest unit that is there at least twice, for what is an estimate anyway. */
export function roughly(seconds: number): string {
  const [unit, size] = SPANS.find(([, size]) => seconds >= size * 1.5) ?? SPANS[3];
  const style = { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(undefined, style).format(Math.max(1, Math.round(seconds / size)));
}
