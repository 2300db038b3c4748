import { isPlain } from "../../references/reference.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

export const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Of a number, or a text that is one. */
export function numberIn(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** 90, "00:01:30", "-00:30" or {minutes: 1, seconds: 30}; undefined where it is not written out. */
export function secondsIn(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "string") {
    const [, sign, hours, minutes, seconds = "0"] = /^([+-]?)(\d+):(\d{1,2})(?::(\d{1,2}))?$/.exec(value.trim()) ?? [];
    if (hours === undefined) return numberIn(value);
    return (sign === "-" ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * 60 + Number(seconds));
  }
  if (!isPlain(value)) return undefined;
  const known = ["days", "hours", "minutes", "seconds", "milliseconds"];
  if (!Object.keys(value).every((key) => known.includes(key))) return undefined;
  const parts = known.map((key) => (value[key] === undefined ? 0 : numberIn(value[key])));
  if (parts.some((part) => part === undefined)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = parts;
  return days * DAY + hours * HOUR + minutes * 60 + seconds + milliseconds / 1000;
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Monday is 1; null: something that is not written out. */
export function weekdaysIn(value: unknown): number[] | undefined | null {
  if (value === undefined) return undefined;
  const days = listOf(value).map((day) => WEEKDAYS.indexOf(String(day)) + 1);
  return days.includes(0) ? null : days;
}
