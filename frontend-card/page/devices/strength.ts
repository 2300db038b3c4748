import type { DeviceShown } from "./device-list.ts";

type Link = NonNullable<DeviceShown["link"]>;

/** Where the four bars of a link begin: LQI as coordinators tell it, dBm as of Wi-Fi, per cent as it is. */
const BARS: Record<string, readonly number[]> = {
  lqi: [Number.NEGATIVE_INFINITY, 50, 100, 150],
  dBm: [Number.NEGATIVE_INFINITY, -80, -70, -60],
  "%": [Number.NEGATIVE_INFINITY, 25, 50, 75],
};
const ENDS: Record<string, readonly [number, number]> = { lqi: [0, 255], dBm: [-100, -30], "%": [0, 100] };

/** How good a link is, so that one kind can be held against another: one to four bars, and a share from 0 to 1. */
export function strengthOf({ value, unit }: Link): { bars: number; share: number } {
  const kind = unit === "dB" ? "dBm" : unit;
  const [from, to] = ENDS[kind] ?? [0, 255];
  const begins = BARS[kind] ?? BARS.lqi ?? [];
  return {
    bars: Math.max(1, begins.filter((begin) => value > begin).length),
    share: Math.min(1, Math.max(0, (value - from) / (to - from))),
  };
}
