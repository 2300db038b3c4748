import type { Queries } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { emptyHome } from "#server/store/unusual/empty-home.ts";
import {
  closedUntil,
  dropOutgrown,
  type HourRow,
  hoursBetween,
  keepLearned,
  type SeriesRow,
  sensorSeries,
} from "#server/store/unusual/queries.ts";
import { keepStanding, readingKinds, type Standing, standingIn } from "#server/store/unusual/standing.ts";
import { type HourDetector, judgeHour, newHourDetector, sustainedOf } from "./hour-detector.ts";
import { HOUR_MS } from "./hours.ts";
import { offsetsIn } from "./offsets-in.ts";
import { packDetector, unpackDetector } from "./packed-detector.ts";
import type { Sustained } from "./sustained.ts";
import { worthSaying } from "./worth-saying.ts";
import { isSwitched, isWorthWatching } from "./worth-watching.ts";

const DAY_MS = 24 * HOUR_MS;
/** What is usual is remembered for four weeks, and what is extreme for as many days; twice that is learned of a past. */
const PAST_MS = 60 * DAY_MS;
/** Learned hours are read again until their detectors are written, so that an SD card is written to four times a day. */
const WRITTEN_AFTER_MS = 6 * HOUR_MS;
const BREATHES = { milliseconds: 20 };

interface Watched {
  readonly row: SeriesRow;
  readonly detector: HourDetector;
  readonly from: number;
  began: number;
  standing: readonly Sustained[];
}

export interface Learning {
  readonly home: number;
  readonly timeZone: string;
  /** Milliseconds since the epoch, by the home's own clock. */
  readonly now: number;
  /** Whether to look if a past has grown: it costs more than an hour does. */
  readonly isThorough: boolean;
}

type Parts = { db: Queries; clock: Pick<Clock, "sleep">; signal?: AbortSignal | undefined };

/**
 * Takes in the closed hours of a home's sensors that were not learned, and keeps what stands out now. Answers up to where it came, as milliseconds; undefined
 * while the past still comes in. An hour counts once: what was learned and how far is written in one.
 */
export async function learnHours({ db, clock, signal }: Parts, learning: Learning): Promise<number | undefined> {
  const { home, now, isThorough } = learning;
  const until = await closedUntil(db, home, instantOf(now));
  if (until === undefined) return undefined;
  const to = toMicroseconds(until) / 1000;
  if (isThorough) await dropOutgrown(db, home, instantOf(to - PAST_MS));
  const stood = Map.groupBy(await standingIn(db, home), ({ entity_id }) => entity_id);
  const watched = (await sensorSeries(db, home)).filter(isWorthWatching).map((row) => watch(row, to));
  const first = Math.min(to, ...watched.map(({ from }) => from));
  const isExplained = await emptyHome(db, home, { from: first, to });
  const take = taking({ learning, watched, stood, isExplained });
  for (let from = first; from < to && !signal?.aborted; from = nextDay(from)) {
    const ids = watched.filter((one) => one.from < nextDay(from)).map(({ row }) => row.id);
    const span = { from: instantOf(from), to: instantOf(Math.min(nextDay(from), to)) };
    for (const hour of await hoursBetween(db, { home, ids, ...span })) take(hour);
    if (nextDay(from) < to) await clock.sleep(BREATHES, signal);
  }
  if (signal?.aborted) return undefined;
  await keepLearned(
    db,
    home,
    watched.filter((one) => isDue(one, to)).map((one) => learned(one, until)),
  );
  await keepStanding(db, home, { kinds: readingKinds, rows: watched.flatMap((one) => standings(one, learning)) });
  return to;
}

const nextDay = (at: number): number => (Math.floor(at / DAY_MS) + 1) * DAY_MS;

function watch(row: SeriesRow, to: number): Watched {
  const until = row.until === null ? Number.NaN : toMicroseconds(row.until) / 1000;
  const isKnown = row.state !== null && row.began_at !== null && until <= to;
  const fresh = newHourDetector();
  return {
    row,
    detector: isKnown && row.state ? unpackDetector(row.state, fresh) : fresh,
    from: isKnown ? Math.max(until, to - PAST_MS) : to - PAST_MS,
    began: isKnown && row.began_at ? toMicroseconds(row.began_at) / 1000 : Number.NaN,
    standing: [],
  };
}

type Taking = {
  learning: Learning;
  watched: readonly Watched[];
  stood: ReadonlyMap<number, readonly Standing[]>;
  isExplained: (at: number) => boolean;
};

function taking({ learning, watched, stood, isExplained }: Taking): (hour: HourRow) => void {
  const byId = new Map(watched.map((one) => [one.row.id, one]));
  const offset = offsetsIn(learning.timeZone);
  for (const one of watched) {
    const before = new Set<string>((stood.get(one.row.entity) ?? []).map(({ kind }) => kind));
    one.standing = saidNow(one, { local: one.from + offset(one.from), before });
  }
  return ({ id, at, mean, low, high }) => {
    const one = byId.get(id);
    if (!one || at < one.from) return;
    if (Number.isNaN(one.began)) one.began = at;
    const local = at + offset(at);
    const before = new Set<string>(one.standing.map(({ kind }) => kind));
    const hour = Math.floor(local / HOUR_MS);
    judgeHour(one.detector, { hour, mean, low, high, isExplained: isExplained(at) });
    one.standing = saidNow(one, { local: local + HOUR_MS, before });
  };
}

function saidNow({ detector, row }: Watched, { local, before }: { local: number; before: ReadonlySet<string> }) {
  const now = { local, standing: before, isSwitched: isSwitched(row.device_class) };
  return worthSaying(sustainedOf(detector), now);
}

const isDue = ({ row, from, began }: Watched, to: number): boolean =>
  !Number.isNaN(began) && (row.state === null || to - from >= WRITTEN_AFTER_MS);

const learned = ({ row, detector, began }: Watched, until: string) => ({
  ...{ series_id: row.id, entity_id: row.entity, device_id: row.device_id, began_at: instantOf(began), until },
  state: Buffer.from(packDetector(detector)).toString("hex"),
});

function standings({ row, standing }: Watched, { timeZone }: Learning): Standing[] {
  const offset = offsetsIn(timeZone);
  return standing.map(({ kind, since, expected, seen, beyond }) => ({
    ...{ entity_id: row.entity, kind, expected, seen, beyond, unit: row.unit },
    since: instantOf(since - offset(since)),
  }));
}
