import type { Thing } from "../house-now.ts";
import type { Level } from "./steady-growth.ts";
import type { LevelRow } from "./system-queries.ts";

/** Of these integrations a sensor tells of a machine; all others may tell of a car's battery as well. */
const PLATFORMS = new Set(["systemmonitor", "hassio", "glances", "synology_dsm", "qnap", "unraid", "truenas"]);
/** What people make themselves is known by the names that the system monitor gives. */
const SELF_MADE = new Set(["", "command_line", "rest", "sql", "template", "mqtt"]);
const SELF_NAMED =
  /^sensor\.(?:system_?monitor_)?(?:disk_(?:use|usage)_percent|memory_(?:use|usage)_percent|processor_use|(?:cpu|processor)_temperature)/;
const DISK = /dis[ck]|festplatte|datenträger|volume|speicherplatz/i;
const MEMORY = /memory|arbeitsspeicher|\bram\b|hauptspeicher/i;
const NOT_MEMORY = /swap|pressure|free|frei|auslagerung/i;
const PROCESSOR = /cpu|processor|prozessor/i;
const DATABASE =
  /home-?_?assistant_v2|(?:recorder|home_?assistant)_?(?:database|db|datenbank)|(?:database|datenbank)_(?:size|größe|grosse)/i;
/** In gigabytes. */
const SIZES: Readonly<Record<string, number>> = { MB: 1e-3, MiB: 1.048576e-3, GB: 1, GiB: 1.073741824 };

type Sensor = Pick<Thing, "domain" | "platform" | "unit" | "device_class" | "entity_id" | "name">;
export type Measure = "disk" | "memory" | "processor" | "temperature";

/** What a sensor tells of the machine that Home Assistant runs on, or of another that serves the home. */
export function measureOf({ domain, platform, unit, device_class, entity_id, name }: Sensor): Measure | undefined {
  const isOfMachine = PLATFORMS.has(platform ?? "") || (SELF_MADE.has(platform ?? "") && SELF_NAMED.test(entity_id));
  if (domain !== "sensor" || !isOfMachine) return undefined;
  const called = `${entity_id} ${name}`;
  if (device_class === "temperature") return PROCESSOR.test(called) ? "temperature" : undefined;
  if (unit !== "%" || NOT_MEMORY.test(called)) return undefined;
  if (DISK.test(called)) return "disk";
  if (MEMORY.test(called)) return "memory";
  return PROCESSOR.test(called) ? "processor" : undefined;
}

/** How many gigabytes one of its unit is, where a sensor tells the size of Home Assistant's database. */
export const databaseUnit = ({ domain, unit, entity_id }: Thing): number | undefined =>
  domain === "sensor" && DATABASE.test(entity_id) ? SIZES[unit ?? ""] : undefined;

/** How full a disk was at the end of each of its last days, in per cent; how large a database was, in gigabytes. */
export interface LevelDays {
  readonly entity_id: string;
  readonly days: readonly Level[];
}

/** `unitOf`: what one of a thing's unit is. */
export function levelDays(
  things: readonly Thing[],
  rows: readonly LevelRow[],
  unitOf: (thing: Thing) => number | undefined,
): LevelDays[] {
  const byKey = Map.groupBy(rows, ({ key }) => key);
  return things.flatMap((thing) => {
    const unit = unitOf(thing);
    if (unit === undefined) return [];
    const days = (byKey.get(thing.key) ?? []).map(({ day, last }) => ({ day, value: last * unit }));
    return [{ entity_id: thing.entity_id, days }];
  });
}
