import { Severity } from "#server/finding.ts";
import { toMicroseconds } from "#server/instant.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { tellsOfReach } from "#server/store/house/tells-of-reach.ts";
import type { KnownDevice, KnownThing } from "./kept-registry.ts";
import type { WrittenReport } from "./kept-reports.ts";
import { type LinkQuality, linkOf, numberIn } from "./link-of.ts";
import type { DeviceRow } from "./queries.ts";

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

export type Known = { readonly thing: KnownThing; readonly present: PresentState };
export type Trouble = { readonly worst: Severity; readonly open: number };

/** What is known of a home now. */
export interface Knowledge {
  /** Entity ids of which the asker is told nothing. */
  readonly hidden: ReadonlyMap<string, string>;
  readonly present: ReadonlyMap<string, PresentState>;
  /** By entity id, as ISO text: what is known since reports were written down. */
  readonly reported: ReadonlyMap<string, string>;
  /** The others by entity. */
  readonly written: ReadonlyMap<number, WrittenReport>;
  readonly outages: ReadonlyMap<number, number>;
  readonly empty: ReadonlyMap<number, string>;
  /** Of batteries that tell no level now. */
  readonly lastLevels: ReadonlyMap<number, number>;
  /** What is open, by device id and by entity. */
  readonly troubles: ReadonlyMap<string | number, Trouble>;
}

export function deviceNow({ row, things }: KnownDevice, known: Knowledge): DeviceNow {
  const told = known.hidden.size === 0 ? things : things.filter(({ entity_id }) => !known.hidden.has(entity_id));
  const own: Known[] = [];
  for (const thing of told) {
    const present = known.present.get(thing.entity_id);
    if (present) own.push({ thing, present });
  }
  return {
    ...row,
    ...reportsIn(told, known),
    ...batteryIn(told, known),
    link: linkOf(own),
    unavailableSince: awaySince(own, known.outages),
    ...troubleOf(row.device_id, told, known.troubles),
  };
}

/** When any of its things last reported, in seconds since the epoch, and how often the one does that reports most. */
function reportsIn(things: readonly KnownThing[], { reported, written }: Knowledge) {
  let newest = ""; // Core writes all in one form, in which the later text is the greater one
  let before = Number.NEGATIVE_INFINITY;
  let liveliest: WrittenReport | undefined;
  for (const { key, entity_id } of things) {
    const at = reported.get(entity_id);
    const one = written.get(key);
    if (at !== undefined && at > newest) newest = at;
    if (one && one.reported > before) before = one.reported;
    if (one && one.intervals > (liveliest?.intervals ?? 0)) liveliest = one;
  }
  const last = newest === "" ? before : Math.max(before, Date.parse(newest) / 1000);
  return { reported: last === Number.NEGATIVE_INFINITY ? null : last, usual: liveliest?.usual ?? null };
}

/** Its lowest level, now or else as it was last told, and the day of the battery that ends first. */
function batteryIn(things: readonly KnownThing[], { present, lastLevels, empty }: Knowledge) {
  let battery: number | null = null;
  let emptyOn: string | null = null;
  for (const { key, entity_id, isBattery } of things) {
    if (!isBattery) continue;
    const level = numberIn(present.get(entity_id)?.state) ?? lastLevels.get(key);
    const on = empty.get(key);
    if (level !== undefined && (battery === null || level < battery)) battery = level;
    if (on !== undefined && (emptyOn === null || on < emptyOn)) emptyOn = on;
  }
  return { battery, emptyOn };
}

/** Since when none of what tells of its reach is there. */
function awaySince(things: readonly Known[], outages: ReadonlyMap<number, number>): number | null {
  if (!things.some(({ present }) => present.state === "unavailable")) return null;
  const telling = things.filter(({ thing, present }) => tellsOfReach(thing, present.state));
  if (telling.length === 0 || telling.some(({ present }) => present.state !== "unavailable")) return null;
  const since = telling.map(({ thing, present }) =>
    Math.min(outages.get(thing.key) ?? Number.POSITIVE_INFINITY, toMicroseconds(present.changedAt) / 1e6),
  );
  return Math.max(...since); // until then one of them was there
}

function troubleOf(device: string, things: readonly KnownThing[], troubles: ReadonlyMap<string | number, Trouble>) {
  let all = troubles.get(device);
  for (const { key } of things) all = together(all, troubles.get(key));
  return all ?? { worst: null, open: 0 };
}

const ORDER = Severity.options; // the mildest first

export function together(one: Trouble | undefined, other: Trouble | undefined): Trouble | undefined {
  if (!one || !other) return one ?? other;
  const isWorse = ORDER.indexOf(other.worst) > ORDER.indexOf(one.worst);
  return { worst: isWorse ? other.worst : one.worst, open: one.open + other.open };
}
