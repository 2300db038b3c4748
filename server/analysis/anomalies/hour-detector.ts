import { HOUR_MS } from "./hours.ts";
import { noSpikes, noteSpike, type Spikes } from "./spikes.ts";
import { type Hours, learnHour, noHours, type Sustained, sustainedIn } from "./sustained.ts";

/** A spike that lasts for more than a few minutes moves the mean of its hour by more than this share of itself. */
const SPIKE_SHARE = 0.15;

/** All that is remembered of one series of which only hours are kept. */
export interface HourDetector {
  hours: Hours;
  spikes: Spikes;
}

/** An hour as `series.hour` has it, be it made of events or of Home Assistant's long-term statistics. */
export interface RolledHour {
  /** Hours since the epoch, by the home's clock. */
  readonly hour: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly last: number;
  /** What is unusual now has a cause that is known: the home is empty, or has just been. */
  readonly isExplained?: boolean;
}

export const newHourDetector = (): HourDetector => ({ hours: noHours(), spikes: noSpikes() });

/**
 * Takes the next hour of a series in and answers what is wrong for longer than a moment. How far it went up and down in the hour stands for how much it
 * did: all that statistics keep, so that a past of either kind is one past.
 */
export function judgeHour(of: HourDetector, rolled: RolledHour, margin?: number): readonly Sustained[] {
  const { hour, mean, low, high, last, isExplained = false } = rolled;
  if (![hour, mean, low, high].every(Number.isFinite)) return sustainedOf(of);
  learnHour(of.hours, { hour, mean, variation: high - low }, isExplained, margin);
  for (const reading of shortOf(rolled)) noteSpike(of.spikes, hour * HOUR_MS, reading);
  noteSpike(of.spikes, hour * HOUR_MS, Number.isFinite(last) ? last : mean);
  return sustainedOf(of);
}

/** What is wrong by the hours that it has seen. */
export const sustainedOf = ({ hours, spikes }: HourDetector): readonly Sustained[] => sustainedIn(hours, spikes);

/** The extremes of the hour, without one that was held for long: that is no spike, but what the sensor measured. */
function shortOf({ mean, low, high }: RolledHour): number[] {
  const middle = mean;
  const isShort = (extreme: number, other: number) =>
    Math.abs(middle - other) <= SPIKE_SHARE * Math.abs(extreme - other);
  const isLopsided = isShort(high, low) || isShort(low, high);
  return isLopsided ? [low, high] : [middle];
}
