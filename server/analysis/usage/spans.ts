import type { Day } from "./days.ts";

/** A stretch in microseconds since the epoch. */
export type Stretch = readonly [from: number, to: number];

export interface Told {
  readonly at: number;
  /** Null: the entity was removed. */
  readonly state: string | null;
}

export interface DayOfUse {
  readonly day: string;
  readonly hours: number;
  /** How often it began on that day. */
  readonly times: number;
  /** Hours of which it is known what it was. */
  readonly knownHours: number;
}

const HOUR = 3_600_000_000;
const UNKNOWN = new Set(["unavailable", "unknown"]);

/**
 * How long and how often a thing was so on each day. `told` by time, the first of them what it was when the first day began; `unheard`
 * stretches count for nothing. What was on, out of reach, and on again began once.
 */
export function useByDay(
  told: readonly Told[],
  isSo: (state: string) => boolean,
  { days, unheard, now }: { days: readonly Day[]; unheard: readonly Stretch[]; now: number },
): DayOfUse[] {
  const spells = told.map(({ at, state }, i) => ({ from: at, to: Math.min(told[i + 1]?.at ?? now, now), state }));
  const begins: number[] = [];
  let was: boolean | undefined; // when it was last known
  for (const { from, state } of spells) {
    if (state === null || UNKNOWN.has(state)) continue;
    const is = isSo(state);
    if (is && was === false) begins.push(from);
    was = is;
  }
  const stretches = (wanted: (state: string) => boolean): Stretch[] =>
    spells.flatMap(({ from, to, state }) =>
      state !== null && to > from && wanted(state) ? [[from, to] as const] : [],
    );
  const known = minus(
    stretches((state) => !UNKNOWN.has(state)),
    unheard,
  );
  const so = minus(stretches(isSo), unheard);
  return days.map((day) => ({
    day: day.day,
    hours: lengthIn(so, day) / HOUR,
    times: begins.filter((at) => at >= day.from && at < day.to).length,
    knownHours: lengthIn(known, day) / HOUR,
  }));
}

export const lengthIn = (stretches: readonly Stretch[], { from, to }: Pick<Day, "from" | "to">): number =>
  stretches.reduce((sum, [begin, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(begin, from)), 0);

/** What is left of stretches that do not overlap without the others, which may. */
export function minus(stretches: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return others.reduce<Stretch[]>(
    (left, [begin, end]) =>
      left.flatMap(([from, to]): Stretch[] => {
        if (end <= from || begin >= to) return [[from, to]];
        return (
          [
            [from, begin],
            [end, to],
          ] as Stretch[]
        ).filter(([first, last]) => last > first);
      }),
    [...stretches],
  );
}
