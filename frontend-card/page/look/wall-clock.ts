import { manner } from "./locale.ts";

/** The instant at which clocks show "2026-11-21T09:30", in milliseconds: those of the time zone in which times are shown. */
export function instantAt(wallClock: string): number {
  const { timeZone } = manner();
  if (!timeZone) return new Date(wallClock).getTime();
  const asUtc = Date.parse(`${wallClock}Z`);
  const guess = asUtc - aheadOfUtc(asUtc, timeZone);
  return asUtc - aheadOfUtc(guess, timeZone); // once more, because the clocks may have been changed between the two
}

function aheadOfUtc(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA-u-ca-gregory-nu-latn-hc-h23", {
    timeZone,
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  }).formatToParts(at);
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? "00";
  const wall = `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}Z`;
  return Date.parse(wall) - Math.floor(at / 1_000) * 1_000;
}
