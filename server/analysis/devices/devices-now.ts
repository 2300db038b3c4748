import type { Queries } from "#db/database.ts";
import type { Severity } from "#server/finding.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import type { Law } from "#server/law.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { listFindings } from "#server/store/ledger/findings/queries.ts";
import { standingPredictions } from "#server/store/ledger/predictions/queries.ts";
import { type LinkQuality, linkOf, numberIn } from "./link-of.ts";
import { type DeviceRow, devicesOf, lastLevels, outagesNow, type ThingRow, thingsOf } from "./queries.ts";
import { reportsNow } from "./reports-now.ts";

const MOST_FINDINGS = 5_000;
/** What it says now is not whether the device can be reached. */
const SAYS_NOTHING = /^(button|event|scene|update|automation|script)\./;

export interface DeviceNow extends DeviceRow {
  /** Seconds since the epoch. */
  readonly reported: number | null;
  readonly usual: number | null;
  readonly battery: number | null;
  readonly emptyOn: string | null;
  readonly link: LinkQuality | null;
  /** Seconds since the epoch. */
  readonly unavailableSince: number | null;
  readonly worst: Severity | null;
  readonly open: number;
}

export interface Asked {
  readonly home: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly law: Law;
  readonly present: ReadonlyMap<string, PresentState>;
  readonly reported: ReadonlyMap<string, string>;
  /** Device ids; null for all. */
  readonly only: readonly string[] | null;
}

/** Every device as it is now; `tx` is the database as the asker may see it, and what the law hides adds nothing. */
export async function devicesNow(tx: Queries, asked: Asked): Promise<DeviceNow[]> {
  const { home, only, law, present } = asked;
  const devices = await devicesOf(tx, home, only);
  const things = (await thingsOf(tx, home, only)).filter(({ entity_id }) => !law.hidden.has(entity_id));
  const known = things.flatMap((thing) => {
    const state = present.get(thing.entity_id);
    return state ? [{ thing, present: state }] : [];
  });
  const byDevice = Map.groupBy(known, ({ thing }) => thing.device_id);
  const batteries = await batteriesOf(tx, asked, things);
  const findings = await findingsOf(tx, asked, things);
  const reports = await reportsNow(tx, asked, things);
  const outages = new Map((await outagesNow(tx, home)).map(({ key, since }) => [key, since]));
  return devices.map((device) => {
    const own = byDevice.get(device.device_id) ?? [];
    return {
      ...device,
      ...(reports.get(device.device_id) ?? { reported: null, usual: null }),
      ...(batteries.get(device.device_id) ?? { battery: null, emptyOn: null }),
      link: linkOf(own),
      unavailableSince: awaySince(own, outages),
      ...(findings.get(device.device_id) ?? { worst: null, open: 0 }),
    };
  });
}

type Known = { readonly thing: ThingRow; readonly present: PresentState };

function awaySince(things: readonly Known[], outages: ReadonlyMap<number, number>): number | null {
  const telling = things.filter(({ thing }) => !SAYS_NOTHING.test(thing.entity_id));
  if (telling.length === 0 || telling.some(({ present }) => present.state !== "unavailable")) return null;
  const since = telling.map(({ thing, present }) =>
    Math.min(outages.get(thing.key) ?? Number.POSITIVE_INFINITY, toMicroseconds(present.changedAt) / 1e6),
  );
  return Math.max(...since); // until then one of them was there
}

/** The lowest level of a device, now or else as it was last told, and the day of the battery that ends first. */
async function batteriesOf(tx: Queries, { home, present }: Asked, things: readonly ThingRow[]) {
  const sensors = things.filter(isBattery);
  const levels = new Map<number, number>(); // by entity
  for (const { key, entity_id } of sensors) {
    const level = numberIn(present.get(entity_id)?.state);
    if (level !== undefined) levels.set(key, level);
  }
  const untold = sensors.filter(({ key }) => !levels.has(key)).map(({ key }) => key);
  if (untold.length > 0) for (const { key, last } of await lastLevels(tx, home, untold)) levels.set(key, last);
  const predictions = await standingPredictions(tx, home, "battery-empty");
  const expected = new Map(predictions.map(({ entity_id, expected_on }) => [entity_id, expected_on]));
  const found = new Map<string, { battery: number | null; emptyOn: string | null }>(); // by device
  for (const [device, own] of Map.groupBy(sensors, ({ device_id }) => device_id)) {
    const told = own.flatMap(({ key }) => levels.get(key) ?? []);
    const days = own.flatMap(({ key }) => expected.get(key) ?? []).sort();
    found.set(device, { battery: told.length > 0 ? Math.min(...told) : null, emptyOn: days[0] ?? null });
  }
  return found;
}

const isBattery = ({ entity_id, device_class, unit }: ThingRow): boolean =>
  device_class === "battery" && unit === "%" && entity_id.startsWith("sensor.");

/** What is open about a device or one of its entities; what is muted or snoozed is not. */
async function findingsOf(tx: Queries, { home, now }: Asked, things: readonly ThingRow[]) {
  const deviceOf = new Map(things.map(({ entity_id, device_id }) => [entity_id, device_id]));
  const wanted = { home, now: instantOf(now), states: ["open"], limit: MOST_FINDINGS } as const;
  const found = new Map<string, { worst: Severity; open: number }>(); // by device; the worst comes first
  for (const { subject_kind, subject, entity_id, severity } of await listFindings(tx, wanted)) {
    const device = subject_kind === "device" ? subject : deviceOf.get(entity_id ?? "");
    if (device === undefined) continue;
    const before = found.get(device);
    found.set(device, { worst: before?.worst ?? severity, open: (before?.open ?? 0) + 1 });
  }
  return found;
}
