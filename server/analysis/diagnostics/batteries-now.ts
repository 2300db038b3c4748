import { type Cell, cellOf } from "#server/cell.ts";
import type { Finding } from "#server/finding.ts";
import type { Prediction } from "#server/store/ledger/predictions/queries.ts";
import type { Device, HouseNow, Thing } from "./house-now.ts";
import { isRecharged } from "./is-recharged.ts";
import { isSaidBetter, percentOf } from "./is-said-better.ts";
import { isOfLast, toldLast } from "./told-last.ts";

export const LOW_PERCENT = 15;
/** A lithium cell holds near three volts for most of its life; of an alkaline one so little is left at one. Cold nights take a tenth or two. */
const LOW_VOLTS = { lithium: 2.4, alkaline: 1 } as const;
/** Less is no cell that works, but a fault or another thing. */
const LEAST_VOLTS = { lithium: 1.5, alkaline: 0.5 } as const;
const DAY = 86_400;
const SOON_DAYS = 14;
const LATEST_DAYS = 90;

export interface LowBattery {
  /** Null: the device does not tell it. */
  readonly percent: number | null;
  readonly volts: number | null;
  /** Whether its device is silent, and this was told last. */
  readonly isLast: boolean;
  /** Seconds since the epoch. */
  readonly since: number | undefined;
}

/** What is low now, or was when it was last heard; undefined where it is not, or something else of its device says it better. */
export function lowBattery(thing: Thing, house: HouseNow): LowBattery | undefined {
  const volts = lowVolts(thing, house);
  if (volts === undefined && thing.device_class !== "battery") return undefined;
  if (isRecharged(thing, house) || isSaidBetter(thing, house)) return undefined;
  const percent = volts === undefined ? percentOf(thing) : undefined;
  const isLow = volts !== undefined || (percent === undefined ? saysLow(thing) : percent <= LOW_PERCENT);
  const isLast = isOfLast(thing);
  const since = isLast ? thing.lastTold?.at : thing.since;
  return isLow ? { percent: percent ?? null, volts: volts ?? null, isLast, since } : undefined;
}

/** Source: homeassistant/components/binary_sensor, device class battery: on means low. */
const saysLow = (thing: Thing): boolean => thing.domain === "binary_sensor" && toldLast(thing) === "on";

/** Of a device that tells only the voltage of a battery of which the cell is named, and how low is low is certain. */
function lowVolts(thing: Thing, { devices }: HouseNow): number | undefined {
  const { device_class, unit, entity_id, state, device_id } = thing;
  if (device_class !== "voltage" || (unit !== "V" && unit !== "mV") || !/^sensor\..*(batter|akku)/.test(entity_id))
    return undefined;
  const things = devices.get(device_id ?? "")?.things ?? [];
  if (things.some((one) => one.device_class === "battery" && one.platform !== "battery_notes")) return undefined;
  const chemistry = certainChemistry(things.flatMap(({ attributes }) => cellOf(attributes) ?? []));
  const volts = Number(state) / (unit === "mV" ? 1000 : 1);
  if (chemistry === undefined || !state?.trim() || !(volts >= LEAST_VOLTS[chemistry])) return undefined;
  return volts <= LOW_VOLTS[chemistry] ? volts : undefined;
}

/** So little is the end of one lithium cell, and of several in a row all the more; of several alkaline ones nobody knows how they are joined. */
function certainChemistry(cells: readonly Cell[]): "lithium" | "alkaline" | undefined {
  const [first] = cells;
  if (!first || cells.some(({ type }) => type !== first.type)) return undefined;
  if (first.chemistry === "alkaline") return first.quantity === 1 ? "alkaline" : undefined;
  return first.chemistry === "lithium" ? "lithium" : undefined;
}

/** What was foretold of a battery that will be empty soon, or is, as was said. */
export function dyingBattery(thing: Thing, house: HouseNow): Prediction | undefined {
  const { foretold, cameTrue } = thing;
  const percent = percentOf(thing);
  if (percent === undefined || isRecharged(thing, house) || isSaidBetter(thing, house)) return undefined;
  const days = (date: string) => (Date.parse(date) / 1000 - house.now) / DAY;
  const isSoon = foretold && days(foretold.expected_on) <= SOON_DAYS && days(foretold.latest_on) <= LATEST_DAYS;
  return isSoon ? foretold : percent <= LOW_PERCENT ? cameTrue : undefined;
}

/** The battery of a device, where it was low before the device fell silent. */
export function batteryCause({ things }: Device, since: number, house: HouseNow): Finding["cause"] {
  const low = things.find((thing) => {
    const found = lowBattery(thing, house);
    return found !== undefined && (found.since ?? since) <= since;
  });
  if (!low) return undefined;
  return {
    check: dyingBattery(low, house) ? "battery-dying" : "battery-low",
    subject: { kind: "entity", id: low.entity_id },
  };
}
