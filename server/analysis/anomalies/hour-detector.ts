import { type Hours, learnHour, noHours, type Sustained, sustainedIn } from "./sustained.ts";

/** All that is remembered of one series of which only hours are kept. */
export interface HourDetector {
  hours: Hours;
}

/** An hour as `series.hour` has it, be it made of events or of Home Assistant's long-term statistics. */
export interface RolledHour {
  /** Hours since the epoch, by the home's clock. */
  readonly hour: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** What is unusual now has a cause that is known: the home is empty, or has just been. */
  readonly isExplained?: boolean;
}

export const newHourDetector = (): HourDetector => ({ hours: noHours() });

/**
 * Takes the next hour of a series in and answers what is wrong for longer than a moment. How far it went up and down in the hour stands for how much it
 * did: all that statistics keep, so that a past of either kind is one past.
 */
export function judgeHour(of: HourDetector, rolled: RolledHour, margin?: number): readonly Sustained[] {
  const { hour, mean, low, high, isExplained = false } = rolled;
  if (![hour, mean, low, high].every(Number.isFinite)) return sustainedOf(of);
  learnHour(of.hours, { hour, mean, variation: high - low }, isExplained, margin);
  return sustainedOf(of);
}

/** What is wrong by the hours that it has seen. */
export const sustainedOf = ({ hours }: HourDetector): readonly Sustained[] => sustainedIn(hours);
