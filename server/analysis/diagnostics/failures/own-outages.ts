/** Seconds since the epoch; `to` of what goes on is now. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

export interface OutageOfDevice extends Outage {
  readonly device: string;
}

/** What began so near is one outage of a device's several entities, or one cause of several devices. */
const TOGETHER_SECONDS = 120;
/** So many at once have a cause that is none of theirs: their hub, their network, Home Assistant. */
const MANY = 4;
/** Of the devices of one integration's entry, where there are at least two. */
const SHARE = 0.6;
const PAIR = 2;

/** When each device went out of reach by itself, oldest first. `kinOf`: the devices of its entry, itself included, by device; a cloud that stumbles or a reload is none's own. */
export function ownOutages(
  all: readonly OutageOfDevice[],
  kinOf: ReadonlyMap<string, readonly string[]> = new Map(),
): Map<string, Outage[]> {
  const sorted = [...all].sort((one, other) => one.from - other.from);
  const own = new Map<string, Outage[]>(); // by device
  for (const [i, { device, from, to }] of sorted.entries()) {
    if (isShared(togetherWith(sorted, i), kinOf.get(device) ?? [])) continue;
    const known = own.get(device) ?? [];
    const last = known.at(-1);
    if (last && from - last.from <= TOGETHER_SECONDS)
      known[known.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else known.push({ from, to });
    own.set(device, known);
  }
  return own;
}

function isShared(devices: ReadonlySet<string>, kin: readonly string[]): boolean {
  const went = kin.filter((id) => devices.has(id)).length;
  return devices.size >= MANY || went >= Math.max(PAIR, SHARE * kin.length);
}

/** Devices that went at about the same time, itself included. */
function togetherWith(sorted: readonly OutageOfDevice[], at: number): Set<string> {
  const from = sorted[at]?.from ?? 0;
  const devices = new Set<string>();
  for (const step of [1, -1])
    for (let i = at; i >= 0 && i < sorted.length; i += step) {
      const other = sorted[i];
      if (!other || Math.abs(other.from - from) > TOGETHER_SECONDS) break;
      devices.add(other.device);
    }
  return devices;
}
