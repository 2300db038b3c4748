import type { Queries } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import {
  activeHours,
  activeThings,
  gapsSince,
  keepActivity,
  outOfReach,
} from "#server/store/unusual/activity-queries.ts";
import { emptyHome } from "#server/store/unusual/empty-home.ts";
import { closedUntil } from "#server/store/unusual/queries.ts";
import { activityKinds, keepStanding, type Standing } from "#server/store/unusual/standing.ts";
import { type Activity, forgiveQuiet, judgeActivity, noActivity, type UnusualActivity } from "./activity.ts";
import { HOUR_MS } from "./hours.ts";
import { offsetsIn } from "./offsets-in.ts";
import { packDetector, unpackDetector } from "./packed-detector.ts";

const DAY_MS = 24 * HOUR_MS;
const PAST_MS = 60 * DAY_MS;
const WRITTEN_AFTER_MS = 6 * HOUR_MS;
const BREATHES = { milliseconds: 20 };

interface Watched {
  readonly id: number;
  readonly activity: Activity;
  readonly from: number;
  readonly isNew: boolean;
  began: number;
  found: readonly UnusualActivity[];
}

type Parts = { db: Queries; clock: Pick<Clock, "sleep">; signal?: AbortSignal | undefined };
type Learning = { readonly home: number; readonly timeZone: string; readonly now: number };

/** Takes in the closed hours of what moves in a home, as learnHours() does of its sensors, and keeps what is unusual now. */
export async function learnActivity({ db, clock, signal }: Parts, { home, timeZone, now }: Learning): Promise<void> {
  const until = await closedUntil(db, home, instantOf(now));
  if (until === undefined) return;
  const to = toMicroseconds(until) / 1000;
  const watched = (await activeThings(db, home)).map((row) => watch(row, to));
  const first = Math.min(to, ...watched.map(({ from }) => from));
  const explained = await explainedIn(db, { home, ids: watched.map(({ id }) => id), from: first, to });
  const offset = offsetsIn(timeZone);
  for (let from = first; from < to && !signal?.aborted; from += DAY_MS) {
    const end = Math.min(from + DAY_MS, to);
    const ids = watched.filter((one) => one.from < end).map(({ id }) => id);
    const rows = await activeHours(db, { home, ids, from: instantOf(from), to: instantOf(end) });
    const counts = new Map(rows.map(({ id, at, count }) => [`${id} ${at}`, count]));
    for (let at = from; at < end; at += HOUR_MS) {
      const hour = Math.floor((at + offset(at)) / HOUR_MS);
      for (const one of watched)
        take(one, { at, hour, count: counts.get(`${one.id} ${at}`) ?? 0, isExplained: explained(one.id, at) });
      forgiveQuiet(
        watched.flatMap((one) => (at < one.from || Number.isNaN(one.began) ? [] : one.activity)),
        hour,
      );
    }
    if (end < to) await clock.sleep(BREATHES, signal);
  }
  if (signal?.aborted) return;
  await keepActivity(
    db,
    home,
    watched.filter((one) => isDue(one, to)).map((one) => learned(one, until)),
  );
  await keepStanding(db, home, { kinds: activityKinds, rows: watched.flatMap((one) => standings(one, offset)) });
}

type Span = { home: number; ids: readonly number[]; from: number; to: number };

/** Whether nobody could have moved in an hour, or nobody could have told: all are away, HomeOps did not listen, or it was out of reach. */
async function explainedIn(db: Queries, { home, ids, from, to }: Span): Promise<(id: number, at: number) => boolean> {
  const isEmpty = await emptyHome(db, home, { from, to });
  const gaps = await gapsSince(db, home, instantOf(from));
  const out = Map.groupBy(
    await outOfReach(db, { home, ids, from: instantOf(from), to: instantOf(to) }),
    ({ id }) => id,
  );
  return (id, at) => isEmpty(at) || gaps.some(touches(at)) || (out.get(id)?.some(touches(at)) ?? false);
}

const touches =
  (at: number) =>
  (span: { from: number; to: number }): boolean =>
    span.from < at + HOUR_MS && span.to > at;

function watch(
  row: { id: number; until: string | null; began_at: string | null; state: Uint8Array | null },
  to: number,
): Watched {
  const until = row.until === null ? Number.NaN : toMicroseconds(row.until) / 1000;
  const { state, began_at } = row;
  const isKnown = state !== null && began_at !== null && until <= to;
  const began = isKnown ? toMicroseconds(began_at) / 1000 : Number.NaN;
  const activity = isKnown ? unpackDetector(state, noActivity()) : noActivity();
  return {
    id: row.id,
    activity,
    from: isKnown ? Math.max(until, to - PAST_MS) : to - PAST_MS,
    isNew: !isKnown,
    began,
    found: [],
  };
}

/** Of what has never been active nothing is known. */
function take(one: Watched, { at, ...hour }: { at: number; hour: number; count: number; isExplained: boolean }): void {
  if (at < one.from) return;
  if (Number.isNaN(one.began) && hour.count === 0) return;
  if (Number.isNaN(one.began)) one.began = at;
  one.found = judgeActivity(one.activity, hour);
}

const isDue = ({ isNew, from, began }: Watched, to: number): boolean =>
  !Number.isNaN(began) && (isNew || to - from >= WRITTEN_AFTER_MS);

const learned = ({ id, activity, began }: Watched, until: string) => ({
  ...{ entity_id: id, began_at: instantOf(began), until },
  state: Buffer.from(packDetector(activity)).toString("hex"),
});

const standings = ({ id, found }: Watched, offset: (at: number) => number): Standing[] =>
  found.map(({ kind, since, expected, seen, beyond }) => {
    const local = since * HOUR_MS;
    return { entity_id: id, kind, expected, seen, beyond, unit: null, since: instantOf(local - offset(local)) };
  });
