import type { Reading } from "./detector.ts";

const EVERY_MS = 600_000;
const DAY_MS = 86_400_000;

interface Days {
  readonly days: number;
  /** What a reading becomes; `day` with its fraction. */
  readonly fault?: (value: number, day: number) => number;
}

/** A room that gets warm by day and is heated in the evening, every ten minutes, rounded to tenths; the same each time. */
export function daysOf({ days, fault = (value) => value }: Days): Reading[] {
  let turn = 7;
  const noise = () => {
    turn = (turn * 16_807) % 2_147_483_647;
    return turn / 2_147_483_647 - 0.5;
  };
  return Array.from({ length: (days * DAY_MS) / EVERY_MS }, (_, i) => {
    const day = (i * EVERY_MS) / DAY_MS;
    const warm = 20 + Math.sin(2 * Math.PI * (day - 0.3)) + (day % 1 > 0.75 ? 1 : 0) + noise();
    return { at: i * EVERY_MS, value: Math.round(fault(warm, day) * 10) / 10 };
  });
}
