import { learnActivity } from "#server/analysis/anomalies/learn-activity.ts";
import { learnHours } from "#server/analysis/anomalies/learn-hours.ts";
import { foretell } from "#server/analysis/batteries/foretell.ts";
import { foretellFailures } from "#server/analysis/diagnostics/failures/foretell-failures.ts";
import { houseNow } from "#server/analysis/diagnostics/house-now.ts";
import { learnDue } from "#server/analysis/episodes/make-episodes.ts";
import { keepCounts } from "#server/analysis/log-errors/keep-counts.ts";
import { keepUpdates } from "#server/analysis/updates/keep-updates.ts";
import type { Clock } from "#server/clock.ts";
import { presentStates } from "#server/store/house/present.ts";
import { reportedNow } from "#server/store/house/reported.ts";
import type { World } from "#server/world.ts";
import { closeHours } from "./close-hours.ts";
import { DAY } from "./made-home.ts";

type Here = { world: World; home: number; hurried: Clock; timeZone: string };

/** What a server does once hours are over: episodes, what is usual and what was updated. `now` in seconds since the epoch. */
export async function learnClosed({ world, home, hurried, timeZone }: Here, now: number): Promise<void> {
  const { db } = world;
  await closeHours(db, home, now);
  await learnDue({ db, clock: hurried }, home);
  const learning = { home, timeZone, now: now * 1_000, isThorough: now % DAY === 0 };
  await learnHours({ db, clock: hurried }, learning);
  await learnActivity({ db, clock: hurried }, learning);
  if (now % (DAY / 2) === 0) await db.transaction((tx) => keepUpdates(tx, home, now * 1_000));
}

/** What is counted of the log. */
export const countLog = ({ world, home }: Here, now: number): Promise<void> =>
  world.db.transaction((tx) => keepCounts(tx, home, now * 1_000));

/** What it foretells once a day of batteries and devices, `today` as an ISO date. */
export async function foretellDay(
  { world, home, timeZone }: Here,
  { now, today }: { now: number; today: string },
): Promise<void> {
  const looked = {
    home,
    now,
    present: presentStates(world, home),
    reported: reportedNow(world, home),
    integrations: [],
  };
  await world.db.transaction(async (tx) => {
    await foretell(tx, home, { today });
    await foretellFailures(tx, await houseNow(tx, looked), { home, timeZone });
  });
}
