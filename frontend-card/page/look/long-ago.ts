import { inManner } from "./locale.ts";

const format = inManner(({ dates }) => new Intl.RelativeTimeFormat(dates, { numeric: "always", style: "short" }));
const SPANS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** "5 min. ago", in the largest unit that is there at least one and a half times; `justNow` below a minute and a half. */
export function longAgo(seconds: number, justNow: string): string {
  const [unit, size] = SPANS.find(([, size]) => seconds >= size * 1.5) ?? [];
  return unit && size ? format().format(-Math.round(seconds / size), unit) : justNow;
}
