import { forecast } from "#server/analysis/batteries/forecast.ts";
import { stepOf } from "#server/analysis/batteries/step-of.ts";
import type { Battery } from "./lives.ts";

export interface Share {
  readonly said: number;
  readonly right: number;
}

const BEFORE_DAYS = 30;

/** How often the step, and the chemistry where nobody told it, were said and right, a month before the end. */
export function learned(batteries: readonly Battery[]): { steps: Share; chemistries: Share } {
  const steps: boolean[] = [];
  const chemistries: boolean[] = [];
  for (const { readings, emptyOn, step, kind } of batteries) {
    const today = emptyOn - BEFORE_DAYS;
    const known = readings.filter(({ day }) => day <= today && day > today - 730);
    const said = stepOf(known.map(({ percent }) => percent));
    if (said !== undefined) steps.push(said === step);
    const found = forecast(known, today);
    if (typeof found !== "string" && found.chemistry) chemistries.push(found.chemistry === kind);
  }
  return { steps: shareOf(steps), chemistries: shareOf(chemistries) };
}

const shareOf = (all: readonly boolean[]): Share => ({ said: all.length, right: all.filter(Boolean).length });
