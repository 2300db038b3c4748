import type { Device, HouseNow } from "../house-now.ts";

/** So many of what hangs on one thing, and so great a part of it. */
const LEAST = 3;
const SHARE = 0.6;
const HOUR = 3_600;

export interface Silence {
  readonly device: Device;
  /** Seconds since the epoch of what was heard last. */
  readonly last: number;
  /** Seconds below which 99 of 100 of its intervals lie. */
  readonly usual: number;
}

/** What hangs on one hub or is of one integration; undefined where nothing of that is known. */
export const commonOf = ({ via_device_id, entry_id }: Device, { devices }: HouseNow): string | undefined =>
  via_device_id !== null && devices.has(via_device_id) ? via_device_id : (entry_id ?? undefined);

/**
 * Silences that began together, each at its own last report, by the id of the hub or config entry that they have in common;
 * `regular`: all that report by the clock, of which they are most.
 */
export function silentTogether<S extends Silence>(
  silences: readonly S[],
  regular: readonly Device[],
  house: HouseNow,
): Map<string, S[]> {
  const all = Map.groupBy(regular, (device) => commonOf(device, house));
  const found = new Map<string, S[]>();
  for (const [id, of] of Map.groupBy(silences, ({ device }) => commonOf(device, house))) {
    const end = Math.max(...of.map(({ last }) => last));
    const near = of.filter(({ last, usual }) => end - last <= Math.max(HOUR, 2 * usual));
    const isMost = near.length >= LEAST && near.length >= SHARE * (all.get(id)?.length ?? 0);
    if (id !== undefined && isMost && !near.some(({ device }) => device.device_id === id)) found.set(id, near);
  }
  return found;
}
