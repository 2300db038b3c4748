import { z } from "zod";
import type { Queries } from "#db/database.ts";
import { toMicroseconds } from "#server/instant.ts";
import type { Link } from "#server/intake/connect/link.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type AreaRow, areasOf, type DeviceRow, devicesOf, type EntityRow, entitiesOf, outagesOf } from "./queries.ts";

export interface Thing extends EntityRow {
  readonly domain: string;
  readonly state: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Seconds since the epoch since when it is in this state, restarts of Home Assistant left out; undefined where it has none. */
  readonly since: number | undefined;
  /** Seconds that nine of ten of its times out of reach lasted at most, where it had at least three. */
  readonly usualOutage: number | undefined;
}

export interface Device extends DeviceRow {
  readonly things: readonly Thing[];
}

export interface Integration {
  readonly entry_id: string;
  readonly domain: string;
  readonly title: string;
  readonly state: string;
  readonly reason: string | null;
  readonly isDisabled: boolean;
}

/** A home as it is now, with what checks need of its past: read once for all of them. */
export interface HouseNow {
  /** Seconds since the epoch, by the home's own clock. */
  readonly now: number;
  readonly things: ReadonlyMap<string, Thing>; // by entity id
  readonly devices: ReadonlyMap<string, Device>; // by device id
  readonly integrations: ReadonlyMap<string, Integration>; // by config entry id
  readonly areas: ReadonlyMap<string, AreaRow>; // by area id
}

/** Source: homeassistant/config_entries.py, ConfigEntry.as_json_fragment. */
const ConfigEntry = z.object({
  entry_id: z.string(),
  domain: z.string(),
  title: z.string(),
  state: z.string(),
  reason: z.string().nullish().catch(null),
  disabled_by: z.string().nullish().catch(null),
});

/** Those that cannot be read are left out. @throws Refusal those of Link.call() */
export async function readIntegrations(link: Pick<Link, "call">): Promise<Integration[]> {
  const told = await link.call({ type: "config_entries/get" }, z.array(z.unknown()));
  return told.flatMap((one) => {
    const { data } = ConfigEntry.safeParse(one);
    return data ? [{ ...data, reason: data.reason ?? null, isDisabled: Boolean(data.disabled_by) }] : [];
  });
}

export interface Looked {
  readonly home: number;
  readonly now: number;
  readonly present: ReadonlyMap<string, PresentState>;
  readonly integrations: readonly Integration[];
}

export async function houseNow(tx: Queries, { home, now, present, integrations }: Looked): Promise<HouseNow> {
  const outages = new Map((await outagesOf(tx, home)).map((row) => [row.key, row]));
  const things = new Map<string, Thing>();
  const byDevice = new Map<string, Thing[]>();
  for (const row of await entitiesOf(tx, home)) {
    const state = present.get(row.entity_id);
    const outage = outages.get(row.key);
    const thing: Thing = {
      ...row,
      domain: row.entity_id.slice(0, row.entity_id.indexOf(".")),
      state: state?.state,
      attributes: state?.attributes ?? {},
      since: state && sinceOf(state, outage?.open_since ?? null),
      usualOutage: outage && outage.n >= 3 ? outage.seconds : undefined,
    };
    things.set(row.entity_id, thing);
    if (row.device_id !== null) byDevice.set(row.device_id, [...(byDevice.get(row.device_id) ?? []), thing]);
  }
  const devices = (await devicesOf(tx, home)).map((row) => ({ ...row, things: byDevice.get(row.device_id) ?? [] }));
  return {
    now,
    things,
    devices: new Map(devices.map((device) => [device.device_id, device])),
    integrations: new Map(integrations.map((entry) => [entry.entry_id, entry])),
    areas: new Map((await areasOf(tx, home)).map((area) => [area.area_id, area])),
  };
}

/** After a restart of Home Assistant everything has changed just now; what was out of reach before still is since then. */
function sinceOf({ state, changedAt }: PresentState, outageSince: string | null): number {
  const changed = toMicroseconds(changedAt) / 1e6;
  return state === "unavailable" && outageSince ? Math.min(changed, toMicroseconds(outageSince) / 1e6) : changed;
}
