import type { Reading } from "./reading.ts";

/** Small and seeded, so that a test finds the same cells each time (Mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How much is left when a share of a cell's life is over: as devices tell it of their voltage. */
export const chemistries = {
  linear: (share: number) => 100 * (1 - share),
  alkaline: (share: number) => 100 * (1 - 0.35 * share - 0.65 * share ** 2.2),
  lithium: (share: number) => 100 * (1 - 0.45 * share - 0.55 * share ** 4),
} as const;
export type Chemistry = keyof typeof chemistries;

export interface Cell {
  readonly chemistry: Chemistry;
  /** Days that it lasts. */
  readonly life: number;
  /** What the device rounds to. */
  readonly step: number;
  readonly noise: number;
}

/** Its readings day by day, from 0 to the day that it dies. */
export function readingsOf({ chemistry, life, step, noise }: Cell, random: () => number): Reading[] {
  return Array.from({ length: life + 1 }, (_, day) => {
    const true_ = chemistries[chemistry](day / life);
    const season = 2 * Math.sin((2 * Math.PI * day) / 365); // cold is told as empty
    const told = true_ + season + noise * (random() + random() - 1);
    return { day, percent: Math.max(0, Math.min(100, Math.round(told / step) * step)) };
  });
}
