import { z } from "zod";
import type { Home } from "../home.ts";
import type { Entity } from "../house/entity.ts";
import { countsSum, type Slot } from "../house/measured.ts";
import {
  hasStatistics,
  periods,
  type StatisticType,
  slotsOf,
  spanAround,
  statisticTypes,
} from "../house/statistics.ts";
import { unitClassOf } from "../house/unit-class.ts";
import type { Microseconds } from "../moment.ts";
import { command, nothing } from "../wire/command.ts";
import { momentOf } from "./history.ts";

const none = 0;
const arithmetic = 1;

const Wanted = z.strictObject({
  start_time: z.string(),
  end_time: z.string().optional(),
  statistic_ids: z.array(z.string()).min(1),
  period: z.enum(periods),
  units: z.record(z.string(), z.string()).optional(),
  types: z.array(z.enum(statisticTypes)).default([...statisticTypes]),
});
type Wanted = z.infer<typeof Wanted>;

export const recorderCommands = [
  command({
    type: "recorder/info",
    input: nothing,
    run: (_input, client, id) =>
      client.result(id, {
        backlog: 0,
        db_in_default_location: true,
        max_backlog: 65_000,
        migration_in_progress: false,
        migration_is_live: false,
        recording: true,
        thread_running: true,
      }),
  }),

  command({
    type: "recorder/list_statistic_ids",
    input: z.strictObject({ statistic_type: z.enum(["sum", "mean"]).optional() }),
    run: ({ statistic_type }, { home, result }, id) => {
      const isWanted = (entity: Entity) => !statistic_type || countsSum(entity) === (statistic_type === "sum");
      result(id, measuring(home).filter(isWanted).map(metadataOf));
    },
  }),

  command({
    type: "recorder/get_statistics_metadata",
    input: z.strictObject({ statistic_ids: z.array(z.string()).optional() }),
    run: ({ statistic_ids }, { home, result }, id) => {
      const isWanted = ({ entity_id }: Entity) => !statistic_ids?.length || statistic_ids.includes(entity_id);
      result(id, measuring(home).filter(isWanted).map(metadataOf));
    },
  }),

  command({
    type: "recorder/statistics_during_period",
    input: Wanted,
    run: (wanted, { home, result }, id) => result(id, statistics(home, wanted)),
  }),

  command({ type: "recorder/validate_statistics", input: nothing, run: (_input, client, id) => client.result(id, {}) }),

  command({
    type: "recorder/entity_options/get",
    isForAdmin: true,
    input: z.strictObject({ entity_id: z.string() }),
    run: (_input, client, id) => client.result(id, { recording_disabled_by: null }),
  }),
];

const measuring = ({ entities }: Home): Entity[] => [...entities.values()].filter(hasStatistics);

/** Source: homeassistant/components/recorder/statistics.py, _flatten_list_statistic_ids_metadata_result */
function metadataOf(entity: Entity): Record<string, unknown> {
  const { unit_of_measurement: unit = null, device_class } = entity.attributes;
  const hasMean = !countsSum(entity);
  return {
    statistic_id: entity.entity_id,
    display_unit_of_measurement: unit,
    has_mean: hasMean,
    mean_type: hasMean ? arithmetic : none,
    has_sum: !hasMean,
    name: null,
    source: "recorder",
    statistics_unit_of_measurement: unit,
    unit_class: unitClassOf(device_class, unit),
  };
}

function statistics(home: Home, wanted: Wanted): Record<string, Record<string, unknown>[]> {
  const { clock, script, wallClock } = home;
  const entities = wanted.statistic_ids.flatMap((entityId) => {
    const entity = home.entities.get(entityId);
    return entity && hasStatistics(entity) ? [entity] : [];
  });
  const members = membersOf(wanted.types, entities);
  const span = { ...spanOf(home, wanted), now: clock.now(), begin: script.begin };
  const told: Record<string, Record<string, unknown>[]> = {};
  for (const entity of entities) {
    const { slots, sumBefore } = slotsOf(entity, wanted.period, span, wallClock);
    if (slots.length === 0) continue;
    told[entity.entity_id] = slots.map((slot, i) => rowOf(slot, slots[i - 1]?.sum ?? sumBefore, members));
  }
  return told;
}

/** Of all that is asked for, Core leaves out what none of the entities can have. */
function membersOf(types: readonly StatisticType[], entities: readonly Entity[]): StatisticType[] {
  const levels = new Set<StatisticType>(["mean", "min", "max"]);
  const counts = new Set<StatisticType>(["sum", "state", "change"]);
  return types.filter((type) => {
    if (levels.has(type)) return entities.some((entity) => !countsSum(entity));
    return !counts.has(type) || entities.some(countsSum);
  });
}

function rowOf(slot: Slot, sumBefore: number, members: readonly StatisticType[]): Record<string, unknown> {
  const row: Record<string, unknown> = { start: Math.floor(slot.start / 1000), end: Math.floor(slot.end / 1000) };
  for (const member of members) {
    if (member === "last_reset") row.last_reset = null;
    else if (member === "change") row.change = slot.sum === null ? null : slot.sum - sumBefore;
    else row[member] = slot[member];
  }
  return row;
}

/** Days and longer are told whole, however little of them is asked for. */
function spanOf(
  { wallClock }: Home,
  { start_time, end_time, period }: Wanted,
): { from: Microseconds; to: Microseconds } {
  const from = momentOf(start_time, "start_time");
  const to = end_time === undefined ? undefined : momentOf(end_time, "end_time");
  if (period === "5minute" || period === "hour") return { from, to: to ?? Number.POSITIVE_INFINITY };
  return {
    from: spanAround(from, period, wallClock).start,
    to: to === undefined ? Number.POSITIVE_INFINITY : spanAround(to, period, wallClock).end,
  };
}
