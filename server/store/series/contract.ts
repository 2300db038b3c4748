import { z } from "zod";
import { type SeriesKind, seriesKinds } from "./kind.ts";

export const ChartInput = z.strictObject({
  entity_id: z.string().min(1).max(255).meta({ description: "an entity, or the id of an external statistic" }),
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  points: z
    .int()
    .min(10)
    .max(2_000)
    .default(300)
    .meta({ description: "at most so many, where the finest resolution has more" }),
});
export type ChartInput = z.output<typeof ChartInput>;

const number = z.number().nullable();
export const ChartPoint = z.object({
  at: z.string(),
  until: z.string().optional(),
  mean: number,
  min: number,
  max: number,
  last: number,
  change: number.meta({ description: "of a meter, resets allowed for" }),
  count: z.int().meta({ description: "numbers reported; 0 where one was carried through" }),
});
export type ChartPoint = z.infer<typeof ChartPoint>;

export const StateSpan = z.object({ from: z.string(), to: z.string(), state: z.string() });
export type StateSpan = z.infer<typeof StateSpan>;

const resolutions = ["raw", "5 minutes", "hour", "day"] as const;
export type Resolution = (typeof resolutions)[number];

export const Chart = z
  .object({
    entity_id: z.string(),
    name: z.string(),
    unit: z.string().nullable(),
    kind: z.enum([...seriesKinds, "states"]),
    resolution: z.enum(resolutions),
    points: z.array(ChartPoint),
    states: z.array(StateSpan).optional(),
    gaps: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() })),
    other_units: z
      .array(z.string())
      .optional()
      .meta({ description: "in which there are numbers too; the latest unit is shown" }),
  })
  .meta({ id: "Chart" });
export type Chart = z.infer<typeof Chart>;

/** `recorder/list_statistic_ids`. Source: homeassistant/components/recorder/statistics.py, _flatten_list_statistic_ids_metadata_result. */
export const ListedStatistic = z.object({
  statistic_id: z.string(),
  display_unit_of_measurement: z.string().nullish(),
  statistics_unit_of_measurement: z.string().nullish(),
  mean_type: z.int().nullish().meta({ description: "0 none, 1 arithmetic, 2 circular" }),
  has_mean: z.boolean().nullish(),
  has_sum: z.boolean().nullish(),
  name: z.string().nullish(),
  source: z.string().nullish(),
});
export type ListedStatistic = z.infer<typeof ListedStatistic>;

const told = z.number().nullish();
/** An hour of `recorder/statistics_during_period`; times in milliseconds. */
export const StatisticHour = z.object({
  start: z.number(),
  end: z.number(),
  mean: told,
  min: told,
  max: told,
  last_reset: told,
  state: told,
  sum: told,
  change: told,
});
export type StatisticHour = z.infer<typeof StatisticHour>;
/** `recorder/statistics_during_period`: hours by statistic id. */
export const StatisticsDuringPeriod = z.record(z.string(), z.array(StatisticHour));

/** One hour to keep, with what the list says of its statistic. */
export type StatisticRow = {
  statistic_id: string;
  name: string | null;
  unit: string | null;
  kind: SeriesKind;
  /** Milliseconds since the epoch. */
  start: number;
  mean: number | null;
  min: number | null;
  max: number | null;
  state: number | null;
  change: number | null;
  last_reset: number | null;
};
