import type { Microseconds } from "../moment.ts";
import type { Entity } from "./entity.ts";

/** What was measured between `start` and `end`, or counted up to `end`. */
export interface Slot {
  start: Microseconds;
  end: Microseconds;
  mean: number | null;
  min: number | null;
  max: number | null;
  state: number | null;
  sum: number | null;
}

interface Spacing {
  step: Microseconds;
  from: Microseconds;
  to: Microseconds;
}

const totals = new Set(["total", "total_increasing"]);

export const countsSum = ({ attributes }: Entity): boolean => totals.has(String(attributes.state_class));

/** Slots of equal length that have something to tell. Source: homeassistant/components/sensor/recorder.py */
export function measured(entity: Entity, spacing: Spacing): Slot[] {
  const meter = countsSum(entity) ? new TotalMeter(entity, spacing) : new LevelMeter(entity, spacing);
  for (const { state, updated } of entity.statesBetween(spacing.from - 1, spacing.to)) meter.read(updated, state);
  return meter.close(spacing.to);
}

/** Goes through time slot by slot. What it was before the first slot holds until it is read. */
abstract class Meter {
  protected start: Microseconds;
  protected value: number | undefined;
  readonly #step: Microseconds;
  readonly #slots: Slot[] = [];

  constructor(entity: Entity, { from, step }: Spacing) {
    this.start = from;
    this.#step = step;
    this.value = numberIn(entity.stateBefore(from)?.state);
  }

  /** What holds, holds until then. */
  protected abstract hold(until: Microseconds): void;
  /** What the slot that ends has to tell, if anything. */
  protected abstract told(): Partial<Slot> | undefined;
  protected abstract take(value: number | undefined): void;

  read(at: Microseconds, state: string): void {
    this.#turnUntil(at);
    this.hold(at);
    this.take(numberIn(state));
  }

  close(at: Microseconds): Slot[] {
    this.#turnUntil(at);
    return this.#slots;
  }

  #turnUntil(at: Microseconds): void {
    while (this.start + this.#step <= at) {
      const [start, end] = [this.start, this.start + this.#step];
      this.hold(end);
      const told = this.told();
      if (told) this.#slots.push({ start, end, mean: null, min: null, max: null, state: null, sum: null, ...told });
      this.start = end;
    }
  }
}

/** A level is the one before until it is another; while it is unavailable there is none. */
class LevelMeter extends Meter {
  #since = 0;
  #weighted = 0;
  #known = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  protected hold(until: Microseconds): void {
    const held = until - Math.max(this.#since, this.start);
    this.#since = until;
    if (this.value === undefined) return;
    this.#weighted += this.value * held;
    this.#known += held;
    this.#min = Math.min(this.#min, this.value);
    this.#max = Math.max(this.#max, this.value);
  }

  protected told(): Partial<Slot> | undefined {
    const [weighted, known, min, max] = [this.#weighted, this.#known, this.#min, this.#max];
    this.#weighted = this.#known = 0;
    this.#min = Number.POSITIVE_INFINITY;
    this.#max = Number.NEGATIVE_INFINITY;
    return known > 0 ? { mean: weighted / known, min, max } : undefined;
  }

  protected take(value: number | undefined): void {
    this.value = value;
  }
}

/** A total counts up; one that only increases and falls by a tenth began anew. */
class TotalMeter extends Meter {
  readonly #canFall: boolean;
  #sum = 0;

  constructor(entity: Entity, spacing: Spacing) {
    super(entity, spacing);
    this.#canFall = entity.attributes.state_class === "total";
  }

  protected hold(): void {}

  protected told(): Partial<Slot> | undefined {
    return this.value === undefined ? undefined : { state: this.value, sum: this.#sum };
  }

  protected take(value: number | undefined): void {
    if (value === undefined) return;
    if (this.value !== undefined) {
      const beganAnew = !this.#canFall && value < 0.9 * this.value;
      this.#sum += beganAnew ? value : value - this.value;
    }
    this.value = value;
  }
}

function numberIn(state: string | undefined): number | undefined {
  const value = state === undefined || state.trim() === "" ? Number.NaN : Number(state);
  return Number.isNaN(value) ? undefined : value;
}
