import type { Thing } from "../house-now.ts";
import type { LevelRow } from "./system-queries.ts";

/** Of these integrations a sensor tells of a machine; all others may tell of a car's battery as well. */
const PLATFORMS = new Set(["systemmonitor", "hassio", "glances", "synology_dsm", "qnap", "unraid", "truenas"]);
const DISK = /dis[ck]|festplatte|datenträger|volume|speicherplatz/i;
const MEMORY = /memory|arbeitsspeicher|\bram\b|hauptspeicher/i;
const NOT_MEMORY = /swap|pressure|free|frei|auslagerung/i;
const PROCESSOR = /cpu|processor|prozessor/i;

export type Measure = "disk" | "memory" | "processor" | "temperature";

/** What a sensor tells of the machine that Home Assistant runs on, or of another that serves the home. */
export function measureOf({ domain, platform, unit, device_class, entity_id, name }: Thing): Measure | undefined {
  if (domain !== "sensor" || !PLATFORMS.has(platform ?? "")) return undefined;
  const called = `${entity_id} ${name}`;
  if (device_class === "temperature") return PROCESSOR.test(called) ? "temperature" : undefined;
  if (unit !== "%" || NOT_MEMORY.test(called)) return undefined;
  if (DISK.test(called)) return "disk";
  if (MEMORY.test(called)) return "memory";
  return PROCESSOR.test(called) ? "processor" : undefined;
}

/** How full a disk was at the end of each of its last days, in per cent. */
export interface DiskDays {
  readonly entity_id: string;
  readonly days: readonly { readonly day: number; readonly percent: number }[];
}

export const diskDays = (things: readonly Thing[], rows: readonly LevelRow[]): DiskDays[] => {
  const byKey = Map.groupBy(rows, ({ key }) => key);
  return things.map(({ key, entity_id }) => ({
    entity_id,
    days: (byKey.get(key) ?? [])
      .filter(({ last }) => last >= 0 && last <= 100)
      .map(({ day, last }) => ({ day, percent: last })),
  }));
};
