import type { Asked } from "../../answers/asked.ts";

const LOCALE = "en-GB";

type In = Pick<Asked, "timeZone" | "now">;

/** "today at 07:12", "yesterday at 22:10", "on Monday 23 November at 06:45". */
export function momentOf(at: number, it: In): string {
  const day = dayOf(at, it);
  const time = formatted(at, it, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${day} at ${time}`;
}

export function dayOf(at: number, it: In): string {
  const key = (moment: number) => formatted(moment, it, { year: "numeric", month: "2-digit", day: "2-digit" });
  if (key(at) === key(it.now)) return "today";
  if (key(at) === key(it.now - 86_400_000_000)) return "yesterday";
  const isOld = it.now - at > 300 * 86_400_000_000;
  return `on ${formatted(at, it, { weekday: "long", day: "numeric", month: "long", ...(isOld ? { year: "numeric" } : {}) })}`;
}

const formatted = (at: number, { timeZone }: In, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LOCALE, { timeZone, ...options }).format(at / 1000);

/** The span that was asked about, as a part of a sentence. */
export function spanOf(it: Pick<Asked, "windows" | "isMoment" | "timeZone" | "now">): string {
  const [first] = it.windows;
  const last = it.windows.at(-1);
  if (!first || !last) return "";
  return it.isMoment ? momentOf(first.from, it) : `between ${momentOf(first.from, it)} and ${momentOf(last.to, it)}`;
}

/** "2 hours 5 minutes", "40 seconds". */
export function lengthOf(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 86_400), "day"],
    [Math.floor((whole % 86_400) / 3600), "hour"],
    [Math.floor((whole % 3600) / 60), "minute"],
    [whole % 60, "second"],
  ] as const;
  const told = parts.filter(([n]) => n > 0).slice(0, 2);
  return told.length === 0 ? "no time" : told.map(([n, unit]) => `${n} ${unit}${n === 1 ? "" : "s"}`).join(" ");
}

export const amount = (value: number, unit: string | null): string =>
  `${new Intl.NumberFormat(LOCALE, { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 }).format(value)}${unit ? ` ${unit}` : ""}`;

export function listed(names: readonly string[], joint = "and"): string {
  if (names.length <= 1) return names[0] ?? "";
  return `${names.slice(0, -1).join(", ")} ${joint} ${names.at(-1)}`;
}
