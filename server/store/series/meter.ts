import type { Facts } from "./kind.ts";

/** Where a meter stands, and the cycle that it counts in: `undefined` where nobody knows, null where it tells none. */
export type Reading = { readonly value: number; readonly lastReset: string | null | undefined };
export type MeterSample = { readonly value: number; readonly facts: Facts };

/** A smaller drop is a dip, and counts as one. Source: reset_detected of homeassistant/components/sensor/recorder.py. */
const RESET_BELOW = 0.9;

/**
 * How far a meter went, as Core's growing `sum` has it: a first reading is the zero point, a new cycle starts at zero.
 * Source: compile_statistics of homeassistant/components/sensor/recorder.py.
 */
export function meterChange(before: Reading | null, samples: readonly MeterSample[]) {
  let reading = before;
  let cycle = before?.lastReset;
  let change = 0;
  for (const { value, facts } of samples) {
    const isIncreasing = facts.stateClass === "total_increasing";
    if (isIncreasing && reading && value < 0) continue; // Core leaves such a number out
    const lastReset = isIncreasing || facts.lastReset === undefined ? cycle : facts.lastReset;
    const isReset = isIncreasing ? isBelow(value, reading) : isNewCycle(lastReset, cycle);
    if (reading) change += isReset ? value : value - reading.value;
    if (isReset || cycle === undefined) cycle = lastReset;
    reading = { value, lastReset };
  }
  return { change, reading };
}

const isBelow = (value: number, reading: Reading | null) => reading !== null && value < RESET_BELOW * reading.value;

const isNewCycle = (lastReset: string | null | undefined, cycle: string | null | undefined) =>
  lastReset != null && cycle !== undefined && lastReset !== cycle;
