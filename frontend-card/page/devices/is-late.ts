import type { DeviceShown } from "./device-list.ts";

/** Nothing is late sooner, however lively it is. */
const LEAST_SECONDS = 7_200;
const TIMES = 4;

/** Whether a device has been quiet for much longer than is usual for it; a finding of it needs more. `now` in seconds since the epoch. */
export const isLate = ({ reported, usual }: DeviceShown, now: number): boolean =>
  reported !== null && usual !== null && now - reported > Math.max(LEAST_SECONDS, TIMES * usual);
