import type { Queries } from "#db/database.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { logHoursIn } from "#server/store/ledger/log-hours/queries.ts";
import { type InstalledUpdate, updatesSince } from "#server/store/ledger/updates/queries.ts";
import type { Thing } from "../house-now.ts";
import { databaseUnit, type LevelDays, levelDays, measureOf } from "./disks.ts";
import { type ErrorRate, errorRates, NORM_DAYS } from "./error-rates.ts";
import { type Heavy, heavyWriters } from "./heavy-writers.ts";
import type { HostLoad } from "./host-load.ts";
import { type LoggedLine, loggedLines } from "./logged-lines.ts";
import type { RecorderInfo } from "./recorder.ts";
import { type Replacement, replacementsIn } from "./replacements.ts";
import { lastOff, levelsOf, listenedSince, placedSince, weightsSince } from "./system-queries.ts";
import { type Waiting, waitingUpdates } from "./waiting-updates.ts";

const DAY = 86_400;
/** A trend of a disk looks so far back. */
const DISK_DAYS = 35;
const WAITED_DAYS = 120;
const WEIGHED_DAYS = 8;
const COMPARED_DAYS = 30;
/** For so long after a new device came it is suggested. */
const REPLACED_DAYS = 30;

/** What is known of the machine and of Home Assistant itself, beside its things. */
export interface SystemNow {
  /** How much later our clock is than Home Assistant's, in seconds; null where nobody knows. */
  readonly skewSeconds: number | null;
  readonly recorder: RecorderInfo | undefined;
  /** Of the machine that Home Assistant runs on, where it tells that by itself. */
  readonly load: HostLoad | undefined;
  /** When the connection was given up because nothing came through it, in seconds since the epoch. */
  readonly deafAt: readonly number[];
  readonly errors: readonly ErrorRate[];
  /** The latest lines of the log about each integration, of the last day. */
  readonly lines: ReadonlyMap<string, readonly LoggedLine[]>; // by domain
  readonly disks: readonly LevelDays[];
  /** Home Assistant's own, where a sensor tells its size. */
  readonly databases: readonly LevelDays[];
  readonly heavy: readonly Heavy[];
  readonly waiting: readonly Waiting[];
  /** Of the last weeks, with both weeks' figures where they are known. */
  readonly updates: readonly InstalledUpdate[];
  readonly replacements: readonly Replacement[];
}

/** What only the connection knows. */
export interface SystemTold {
  readonly skewSeconds: number | null;
  readonly recorder: RecorderInfo | undefined;
  readonly load: HostLoad | undefined;
  readonly deafAt: readonly number[];
}

export const untold: SystemTold = { skewSeconds: null, recorder: undefined, load: undefined, deafAt: [] };

export interface SystemLooked {
  readonly home: number;
  /** Seconds since the epoch, by the home's clock. */
  readonly now: number;
  readonly things: readonly Thing[];
  readonly told: SystemTold;
}

export async function systemNow(tx: Queries, { home, now, things, told }: SystemLooked): Promise<SystemNow> {
  const daysAgo = (days: number) => instantOf((now - days * DAY) * 1000);
  const to = instantOf((now + 3_600) * 1000);
  const since = await listenedSince(tx, home);
  const rows = await logHoursIn(tx, { home, from: daysAgo(NORM_DAYS + 2), to });
  const kept = things.filter((thing) => (percentOfDisk(thing) ?? databaseUnit(thing)) !== undefined);
  const updatable = things.filter(({ domain, state }) => domain === "update" && state === "on");
  const keysOf = (some: readonly Thing[]) => some.map(({ key }) => key);
  const levels = kept.length > 0 ? await levelsOf(tx, home, { keys: keysOf(kept), from: daysAgo(DISK_DAYS) }) : [];
  return {
    ...told,
    errors: since ? errorRates(rows, { now, knownSince: toMicroseconds(since) / 1e6 }) : [],
    lines: await loggedLines(tx, { home, from: daysAgo(1), to }),
    disks: levelDays(things, levels, percentOfDisk),
    databases: levelDays(things, levels, databaseUnit),
    heavy: heavyWriters(await weightsSince(tx, home, daysAgo(WEIGHED_DAYS).slice(0, 10)), things),
    waiting: waitingUpdates(
      updatable,
      updatable.length > 0 ? await lastOff(tx, home, { keys: keysOf(updatable), from: daysAgo(WAITED_DAYS), to }) : [],
    ),
    updates: await updatesSince(tx, home, daysAgo(COMPARED_DAYS)),
    replacements: replacementsIn(await placedSince(tx, home, daysAgo(REPLACED_DAYS)), {
      now,
      things: new Map(things.map((thing) => [thing.entity_id, thing])),
    }),
  };
}

const percentOfDisk = (thing: Thing): number | undefined => (measureOf(thing) === "disk" ? 1 : undefined);
