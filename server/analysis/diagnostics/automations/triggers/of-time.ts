import { isPlain } from "../../references/reference.ts";
import type { Expected } from "./expected.ts";
import type { Known } from "./known.ts";
import { listOf, secondsIn, weekdaysIn } from "./written.ts";

const DAY = 86_400;
const HOUR = 3_600;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** `trigger: time`: times that are written out, and those that entities tell. */
export function ofTime({ at, weekday }: Record<string, unknown>, known: Known): Expected[] {
  const weekdays = weekdaysIn(weekday);
  if (weekdays === null) return [];
  const days = weekdays === undefined ? {} : { weekdays };
  return listOf(at).flatMap((one): Expected[] => {
    const time = timeIn(one);
    if (time !== undefined) return [{ kind: "clock", at: time, ...days }];
    const offsetSeconds = isPlain(one) && one.offset !== undefined ? secondsIn(one.offset) : 0;
    const id = isPlain(one) ? one.entity_id : one;
    return typeof id === "string" && offsetSeconds !== undefined ? toldBy(id, { offsetSeconds, ...days }, known) : [];
  });
}

const timeIn = (text: unknown): string | undefined => {
  const [, hours, minutes, seconds = "00"] = (typeof text === "string" && TIME.exec(text)) || [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return `${hours.padStart(2, "0")}:${minutes}:${seconds}`;
};

/** What tells only a time of the day comes each day since it was set. */
function toldBy(id: string, when: { offsetSeconds: number; weekdays?: number[] }, { things }: Known): Expected[] {
  const thing = things.get(id);
  const time = timeIn(thing?.state);
  const { offsetSeconds, ...days } = when;
  if (thing?.domain === "input_datetime" && time !== undefined) {
    const isKnown = offsetSeconds === 0 && thing.since !== undefined;
    return isKnown ? [{ kind: "clock", at: time, since: thing.since ?? 0, ...days }] : [];
  }
  const tells =
    thing?.domain === "input_datetime" || (thing?.domain === "sensor" && thing.device_class === "timestamp");
  return tells ? [{ kind: "told", entities: [id], ...when }] : [];
}

/** `trigger: time_pattern`: without an hour it comes in each hour, with one each day at the latest. */
export const ofTimePattern = ({ hours }: Record<string, unknown>): Expected[] => [
  { kind: "every", seconds: hours === undefined ? HOUR : DAY },
];

const SUN = { sunrise: ["below_horizon", "above_horizon"], sunset: ["above_horizon", "below_horizon"] } as const;

/** Sunrise and sunset, by what was remembered of the sun; older configurations write their options beside `trigger`. */
export function ofSun(trigger: Record<string, unknown>): Expected[] {
  const options = { ...trigger, ...(isPlain(trigger.options) && trigger.options) };
  const kind = String(trigger.trigger ?? trigger.platform);
  const event = kind === "sun" ? options.event : kind.slice(kind.indexOf(".") + 1);
  const told = options.offset === undefined ? 0 : secondsIn(options.offset);
  if ((event !== "sunrise" && event !== "sunset") || told === undefined) return [];
  const [from, to] = SUN[event];
  const offsetSeconds = options.offset_type === "before" ? -told : told;
  return [{ kind: "state", entities: ["sun.sun"], from: [from], to: [to], forSeconds: 0, offsetSeconds }];
}
