import { deviceTimes } from "./device-times.ts";
import { DAY, type MadeEntity, type MadeHome } from "./made-home.ts";
import type { Foretold } from "./queries.ts";
import type { ToldSilent } from "./silent-a-day.ts";
import type { Trouble } from "./trouble.ts";
import { levelOf } from "./values.ts";

const WEEK = 7 * DAY;

export interface Rival {
  /** Devices that die with Home Assistant seeing it, and those of which it was said within a fortnight before. */
  readonly deaths: number;
  readonly foreseen: number;
  readonly falsely: number;
}

/** Failure, as people put it into automations: a device that was unavailable twice within a week will fail. */
export function twiceThisWeek(home: MadeHome): Rival {
  const times = deviceTimes(home);
  const deaths = home.troubles.filter(({ kind }) => kind === "device dies");
  const wrong = home.troubles.filter(({ kind }) => kind !== undefined);
  let [foreseen, falsely] = [0, 0];
  for (const { id } of home.devices) {
    const out = times.get(id)?.out ?? [];
    const flags = out.flatMap(({ from }, i) => (i > 0 && from - (out[i - 1]?.from ?? 0) < WEEK ? [from] : []));
    let told = Number.NEGATIVE_INFINITY;
    for (const at of flags) {
      if (at - told < WEEK) continue; // it goes on saying so
      told = at;
      const isWrong = wrong.some(
        ({ subjects, from, to }) => subjects.includes(id) && at > from - 2 * WEEK && at < to + DAY,
      );
      if (!isWrong) falsely++;
    }
    const its = deaths.filter(({ subjects }) => subjects.includes(id));
    foreseen += its.filter(({ from }) => flags.some((at) => at < from && at > from - 2 * WEEK)).length;
  }
  return { deaths: deaths.length, foreseen, falsely };
}

/** Of deaths that Home Assistant does not see, those that were told within two days; and what was told with nothing wrong. */
export function silenceRival({ troubles }: MadeHome, told: readonly ToldSilent[]): Omit<Rival, "deaths"> {
  const wrong = troubles.filter(({ kind }) => kind !== undefined);
  const quiet = troubles.filter(({ kind }) => kind === "device dies quietly");
  const isOf = ({ device, at }: ToldSilent, { subjects, from, to }: Trouble) =>
    subjects.includes(device) && at >= from && at <= to + DAY;
  return {
    foreseen: quiet.filter((fault) => told.some((one) => isOf(one, fault) && one.at < fault.from + 2 * DAY)).length,
    falsely: told.filter((one) => !wrong.some((fault) => isOf(one, fault))).length,
  };
}

const LOW_PERCENT = 15;

/** A battery is low below 15 per cent: of those that became empty, how many days before each was told so; and of how many others it was told. */
export function batteryRival({ devices, troubles, from, to }: MadeHome): { ahead: number[]; falsely: number } {
  const ahead: number[] = [];
  let falsely = 0;
  for (const { id, entities } of devices)
    for (const { value } of entities) {
      if (value.kind !== "battery") continue;
      const death = troubles.find(({ kind, subjects }) => kind === "battery dies" && subjects.includes(id));
      const isLow = (at: number) =>
        Math.round(levelOf(value.cell, at) / value.cell.step) * value.cell.step < LOW_PERCENT;
      for (let at = from; at < Math.min(to, death?.from ?? to); at += DAY) {
        if (!isLow(at)) continue;
        if (death) ahead.push((death.from - at) / DAY);
        else falsely++;
        break;
      }
    }
  return { ahead, falsely };
}

export interface Forecast {
  /** Days by which it was wrong, and by which the last slope is, on the same day. */
  readonly off: number;
  readonly slopeOff: number;
  readonly isWithin: boolean;
}

const dayOf = (date: string): number => Date.parse(date) / 1_000 / DAY;

/** What was foretold of batteries of which one knows when they are empty, within a year. */
export function forecastsOf({ devices }: MadeHome, predictions: readonly Foretold[]): Forecast[] {
  const entities = new Map(
    devices.flatMap(({ entities }) => entities.map((one): [string, MadeEntity] => [one.entityId, one])),
  );
  return predictions.flatMap(({ entity_id, made_on, expected_on, earliest_on, latest_on }) => {
    const value = entities.get(entity_id)?.value;
    const made = dayOf(made_on);
    if (value?.kind !== "battery" || (value.cell.replaced ?? Number.POSITIVE_INFINITY) / DAY < made) return [];
    const empty = value.cell.empty / DAY;
    if (empty - made > 365 || empty < made) return [];
    const told = (day: number) => Math.round(levelOf(value.cell, day * DAY) / value.cell.step) * value.cell.step;
    const fall = Math.max(0.01, (told(made - 14) - told(made)) / 14);
    const slope = made + Math.min(730, told(made) / fall);
    return [
      {
        off: Math.abs(dayOf(expected_on) - empty),
        slopeOff: Math.abs(slope - empty),
        isWithin: empty >= dayOf(earliest_on) - 1 && empty <= dayOf(latest_on) + 1,
      },
    ];
  });
}
