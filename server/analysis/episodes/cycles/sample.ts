/** What an entity measured from an instant on, in microseconds since the epoch; undefined where nothing is known. */
export interface Sample {
  readonly at: number;
  readonly value: number | undefined;
}

/** A sample with how long it held. */
export interface Held {
  readonly at: number;
  readonly to: number;
  readonly value: number | undefined;
}

export const heldUntil = (samples: readonly Sample[], end: number): Held[] =>
  samples.flatMap(({ at, value }, i) => {
    const to = Math.min(end, samples[i + 1]?.at ?? end);
    return to > at ? [{ at, to, value }] : [];
  });

/** `unavailable`, `unknown` and no state at all are no numbers. */
export function numberOf(state: string | null): number | undefined {
  if (state === null || state.trim() === "") return undefined;
  const value = Number(state);
  return Number.isFinite(value) ? value : undefined;
}

/** Home Assistant's units of power; what has none counts in watts. */
const WATTS: Readonly<Record<string, number>> = { mW: 0.001, W: 1, kW: 1000, MW: 1e6, GW: 1e9, "BTU/h": 0.29307 };

export const wattsPer = (unit: string | null): number => WATTS[unit ?? "W"] ?? 1;
