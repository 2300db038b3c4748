import { Temporal } from "temporal-polyfill";
import type { Queries } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import {
  type DeviceOutcome,
  type DevicePrediction,
  emptyBatteries,
  keepDeviceOutcomes,
  keepDevicePredictions,
  rateOf,
  standingDevicePredictions,
  unscoredOf,
} from "#server/store/ledger/predictions/device-queries.ts";
import { noteForetold } from "#server/store/ledger/predictions/queries.ts";
import { zonedAt } from "#server/zoned.ts";
import { comesAndGoes } from "../comes-and-goes.ts";
import type { Device, HouseNow } from "../house-now.ts";
import { detectors } from "./detectors.ts";
import { HORIZON_DAYS } from "./hazard.ts";
import { type Outage, ownOutages } from "./own-outages.ts";
import { linkMeans, outagesSince, restartsOf } from "./queries.ts";
import { LASTING_SECONDS, type Past, signsOf } from "./signs-of.ts";
import { withoutHabits } from "./without-habits.ts";

const ANEW_DAYS = 7;
/** A chance that moved by so much is said anew, at most once a day. */
const MOVED_TENTHS = 1;

export interface Foretelling {
  readonly home: number;
  readonly timeZone: string;
}

/**
 * Says of each device how likely it fails within the horizon, by every version of the detector, and what became of what was said. A device is said anew each
 * week, or when its chance has moved by a tenth.
 */
export async function foretellFailures(tx: Queries, house: HouseNow, { home, timeZone }: Foretelling): Promise<void> {
  const dayOf = (seconds: number) =>
    zonedAt(seconds * 1e6, timeZone)
      .toPlainDate()
      .toString();
  const today = dayOf(house.now);
  const pasts = await pastsOf(tx, house, { home, today });
  const isScored = await scorePast(tx, home, { pasts, today, dayOf, isKnown: (id) => house.devices.has(id) });
  const rate = (await rateOf(tx, home)) ?? { horizons: 0, failures: 0 };
  const standing = new Map(
    (await standingDevicePredictions(tx, home, today)).map((row) => [`${row.device_id} ${row.detector}`, row]),
  );
  const rows: DevicePrediction[] = [];
  for (const device of house.devices.values()) {
    const entity = device.things.toSorted((one, other) => one.key - other.key)[0];
    const signs = comesAndGoes(device) ? undefined : signsOf(device, pasts.get(device.device_id) ?? NOTHING, house.now);
    if (!entity || !signs) continue;
    for (const { version, judge } of detectors) {
      const { chance, reasons } = judge(signs, rate);
      if (!isNews(standing.get(`${device.device_id} ${version}`), { chance, today })) continue;
      rows.push({
        ...{ entity_id: entity.key, device_id: device.device_id, detector: version, made_on: today },
        ...{ latest_on: later(today, HORIZON_DAYS), chance, basis: { reasons: [...reasons] } },
      });
    }
  }
  if (rows.length > 0) await keepDevicePredictions(tx, home, rows);
  if (isScored || rows.length > 0) await noteForetold(tx, home);
}

const NOTHING: Past = { outages: [], link: undefined, restartsWeek: 0 };

function isNews(before: DevicePrediction | undefined, { chance, today }: { chance: number; today: string }): boolean {
  if (!before || later(before.made_on, ANEW_DAYS) <= today) return true;
  return before.made_on < today && Math.abs(chance - before.chance) * 10 >= MOVED_TENTHS;
}

const later = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

async function pastsOf(tx: Queries, house: HouseNow, { home, today }: { home: number; today: string }) {
  const devices = new Map<number, string>(); // by row of an entity
  for (const { device_id, things } of house.devices.values()) for (const { key } of things) devices.set(key, device_id);
  const outages = (await outagesSince(tx, home, instantOf(house.now * 1000))).flatMap(({ key, from, to }) => {
    const device = devices.get(key);
    return device === undefined ? [] : [{ device, from, to }];
  });
  const own = ownOutages(outages, kinIn(house));
  const links = new Map((await linkMeans(tx, home, today)).map((row) => [row.device_id, row]));
  const restarts = new Map((await restartsOf(tx, home, today)).map((row) => [row.device_id, row.days]));
  const since = Math.min(house.now, ...outages.slice(0, 1).map(({ from }) => from));
  const past = ({ device_id: id }: Device): [string, Past] => [
    id,
    { since, outages: withoutHabits(own.get(id) ?? []), link: links.get(id), restartsWeek: restarts.get(id) ?? 0 },
  ];
  return new Map([...house.devices.values()].map(past));
}

/** The devices of the same entry, by device. */
function kinIn({ devices }: HouseNow): Map<string, string[]> {
  const byEntry = Map.groupBy(devices.values(), ({ entry_id }) => entry_id);
  const kin = new Map<string, string[]>();
  for (const [entry, own] of byEntry)
    if (entry !== null)
      for (const { device_id } of own)
        kin.set(
          device_id,
          own.map((one) => one.device_id),
        );
  return kin;
}

interface Scoring {
  readonly pasts: ReadonlyMap<string, Past>;
  readonly today: string;
  readonly dayOf: (seconds: number) => string;
  readonly isKnown: (device: string) => boolean;
}

/** Whether of anything that was said is known now what came. */
async function scorePast(tx: Queries, home: number, { pasts, today, dayOf, isKnown }: Scoring): Promise<boolean> {
  const unscored = await unscoredOf(tx, home);
  const oldest = unscored.map(({ made_on }) => made_on).sort()[0];
  if (oldest === undefined) return false;
  const empty = Map.groupBy(await emptyBatteries(tx, home, oldest), ({ device_id }) => device_id);
  const outcomes = unscored.flatMap(({ id, device_id, made_on, latest_on }): DeviceOutcome[] => {
    const failed = (pasts.get(device_id)?.outages ?? []).filter(isLasting).map(({ from }) => dayOf(from));
    const days = [...failed, ...(empty.get(device_id) ?? []).map(({ day }) => day)].sort();
    const came = days.find((day) => day > made_on && day <= latest_on);
    if (came !== undefined) return [{ id, outcome: "came", outcome_on: came }];
    if (!isKnown(device_id)) return [{ id, outcome: "averted", outcome_on: today }];
    return later(latest_on, 1) < today ? [{ id, outcome: "stayed away", outcome_on: latest_on }] : [];
  });
  if (outcomes.length > 0) await keepDeviceOutcomes(tx, home, outcomes);
  return outcomes.length > 0;
}

const isLasting = ({ from, to }: Outage): boolean => to - from >= LASTING_SECONDS;
