import type { Call } from "./call.ts";

/** What a call ends in; others, such as `set_temperature`, may end in anything. */
const ENDS: Record<string, RegExp> = {
  turn_on: /^(?!off$)/,
  turn_off: /^(?:off|idle|standby)$/,
  open_cover: /^open/,
  close_cover: /^clos/,
  open_valve: /^open/,
  close_valve: /^clos/,
  lock: /^lock/,
  unlock: /^unlock/,
  start: /^(?:cleaning|mowing)$/,
  return_to_base: /^(?:docked|returning)$/,
  dock: /^(?:docked|returning)$/,
};

/** Whether a call may have led to this state: nobody turns a light off by turning it on. */
export const canEndIn = ({ service }: Call, state: string | null): boolean => ENDS[service]?.test(state ?? "") ?? true;
