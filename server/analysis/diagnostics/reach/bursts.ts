import type { Device } from "../house-now.ts";

/** Of what is dated by the start of Home Assistant alone nobody saw that it went together: nearly all must be gone. */
const SHARE_UNDATED = 0.8;
const LONGEST_GAP = 3_600;

export interface Gone {
  readonly device: Device;
  /** Seconds since the epoch. */
  readonly since: number;
  /** It was away when Home Assistant started, and nothing is known of before. */
  readonly isUndated: boolean;
}

/** Devices that have one thing in common, all of them; those that say nothing are left out. */
export interface Group {
  readonly of: "integration" | "area" | "network";
  /** Config entry id, area id; of the network empty. */
  readonly id: string;
  readonly members: readonly Device[];
  /** So many at once have a common reason, where they are so great a part of those that were there. */
  readonly least: number;
  readonly share: number;
  /** Within so many seconds it counts as together. */
  readonly within: number;
}

export interface Burst<G extends Gone> {
  readonly group: Group;
  readonly gone: readonly G[];
  /** Those of them that no burst before explains. */
  readonly fresh: readonly G[];
}

/**
 * The fewest groups that explain what went together: again and again the one that explains most, the more particular one of
 * two that explain as much. Nothing is explained twice.
 */
export function burstsIn<G extends Gone>(groups: readonly Group[], all: readonly G[]): Burst<G>[] {
  const found: Burst<G>[] = [];
  const explained = new Set<string>();
  for (;;) {
    const next = groups
      .flatMap((group) => burstOf(group, { all, explained }) ?? [])
      .reduce<Burst<G> | undefined>(
        (most, it) => (most === undefined || it.fresh.length > most.fresh.length ? it : most),
        undefined,
      );
    if (!next) return found;
    found.push(next);
    for (const { device } of next.gone) explained.add(device.device_id);
  }
}

type Around<G> = { all: readonly G[]; explained: ReadonlySet<string> };

function burstOf<G extends Gone>(group: Group, { all, explained }: Around<G>): Burst<G> | undefined {
  const ids = new Set(group.members.map(({ device_id }) => device_id));
  const own = all.filter((it) => ids.has(it.device.device_id) && (group.of === "integration" || !it.isUndated));
  const gone = largestTogether(own, group.within, explained);
  const fresh = gone.filter(({ device }) => !explained.has(device.device_id));
  const start = Math.min(...gone.map(({ since }) => since));
  const wereThere = ids.size - own.filter(({ since }) => since < start).length;
  const share = gone.some(({ isUndated }) => isUndated) ? Math.max(group.share, SHARE_UNDATED) : group.share;
  const isMost = fresh.length >= group.least && gone.length >= share * wereThere;
  return isMost && isVaried(group, fresh) && isUnbroken(gone) ? { group, gone, fresh } : undefined;
}

/** One that went hours before the rest went by itself. */
function isUnbroken(gone: readonly Gone[]): boolean {
  const times = gone.map(({ since }) => since).sort((one, other) => one - other);
  return times.every((since, place) => place === 0 || since - (times[place - 1] ?? since) <= LONGEST_GAP);
}

/** An area or the network is to blame only where several integrations suffer; one alone has its own trouble. */
function isVaried({ of }: Group, fresh: readonly Gone[]): boolean {
  return of === "integration" || new Set(fresh.map(({ device }) => device.entry_id)).size > 1;
}

function largestTogether<G extends Gone>(
  own: readonly G[],
  windowSeconds: number,
  explained: ReadonlySet<string>,
): G[] {
  const sorted = own.toSorted((one, other) => one.since - other.since);
  const freshIn = (group: readonly G[]) => group.filter(({ device }) => !explained.has(device.device_id)).length;
  let most: G[] = [];
  for (let from = 0, to = 0; from < sorted.length; from++) {
    const first = sorted[from]?.since ?? 0;
    while (to < sorted.length && (sorted[to]?.since ?? 0) <= first + windowSeconds) to++;
    const window = sorted.slice(from, to);
    if (freshIn(window) > freshIn(most) || (freshIn(window) === freshIn(most) && window.length > most.length))
      most = window;
  }
  return most;
}
