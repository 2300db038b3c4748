/** A number and since when it held, in any one unit of time. */
export type Held = { readonly at: number; readonly value: number };
export type Period = { readonly start: number; readonly end: number };
/** A direction in degrees. Its weight tells how long it was observed, and shrinks where directions disagree. */
type Direction = { readonly mean: number; readonly weight: number };

const RADIANS = Math.PI / 180;

/**
 * Each number holds until the next; time before the first does not count.
 * Source: _time_weighted_arithmetic_mean of homeassistant/components/sensor/recorder.py.
 */
export function timeWeightedMean(held: readonly Held[], period: Period): number {
  const spans = spansOf(held, period);
  const observed = period.end - Math.max(held[0]?.at ?? period.start, period.start);
  return spans.reduce((sum, { value, duration }) => sum + value * duration, 0) / observed;
}

/** Source: _time_weighted_circular_mean of homeassistant/components/sensor/recorder.py. */
export const timeWeightedDirection = (held: readonly Held[], period: Period): Direction =>
  meanDirection(spansOf(held, period).map(({ value, duration }) => ({ mean: value, weight: duration })));

/** Source: weighted_circular_mean of homeassistant/components/recorder/statistics.py. */
export function meanDirection(directions: readonly Direction[]): Direction {
  let sine = 0;
  let cosine = 0;
  for (const { mean, weight } of directions) {
    sine += Math.sin(mean * RADIANS) * weight;
    cosine += Math.cos(mean * RADIANS) * weight;
  }
  const degrees = Math.atan2(sine, cosine) / RADIANS;
  return { mean: degrees < 0 ? degrees + 360 : degrees, weight: Math.hypot(sine, cosine) };
}

function spansOf(held: readonly Held[], { start, end }: Period): { value: number; duration: number }[] {
  return held.map(({ at, value }, index) => ({
    value,
    duration: (held[index + 1]?.at ?? end) - Math.max(at, start),
  }));
}
