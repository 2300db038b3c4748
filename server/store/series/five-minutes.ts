import type { Facts, SeriesKind } from "./kind.ts";
import { type Held, type Period, timeWeightedDirection, timeWeightedMean } from "./mean.ts";
import { type MeterSample, meterChange, type Reading } from "./meter.ts";
import type { Rollup } from "./rollup.ts";

const SECOND = 1e6;
const SLOT = 300 * SECOND;
/** Microseconds. */
export const HOUR = 12 * SLOT;

/** A state at so many microseconds of its hour; null: the entity had no number of this series. */
export type Sample = { readonly at: number; readonly value: number | null; readonly facts: Facts };
/** What a series brings into the next span: its last number, and whether the entity still has it. */
export type Carry = Reading & { readonly isHeld: boolean };

type Span = Period & { readonly samples: readonly Sample[] };

/**
 * An hour in twelve; null where there was no number. A number holds through `unavailable` to the end of its five minutes,
 * but is not carried on from there. `until`, in microseconds, cuts an hour that is not over.
 */
export function fiveMinutes(kind: SeriesKind, samples: readonly Sample[], { carry, until = HOUR }: Limits) {
  const slots: (Rollup | null)[] = [];
  let held = carry;
  for (let start = 0; start < HOUR; start += SLOT) {
    const end = Math.min(start + SLOT, until);
    const within = samples.filter(({ at }) => at >= start && at < end);
    const slot = start < end ? rollUpSlot(kind, held, { start, end, samples: within }) : { rollup: null, carry: held };
    slots.push(slot.rollup);
    held = slot.carry;
  }
  return { slots, carry: held };
}

type Limits = { carry: Carry | null; until?: number };

function rollUpSlot(kind: SeriesKind, carry: Carry | null, span: Span): { rollup: Rollup | null; carry: Carry | null } {
  const numbers = span.samples.filter(hasNumber);
  const reached = meterChange(carry, numbers);
  const isHeld = span.samples.at(-1)?.value !== null && (span.samples.length > 0 || carry?.isHeld === true);
  const next = reached.reading && { ...reached.reading, isHeld };
  const held: Held[] = carry?.isHeld ? [{ at: span.start, value: carry.value }, ...numbers] : numbers;
  if (held.length === 0) return { rollup: null, carry: next };
  const counted = {
    count: numbers.length,
    last: next?.value ?? null,
    change: kind === "meter" ? reached.change : null,
  };
  return { rollup: { ...valuesOf(kind, held, span), ...counted }, carry: next };
}

function valuesOf(kind: SeriesKind, held: readonly Held[], span: Span) {
  const none = { mean: null, weight: null, min: null, max: null };
  if (kind === "meter") return none;
  if (kind === "angle") {
    const { mean, weight } = timeWeightedDirection(held, span);
    return { ...none, mean, weight: weight / SECOND };
  }
  const values = held.map(({ value }) => value);
  return { ...none, mean: timeWeightedMean(held, span), min: Math.min(...values), max: Math.max(...values) };
}

const hasNumber = (sample: Sample): sample is Sample & MeterSample => sample.value !== null;
