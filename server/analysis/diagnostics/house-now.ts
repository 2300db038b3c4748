import { z } from "zod";
import type { Queries } from "#db/database.ts";
import { domainOf } from "#server/domain-of.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import type { Link } from "#server/intake/connect/link.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type IncidentRow, incidentsOf } from "#server/store/ledger/incidents/queries.ts";
import type { DevicePrediction } from "#server/store/ledger/predictions/device-queries.ts";
import { type Prediction, standingPredictions } from "#server/store/ledger/predictions/queries.ts";
import { startedAt } from "./hold-back.ts";
import { type AutomationLife, automationLife } from "./house/automation-life.ts";
import { failingIn } from "./house/failing.ts";
import { type LastTold, lastTold } from "./house/last-told.ts";
import { type NamedThings, namedThings } from "./house/named.ts";
import { type SystemNow, type SystemTold, systemNow, untold } from "./house/system.ts";
import { type Unusual, unusualIn } from "./house/unusual.ts";
import { type Heard, linksNow } from "./links/heard.ts";
import {
  cameTrue,
  type DeviceRow,
  devicesOf,
  type EntityRow,
  entitiesOf,
  type FlapRow,
  flapsOf,
  outagesOf,
  rhythmsOf,
} from "./queries.ts";
import { type Configuration, configurations } from "./references/configurations.ts";
import { type Rhythm, rhythmOf } from "./rhythm.ts";
import { entriesToSignIn } from "./sign-ins.ts";
import { usualOutageOf } from "./usual-outage.ts";

export interface Thing extends EntityRow {
  readonly domain: string;
  readonly state: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Seconds since the epoch since when it is in this state, restarts of Home Assistant left out; undefined where it has none. */
  readonly since: number | undefined;
  /** Seconds for which it is used to be out of reach, by usualOutageOf(). */
  readonly usualOutage: number | undefined;
  /** How often it reports; undefined where that was never read. */
  readonly rhythm: Rhythm | undefined;
  /** How often it went out of reach; undefined where it did not within a week. */
  readonly flaps: Omit<FlapRow, "key"> | undefined;
  /** When its battery will be empty, where that was foretold. */
  readonly foretold: Prediction | undefined;
  /** What was foretold of its battery, and came within the last months. */
  readonly cameTrue?: Prediction | undefined;
  /** Of a battery that tells nothing now, and was not replaced since. */
  readonly lastTold?: LastTold | undefined;
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
  /** Whether it waits for a person to sign in again. */
  readonly asksToSignIn?: boolean;
}

/** A home as it is now, with what checks need of its past: read once for all of them. */
export interface HouseNow {
  /** Seconds since the epoch, by the home's own clock. */
  readonly now: number;
  /** Of Home Assistant, in seconds since the epoch. */
  readonly startedAt: number;
  readonly things: ReadonlyMap<string, Thing>; // by entity id
  readonly devices: ReadonlyMap<string, Device>; // by device id
  readonly integrations: ReadonlyMap<string, Integration>; // by config entry id
  readonly configurations: readonly Configuration[];
  /** Whatever may be named, what is disabled included. */
  readonly entityIds: ReadonlySet<string>;
  readonly named?: NamedThings | undefined;
  readonly automations?: AutomationLife | undefined;
  /** How well devices are and were heard, by key of the entity that tells it. */
  readonly links?: ReadonlyMap<number, Heard>;
  /** The machine, Home Assistant's log and recorder, and what was updated. */
  readonly system: SystemNow;
  /** What was said to fail, by device id. */
  readonly failing?: ReadonlyMap<string, DevicePrediction>;
  /** What mending tells somebody of once. */
  readonly incidents?: readonly IncidentRow[];
  /** What of sensors is out of the usual, by their row. */
  readonly unusual?: ReadonlyMap<number, readonly Unusual[]>;
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
  const asking = await entriesToSignIn(link);
  return told.flatMap((one) => {
    const { data } = ConfigEntry.safeParse(one);
    return data
      ? [
          {
            ...data,
            reason: data.reason ?? null,
            isDisabled: Boolean(data.disabled_by),
            asksToSignIn: asking.has(data.entry_id),
          },
        ]
      : [];
  });
}

export interface Looked {
  readonly home: number;
  readonly now: number;
  readonly present: ReadonlyMap<string, PresentState>;
  readonly reported: ReadonlyMap<string, string>;
  readonly integrations: readonly Integration[];
  /** Undefined where they could not be read. */
  readonly actions?: ReadonlySet<string> | undefined;
  readonly system?: SystemTold;
}

export async function houseNow(tx: Queries, looked: Looked): Promise<HouseNow> {
  const { home, now, present, integrations } = looked;
  const entities = await entitiesOf(tx, home);
  const enabled = entities.filter(({ is_disabled }) => !is_disabled);
  const things = await thingsNow(tx, looked, enabled);
  const byDevice = Map.groupBy(things.values(), ({ device_id }) => device_id);
  const configured = await configurations(tx, looked);
  const devices = (await devicesOf(tx, home)).map((row) => ({ ...row, things: byDevice.get(row.device_id) ?? [] }));
  return {
    now,
    startedAt: startedAt(present),
    things,
    devices: new Map(devices.map((device) => [device.device_id, device])),
    integrations: new Map(integrations.map((entry) => [entry.entry_id, entry])),
    configurations: configured,
    links: await linksNow(tx, { home, now: instantOf(now * 1000), things: things.values() }),
    incidents: await incidentsOf(tx, home, "open"),
    failing: await failingIn(tx, home, instantOf(now * 1000).slice(0, 10)),
    unusual: await unusualIn(tx, home),
    entityIds: new Set([...entities.map(({ entity_id }) => entity_id), ...present.keys()]),
    named: await namedThings(tx, home, looked.actions),
    automations: await automationLife(tx, looked, { things, configurations: configured }),
    system: await systemNow(tx, { home, now, things: [...things.values()], told: looked.system ?? untold }),
  };
}

async function thingsNow(tx: Queries, looked: Looked, entities: readonly EntityRow[]): Promise<Map<string, Thing>> {
  const { home, now, present, reported } = looked;
  const outages = byKey(await outagesOf(tx, home));
  const rhythms = byKey(await rhythmsOf(tx, home));
  const flaps = byKey(await flapsOf(tx, home, instantOf(now * 1000)));
  const predictions = await standingPredictions(tx, home, "battery-empty");
  const foretold = new Map(predictions.map((it) => [it.entity_id, it]));
  const came = new Map((await cameTrue(tx, home, instantOf(now * 1000).slice(0, 10))).map((it) => [it.entity_id, it]));
  const told = await lastTold(tx, looked, entities);
  const things = entities.map((row): Thing => {
    const [state, outage, rhythm] = [present.get(row.entity_id), outages.get(row.key), rhythms.get(row.key)];
    return {
      ...row,
      domain: domainOf(row.entity_id),
      state: state?.state,
      attributes: state?.attributes ?? {},
      since: state && sinceOf(state, outage?.open_since ?? null),
      usualOutage: outage && usualOutageOf(outage),
      rhythm: rhythm && rhythmOf(rhythm, reported.get(row.entity_id)),
      flaps: flaps.get(row.key),
      foretold: foretold.get(row.key),
      cameTrue: came.get(row.key),
      lastTold: told.get(row.key),
    };
  });
  return new Map(things.map((thing) => [thing.entity_id, thing]));
}

const byKey = <Row extends { key: number }>(rows: readonly Row[]): Map<number, Row> =>
  new Map(rows.map((row) => [row.key, row]));

/** After a restart of Home Assistant everything has changed just now; what was out of reach before still is since then. */
function sinceOf({ state, changedAt }: PresentState, outageSince: string | null): number {
  const changed = toMicroseconds(changedAt) / 1e6;
  return state === "unavailable" && outageSince ? Math.min(changed, toMicroseconds(outageSince) / 1e6) : changed;
}
