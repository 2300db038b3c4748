import type { Queries } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import type { Law } from "#server/law.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import type { World } from "#server/world.ts";
import { type DeviceNow, deviceNow, type Trouble, together } from "./device-now.ts";
import { type KnownDevice, knownDevices, registriesOf } from "./kept-registry.ts";
import { reportsKept, writtenReports } from "./kept-reports.ts";
import { numberIn } from "./link-of.ts";
import { lastLevels, type NowRow, nowOf } from "./queries.ts";

export interface Asked {
  /** Whose memory keeps what rarely changes; left out: it is read anew. */
  readonly world?: Pick<World, "db"> | undefined;
  readonly home: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly law: Law;
  readonly present: ReadonlyMap<string, PresentState>;
  readonly reported: ReadonlyMap<string, string>;
  /** Device ids; null for all. */
  readonly only: readonly string[] | null;
}

export interface DevicesSeen {
  readonly devices: DeviceNow[];
  readonly lookedAt: string | null;
  readonly watched: number;
}

/**
 * Devices as they are now; `tx` is the database as the asker may see it, and what the law hides adds nothing. What rarely changes is kept
 * in memory by the marks of its rows: of three thousand devices nothing is read again but what is open, away and foretold.
 */
export async function devicesNow(tx: Queries, asked: Asked): Promise<DevicesSeen> {
  const { world, home, law, present, reported } = asked;
  const row = await nowOf(tx, home, instantOf(asked.now));
  if (!row) return { devices: [], lookedAt: null, watched: 0 };
  const all = await knownDevices(tx, { home, mark: row.registry_mark, kept: world && registriesOf(world) });
  const written = await writtenReports(tx, { home, mark: row.reports_mark, kept: world && reportsKept(world) });
  const only = asked.only && new Set(asked.only);
  const devices = only ? all.filter((device) => only.has(device.row.device_id)) : all;
  const known = {
    ...{ hidden: law.hidden, present, reported, written },
    ...{ outages: new Map(row.outages), empty: new Map(row.empty), troubles: troublesIn(row.open ?? []) },
    lastLevels: await levelsBefore(tx, asked, devices),
  };
  return {
    devices: devices.map((device) => deviceNow(device, known)),
    lookedAt: row.looked_at,
    watched: row.watched,
  };
}

/** By device id or the entity's row: what is open about it. */
function troublesIn(open: NonNullable<NowRow["open"]>): Map<string | number, Trouble> {
  const troubles = new Map<string | number, Trouble>();
  for (const [kind, subject, worst] of open) {
    const key = kind === "device" ? subject : kind === "entity" ? Number(subject) : undefined;
    const all = key === undefined ? undefined : together(troubles.get(key), { worst, open: 1 });
    if (key !== undefined && all) troubles.set(key, all);
  }
  return troubles;
}

/** As batteries were last told that tell no level now. */
async function levelsBefore(tx: Queries, { home, law, present }: Asked, devices: readonly KnownDevice[]) {
  const untold: number[] = [];
  for (const { things } of devices)
    for (const { key, entity_id, isBattery } of things)
      if (isBattery && !law.hidden.has(entity_id) && numberIn(present.get(entity_id)?.state) === undefined)
        untold.push(key);
  if (untold.length === 0) return new Map<number, number>();
  return new Map((await lastLevels(tx, home, untold)).map(({ key, last }) => [key, last]));
}
