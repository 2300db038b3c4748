import { Temporal } from "temporal-polyfill";
import type { Queries } from "#db/database.ts";
import type { Chemistry } from "#server/cell.ts";
import {
  keepOutcomes,
  keepPredictions,
  noteForetold,
  type Outcome,
  type Prediction,
  standingPredictions,
} from "#server/store/ledger/predictions/queries.ts";
import { cellsIn, REPLACED_RISE, spentPercent, type WholeLife, wholeLives } from "./cells-in.ts";
import { forecast } from "./forecast.ts";
import { daysOf, modelsOf } from "./queries.ts";
import { EMPTY_PERCENT, type Reading } from "./reading.ts";

export const KIND = "battery-empty";
const DETECTOR = "curves 2";
const YEARS_DAYS = 730;
const ANEW_DAYS = 7;

export interface Foretold {
  /** As an ISO date of the home. */
  readonly today: string;
  /** Of those whose type says it, by entity. */
  readonly chemistries?: ReadonlyMap<number, Chemistry>;
}

/** Says of each battery when it will be empty, once a week; and what became of what was said before. */
export async function foretell(tx: Queries, home: number, { today, chemistries }: Foretold): Promise<void> {
  const standing = new Map((await standingPredictions(tx, home, KIND)).map((row) => [row.entity_id, row]));
  const days = Map.groupBy(await daysOf(tx, home, dateOf(dayOf(today) - YEARS_DAYS)), ({ key }) => key);
  const livesOf = await livesOfModels(tx, home, days);
  const outcomes: Outcome[] = [];
  const predictions: Prediction[] = [];
  for (const [entity_id, readings] of days) {
    const said = standing.get(entity_id);
    const outcome = said && outcomeOf(readings, dayOf(said.made_on));
    if (outcome) outcomes.push({ entity_id, ...outcome });
    if (said && !outcome && dayOf(today) - dayOf(said.made_on) < ANEW_DAYS) continue;
    const known = { chemistry: chemistries?.get(entity_id), lives: livesOf(entity_id) };
    const found = forecast(readings, dayOf(today), known);
    if (typeof found === "string") continue;
    const { day, earliest, latest, percent, since, chemistry } = found;
    predictions.push({
      ...{ entity_id, detector: DETECTOR, made_on: today, basis: { percent, since: dateOf(since), chemistry } },
      ...{ expected_on: dateOf(day), earliest_on: dateOf(earliest), latest_on: dateOf(latest) },
    });
  }
  if (outcomes.length > 0) await keepOutcomes(tx, home, KIND, outcomes);
  if (predictions.length > 0) await keepPredictions(tx, home, KIND, predictions);
  if (outcomes.length + predictions.length > 0) await noteForetold(tx, home);
}

/** Whole lives of cells in the other devices of a battery's model, by its entity; counted once for each of them and only where it is asked. */
async function livesOfModels(tx: Queries, home: number, days: ReadonlyMap<number, readonly Reading[]>) {
  const models = new Map((await modelsOf(tx, home)).map(({ key, model }) => [key, model]));
  const kin = Map.groupBy(models.keys(), (key) => models.get(key));
  const lived = new Map<number, WholeLife[]>();
  const livesIn = (key: number): WholeLife[] => {
    const lives = lived.get(key) ?? wholeLives(cellsIn(days.get(key) ?? []) ?? []);
    lived.set(key, lives);
    return lives;
  };
  return (key: number): WholeLife[] =>
    models.has(key) ? (kin.get(models.get(key)) ?? []).filter((one) => one !== key).flatMap(livesIn) : [];
}

/** What has become of a battery since that day; undefined where it still goes on. */
function outcomeOf(readings: readonly Reading[], since: number): Omit<Outcome, "entity_id"> | undefined {
  for (const [i, { day, percent }] of readings.entries()) {
    if (day <= since) continue;
    const before = readings[i - 1];
    if (percent <= EMPTY_PERCENT) return { outcome: "came", outcome_on: dateOf(day) };
    if (!before || percent - before.percent < REPLACED_RISE) continue;
    return { outcome: before.percent <= spentPercent(readings) ? "came" : "averted", outcome_on: dateOf(day) };
  }
  return undefined;
}

const EPOCH = Temporal.PlainDate.from("1970-01-01");
export const dayOf = (date: string): number => EPOCH.until(date, { largestUnit: "days" }).days;
export const dateOf = (day: number): string => EPOCH.add({ days: Math.round(day) }).toString();
