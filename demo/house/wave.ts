import type { Microseconds } from "../moment.ts";

export interface Wave {
  mean: number;
  amplitude: number;
  period: Microseconds;
  /** One standard deviation of what is laid over the sine. */
  noise: number;
  decimals: number;
}

/**
 * The value of a wave, `elapsed` after it begins (there it crosses its mean, rising).
 * A pure function of entity and place, so that any stretch of the past can be told without telling what came before it.
 */
export function waveValue(wave: Wave, elapsed: Microseconds, seed: number, place: number): string {
  const sine = Math.sin((2 * Math.PI * elapsed) / wave.period);
  const noise = wave.noise === 0 ? 0 : wave.noise * gaussian(seed, place);
  return rounded(wave.mean + wave.amplitude * sine + noise, wave.decimals);
}

/** The shortest text of the rounded value, never "-0". */
export const rounded = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)) + 0);

/** FNV-1a, 32 bits. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Box and Muller: a standard normal deviate out of two uniform ones. */
function gaussian(seed: number, place: number): number {
  const radius = Math.sqrt(-2 * Math.log(uniform(seed, place)));
  return radius * Math.cos(2 * Math.PI * uniform(seed ^ 0x9e3779b9, place));
}

/** In (0, 1], by the finaliser of murmur3 over seed and place (which may exceed 32 bits). */
function uniform(seed: number, place: number): number {
  let hash = seed ^ Math.imul(place >>> 0, 0x9e3779b1) ^ Math.imul(Math.floor(place / 2 ** 32), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) + 1) / 2 ** 32;
}
