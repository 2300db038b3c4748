import { Temporal } from "temporal-polyfill";
import type { Queries } from "#db/database.ts";
import {
  keepOutcomes,
  keepPredictions,
  type Outcome,
  type Prediction,
  standingPredictions,
} from "#server/store/ledger/predictions/queries.ts";
import { EMPTY_PERCENT, forecast, type Reading } from "./forecast.ts";
import { daysOf } from "./queries.ts";

export const KIND = "battery-empty";
const DETECTOR = "curves 1";
const YEARS_DAYS = 730;
const ANEW_DAYS = 7;
/** Replaced with so much left it did not die: somebody was early, or it was called dead by what it measures. */
const REPLACED_EARLY_PERCENT = 15;
const REPLACED_RISE = 20;

/** Says of each battery when it will be empty, once a week; and what became of what was said before. `today` as an ISO date of the home. */
export async function foretell(tx: Queries, home: number, today: string): Promise<void> {
  const standing = new Map((await standingPredictions(tx, home, KIND)).map((row) => [row.entity_id, row]));
  const days = Map.groupBy(await daysOf(tx, home, dateOf(dayOf(today) - YEARS_DAYS)), ({ key }) => key);
  const outcomes: Outcome[] = [];
  const predictions: Prediction[] = [];
  for (const [entity_id, readings] of days) {
    const said = standing.get(entity_id);
    const outcome = said && outcomeOf(readings, dayOf(said.made_on));
    if (outcome) outcomes.push({ entity_id, ...outcome });
    if (said && !outcome && dayOf(today) - dayOf(said.made_on) < ANEW_DAYS) continue;
    const found = forecast(readings, dayOf(today));
    if (typeof found === "string") continue;
    const { day, earliest, latest, percent, since } = found;
    predictions.push({
      ...{ entity_id, detector: DETECTOR, made_on: today, basis: { percent, since: dateOf(since) } },
      ...{ expected_on: dateOf(day), earliest_on: dateOf(earliest), latest_on: dateOf(latest) },
    });
  }
  if (outcomes.length > 0) await keepOutcomes(tx, home, KIND, outcomes);
  if (predictions.length > 0) await keepPredictions(tx, home, KIND, predictions);
}

/** What has become of a battery since that day; undefined where it still goes on. */
function outcomeOf(readings: readonly Reading[], since: number): Omit<Outcome, "entity_id"> | undefined {
  for (const [i, { day, percent }] of readings.entries()) {
    if (day <= since) continue;
    const before = readings[i - 1];
    if (percent <= EMPTY_PERCENT) return { outcome: "came", outcome_on: dateOf(day) };
    if (!before || percent - before.percent < REPLACED_RISE) continue;
    return { outcome: before.percent <= REPLACED_EARLY_PERCENT ? "came" : "averted", outcome_on: dateOf(day) };
  }
  return undefined;
}

const EPOCH = Temporal.PlainDate.from("1970-01-01");
export const dayOf = (date: string): number => EPOCH.until(date, { largestUnit: "days" }).days;
const dateOf = (day: number): string => EPOCH.add({ days: Math.round(day) }).toString();
