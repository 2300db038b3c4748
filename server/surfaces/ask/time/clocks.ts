import type { Meaning } from "./atom.ts";
import type { Values } from "./days.ts";
import type { ClockRule } from "./time-words.ts";

/** A time of the clock; undefined where no clock shows it. */
export function clockMeant(
  rule: ClockRule,
  { n, few = n, n1, hour: named, hm, half, minute = n }: Values,
): Meaning | undefined {
  const am = half as "am" | "pm" | undefined;
  const hour = Number(named ?? n ?? n1);
  switch (rule) {
    case "noon":
      return clock(12, 0, undefined, true);
    case "midnight":
      return clock(0, 0, undefined, true);
    case "clock": {
      const text = String(hm);
      const [hours = "", minutes = ""] = text.split(/[:.]/);
      const isWide = hours.startsWith("0") || Number(hours) > 12; // 07:30, 19:30
      return clock(Number(hours), Number(minutes), am, am !== undefined || isWide);
    }
    case "hour":
      return clock(hour, 0, am, am !== undefined || hour > 12);
    case "hourMinute":
      return clock(Number(named), Number(minute), am, am !== undefined || Number(named) > 12);
    case "half":
      return clock(hour, 30, am, am !== undefined);
    case "halfTo": // German "halb acht" is half an hour before
      return clock(hourBefore(hour), 30, am, am !== undefined);
    case "pastHalf": // "funf nach halb acht"
      return clock(hourBefore(Number(n1)), 30 + Number(n), am, am !== undefined);
    case "toHalf":
      return clock(hourBefore(Number(n1)), 30 - Number(n), am, am !== undefined);
    case "quarterPast":
      return clock(hour, 15, am, am !== undefined);
    case "quarterTo":
      return clock(hourBefore(hour), 45, am, am !== undefined);
    case "past":
      return clock(Number(named ?? n1), Number(n), am, am !== undefined);
    case "to":
      return clock(hourBefore(Number(named ?? n1)), 60 - Number(few), am, am !== undefined);
  }
}

const hourBefore = (hour: number): number => (hour === 0 ? 23 : hour === 1 ? 12 : hour - 1);

function clock(hour: number, minute: number, half: "am" | "pm" | undefined, isExact: boolean): Meaning | undefined {
  const isOfTwelve = half === undefined || (hour >= 1 && hour <= 12);
  if (!Number.isInteger(hour) || !Number.isInteger(minute) || hour > 24 || minute > 59 || !isOfTwelve) return undefined;
  if (half === "am") return { kind: "clock", hour: hour % 12, minute, half, isExact };
  if (half === "pm") return { kind: "clock", hour: (hour % 12) + 12, minute, half, isExact };
  return { kind: "clock", hour: hour % 24, minute, half, isExact };
}
