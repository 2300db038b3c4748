import { type Cell, type Chemistry, cellOf } from "#server/cell.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import type { BatteryRow } from "./queries.ts";

export interface Level {
  readonly row: BatteryRow;
  readonly tells: "percent" | "low" | "voltage";
  readonly percent: number | null;
  readonly is_low: boolean | null;
  readonly volts: number | null;
  readonly cell: Cell | null;
}

const LOW_PERCENT = 15;
/** Above are cars, the mains and what stores the sun. */
const MOST_VOLTS = 10;
/** It tells the same battery once more, beside whoever measures it. */
const AGAIN = "battery_notes";

type Present = ReadonlyMap<string, PresentState>; // by entity id

/** Each battery once, by what of it says most: a level, else whether it is low, else its voltage. */
export function levelsNow(rows: readonly BatteryRow[], present: Present): Level[] {
  const byDevice = Map.groupBy(rows, ({ key, device_id }) => device_id ?? key);
  return [...byDevice.values()].flatMap((own) => ofDevice(own, present));
}

/** Of those whose type says it, by entity. */
export const chemistriesTold = (rows: readonly BatteryRow[], present: Present): Map<number, Chemistry> =>
  new Map(
    levelsNow(rows, present).flatMap(({ row, cell }) => (cell?.chemistry ? [[row.key, cell.chemistry] as const] : [])),
  );

function ofDevice(rows: readonly BatteryRow[], present: Present): Level[] {
  const percents = rows.filter(({ unit }) => unit === "%");
  const measured = percents.filter(({ platform }) => platform !== AGAIN);
  const volts = rows.filter((row) => isVoltage(row) && voltsOf(row, present) !== null);
  const flags = rows.filter((row) => row.entity_id.startsWith("binary_sensor."));
  const told = [measured, percents, flags, volts].find((some) => some.length > 0) ?? [];
  const cells = rows.flatMap(({ entity_id }) => cellOf(present.get(entity_id)?.attributes ?? {}) ?? []);
  const isOne = told.length === 1;
  return told.map((row) => ({
    row,
    ...levelOf(row, present),
    volts: voltsOf(row, present) ?? (isOne && volts[0] ? voltsOf(volts[0], present) : null),
    cell: cellOf(present.get(row.entity_id)?.attributes ?? {}) ?? (isOne ? cells[0] : undefined) ?? null,
  }));
}

function levelOf(row: BatteryRow, present: Present): Pick<Level, "tells" | "percent" | "is_low"> {
  const state = present.get(row.entity_id)?.state;
  if (row.entity_id.startsWith("binary_sensor."))
    return { tells: "low", percent: null, is_low: state === "on" ? true : state === "off" ? false : null };
  if (isVoltage(row)) return { tells: "voltage", percent: null, is_low: null };
  const now = numberIn(state);
  const percent = now !== undefined && now >= 0 && now <= 100 ? now : row.last;
  return { tells: "percent", percent, is_low: percent === null ? null : percent <= LOW_PERCENT };
}

/** Its own state, or what ZHA says beside the level. */
function voltsOf(row: BatteryRow, present: Present): number | null {
  const told = present.get(row.entity_id);
  const value = numberIn(isVoltage(row) ? told?.state : told?.attributes.battery_voltage);
  const volts = value === undefined ? undefined : row.unit === "mV" ? value / 1000 : value;
  return volts !== undefined && volts > 0 && volts <= MOST_VOLTS ? volts : null;
}

const isVoltage = ({ unit }: BatteryRow): boolean => unit === "V" || unit === "mV";

function numberIn(told: unknown): number | undefined {
  const value =
    typeof told === "number" ? told : typeof told === "string" && told.trim() !== "" ? Number(told) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
