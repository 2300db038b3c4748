import type { LogHour } from "#server/store/ledger/log-hours/queries.ts";
import type { UpdateMeasure } from "#server/store/ledger/updates/contract.ts";
import { type Day, union } from "./days.ts";
import { mean } from "./judge.ts";
import type { ComparedEntity, LevelRow, OutRow } from "./queries.ts";

/** Hours of it that are kept beside a day: numbers reported in it, by entity. */
export interface Told {
  readonly out: ReadonlyMap<number, readonly OutRow[]>; // by entity
  readonly reports: ReadonlyMap<string, number>; // by entity and begin of the day
  readonly levels: ReadonlyMap<number, readonly LevelRow[]>; // by entity
  readonly errors: readonly LogHour[];
}

/** What some entities were like on a day; `domain` where errors of an integration count, too. */
export interface Group {
  readonly entities: readonly ComparedEntity[];
  readonly domain: string | null;
}

type ByDay = Exclude<UpdateMeasure, "battery">;

export const measured: Readonly<Record<ByDay, (group: Group, day: Day, told: Told) => number>> = {
  /** Per cent of the time that was recorded. */
  unavailable: ({ entities }, day, { out }) =>
    mean(entities.map(({ key }) => (100 * union(within(out.get(key) ?? [], day))) / Math.max(1, day.known))),
  /** Times that a device went, by that of its entities which went most often. */
  flaps({ entities }, { from, to }, { out }) {
    const times = ({ key }: ComparedEntity) =>
      (out.get(key) ?? []).filter(({ from_second }) => from_second >= from && from_second < to).length;
    const devices = Map.groupBy(entities, ({ device_id, key }) => device_id ?? `entity ${key}`);
    return mean([...devices.values()].map((own) => Math.max(...own.map(times))));
  },
  errors: ({ domain }, { from, to }, { errors }) =>
    errors
      .filter((row) => row.domain === domain && Date.parse(row.hour) / 1000 >= from && Date.parse(row.hour) / 1000 < to)
      .reduce((sum, row) => sum + row.errors, 0),
  /** Numbers an hour that was recorded. */
  reports: ({ entities }, { from, known }, { reports }) =>
    entities.reduce((sum, { key }) => sum + (reports.get(`${key} ${from}`) ?? 0), 0) / Math.max(1, known / 3_600),
};

const within = (rows: readonly OutRow[], { from, to }: Day) =>
  rows
    .filter(({ from_second, to_second }) => from_second < to && to_second > from)
    .map(({ from_second, to_second }) => [Math.max(from, from_second), Math.min(to, to_second)] as const);

const DAY = 86_400;
const LEAST_DAYS = 5;
const RECHARGED_PERCENT = 3;

/** Per cent a day that each battery lost over a week; those that rose were charged or replaced. */
export function drains({ entities }: Group, { from, to }: { from: number; to: number }, { levels }: Told): number[] {
  return entities.flatMap(({ key, is_battery }) => {
    const rows = (levels.get(key) ?? []).filter(({ day }) => day * DAY >= from - DAY && day * DAY < to);
    const [first, last] = [rows[0], rows.at(-1)];
    if (!is_battery || !first || !last || last.day - first.day < LEAST_DAYS) return [];
    if (rows.some(({ percent }, i) => percent - (rows[i - 1]?.percent ?? percent) > RECHARGED_PERCENT)) return [];
    return [(first.percent - last.percent) / (last.day - first.day)];
  });
}
