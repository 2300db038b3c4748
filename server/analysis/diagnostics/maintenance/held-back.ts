import { toMicroseconds } from "#server/instant.ts";
import type { Keyed } from "#server/store/ledger/findings/differing.ts";
import type { Maintenance } from "#server/store/ledger/maintenance/queries.ts";
import type { HouseNow, Thing } from "../house-now.ts";
import { CLASSES_OF_PEOPLE, DOMAINS_OF_PEOPLE } from "../of-people.ts";

/** Devices come back one after the other when the work is done. */
const SETTLES_SECONDS = 600;
/** So long with nobody at home is a holiday, told or not. */
const HOLIDAY_SECONDS = 36 * 3_600;

/** What is known of a home's maintenance, and which checks judge habits of people. */
export interface Held {
  readonly windows: readonly Maintenance[];
  /** Seconds since the epoch since when nobody has been at home. */
  readonly emptySince: number | undefined;
  readonly ofHabits: ReadonlySet<string>;
}

/** Whether something is said of a subject only when the work on it, or the holiday, is over. */
export function heldBack({ windows, emptySince, ofHabits }: Held, house: HouseNow): (it: Keyed) => boolean {
  const going = windows.filter(
    ({ from, until }) => seconds(from) <= house.now && house.now < seconds(until) + SETTLES_SECONDS,
  );
  const isHoliday =
    going.some(({ kind }) => kind === "holiday") ||
    (emptySince !== undefined && house.now - emptySince >= HOLIDAY_SECONDS);
  const work = going.filter(({ kind }) => kind === "work");
  if (work.length === 0 && !isHoliday) return () => false;
  const byKey = new Map([...house.things.values()].map((thing) => [String(thing.key), thing]));
  return (it) => {
    const { things, device, area } = placeOf(it, byKey, house);
    if (isHoliday && ofHabits.has(it.check_name) && isOfPeople(it, things)) return true;
    return work.some(
      ({ subject_kind, subject }) =>
        subject_kind === "home" || (subject_kind === "area" ? subject === area : subject === device),
    );
  };
}

type Placed = { things: readonly Thing[]; device: string | null; area: string | null };

function placeOf({ subject_kind, subject }: Keyed, byKey: ReadonlyMap<string, Thing>, { devices }: HouseNow): Placed {
  if (subject_kind === "area") return { things: [], device: null, area: subject };
  if (subject_kind === "device") {
    const device = devices.get(subject);
    return { things: device?.things ?? [], device: subject, area: device?.area_id ?? null };
  }
  const isEntity = subject_kind === "entity" || subject_kind === "automation";
  const thing = isEntity ? byKey.get(subject) : undefined;
  const area = thing?.area_id ?? devices.get(thing?.device_id ?? "")?.area_id ?? null;
  return { things: thing ? [thing] : [], device: thing?.device_id ?? null, area };
}

/** An automation, or a device of which nothing reports without somebody who moves, opens or presses. */
function isOfPeople({ subject_kind }: Keyed, things: readonly Thing[]): boolean {
  const telling = things.filter(({ category }) => category === null);
  return (
    subject_kind === "automation" ||
    (telling.length > 0 &&
      telling.every(
        ({ domain, device_class }) => DOMAINS_OF_PEOPLE.has(domain) || CLASSES_OF_PEOPLE.has(device_class ?? ""),
      ))
  );
}

const seconds = (instant: string): number => toMicroseconds(instant) / 1e6;
