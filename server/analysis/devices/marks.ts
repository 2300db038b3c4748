import type { DeviceNow } from "./device-now.ts";

/** By device id: what makes it another. */
export type Marks = ReadonlyMap<string, string>;

export const marksOf = (devices: readonly DeviceNow[]): Marks =>
  new Map(devices.map((device) => [device.device_id, markOf(device)]));

/** Those that are another than they were, and the ids of those that are no longer there. */
export function changesOf(before: Marks, now: Marks, devices: readonly DeviceNow[]) {
  const news = devices.filter(({ device_id }) => before.get(device_id) !== now.get(device_id));
  const gone = [...before.keys()].filter((id) => !now.has(id));
  return { news, gone };
}

/** That it reported again is no news: whoever looks at a device asks when. */
const markOf = ({ reported: _, ...rest }: DeviceNow): string => JSON.stringify(rest);
