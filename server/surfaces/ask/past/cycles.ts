import type { Spell, State } from "./spells.ts";

const MINUTE = 60_000_000; // microseconds
const LEAST_WATTS = 3;
/** Between heating and tumbling an appliance may seem idle for so long. */
const LONGEST_PAUSE = 8 * MINUTE;
const SHORTEST = 3 * MINUTE;

/**
 * When something that draws power ran, by its own levels: idle is where it spends its quiet time, and running is clearly more than
 * that. Short dips within a run are part of it.
 */
export function cyclesIn(states: readonly State[], end: number): Spell[] {
  const threshold = runningFrom(states, end);
  if (threshold === undefined) return [];
  const runs: { from: number; to: number; isCarried: boolean; isOngoing: boolean }[] = [];
  let open: (typeof runs)[number] | undefined;
  for (const { at, state, isCarried } of states) {
    const watts = numberOf(state);
    if (watts === undefined) continue;
    if (watts >= threshold && !open) {
      const last = runs.at(-1);
      if (last && at - last.to <= LONGEST_PAUSE) open = runs.pop();
      open ??= { from: at, to: at, isCarried, isOngoing: false };
    } else if (watts < threshold && open) {
      runs.push({ ...open, to: at });
      open = undefined;
    }
  }
  if (open) runs.push({ ...open, to: end, isOngoing: true });
  return runs
    .filter(({ from, to, isOngoing }) => isOngoing || to - from >= SHORTEST)
    .map((run) => ({ ...run, state: "running", unknown: 0 }));
}

/** Watts from which it runs; undefined where it never does. Idle is the level at which it spends most of its lower time. */
function runningFrom(states: readonly State[], end: number): number | undefined {
  const levels = states.flatMap(({ at, state }, i) => {
    const watts = numberOf(state);
    return watts === undefined ? [] : [{ watts, weight: (states[i + 1]?.at ?? end) - at }];
  });
  const peak = Math.max(0, ...levels.map(({ watts }) => watts));
  if (peak < LEAST_WATTS) return undefined;
  const low = levels.filter(({ watts }) => watts <= peak * 0.1).sort((one, other) => one.watts - other.watts);
  const idle = at(low, 0.5);
  const wobble = at(low, 0.9) - idle;
  return Math.max(LEAST_WATTS, idle + Math.max(3 * Math.min(wobble, peak * 0.02), peak * 0.01, 2));
}

/** The level below which it stays for so large a share of the time. */
function at(levels: readonly { watts: number; weight: number }[], share: number): number {
  const whole = levels.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { watts, weight } of levels) {
    sum += weight;
    if (sum >= whole * share) return watts;
  }
  return 0;
}

export const numberOf = (state: string | null): number | undefined => {
  if (state === null || state.trim() === "") return undefined;
  const value = Number(state);
  return Number.isFinite(value) ? value : undefined;
};
