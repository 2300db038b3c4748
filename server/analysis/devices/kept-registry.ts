import type { Queries } from "#db/database.ts";
import { Lru } from "#server/lru.ts";
import { perDatabase } from "#server/per-database.ts";
import { isLqi } from "./link-of.ts";
import { type DeviceRow, devicesOf, type ThingRow, thingsOf } from "./queries.ts";

const MOST_KEPT = 40;

export interface KnownThing extends ThingRow {
  readonly isBattery: boolean;
  /** Unit in which its state tells how well its device is heard; undefined where it does not. */
  readonly linkUnit: string | undefined;
}

export interface KnownDevice {
  readonly row: DeviceRow;
  readonly things: readonly KnownThing[];
}

/** By home and mark. */
export const registriesOf = perDatabase(() => new Lru<string, readonly KnownDevice[]>(MOST_KEPT));
type Marked = { home: number; mark: string; kept: ReturnType<typeof registriesOf> | undefined };

/** The devices of a home and what they consist of; read again only where something of that was written, or the asker sees others. */
export async function knownDevices(tx: Queries, { home, mark, kept }: Marked) {
  const key = `${home} ${mark}`;
  const known = kept?.get(key);
  if (known) return known;
  const devices = await devicesOf(tx, home);
  const things = Map.groupBy(await thingsOf(tx, home), ({ device_id }) => device_id);
  const read = devices.map((row): KnownDevice => ({ row, things: (things.get(row.device_id) ?? []).map(withKinds) }));
  kept?.set(key, read);
  return read;
}

export const withKinds = (row: ThingRow): KnownThing => ({
  ...row,
  isBattery: isBattery(row),
  linkUnit: linkUnit(row),
});

const isBattery = ({ entity_id, device_class, unit }: ThingRow): boolean =>
  device_class === "battery" && unit === "%" && entity_id.startsWith("sensor.");

function linkUnit({ entity_id, device_class, unit }: ThingRow): string | undefined {
  if (!entity_id.startsWith("sensor.")) return undefined;
  if (isLqi({ entity_id, unit })) return "lqi";
  return device_class === "signal_strength" ? (unit ?? "dBm") : undefined;
}
