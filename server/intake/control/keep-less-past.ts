import type { HomeRules } from "#server/store/memory/retention/day-plan.ts";
import { classNames } from "#server/store/memory/retention/keep-days.ts";
import { goingOf, letGoOfDay, todayOf } from "#server/store/memory/retention/let-go.ts";
import { daysThere, dueHoursOf } from "#server/store/memory/retention/queries.ts";
import { everyRule } from "#server/store/memory/retention/rules.ts";
import { tallyDay } from "#server/store/memory/retention/tally.ts";
import type { World } from "#server/world.ts";
import { type DueDetail, dueDetails, noteGone, settleDetail } from "./detail-queries.ts";
import type { Errand, ErrandWork } from "./errand.ts";

/** Wishes to keep less that are also about what is stored: days that are over go at once, today by night. */
export async function keepLessErrands(world: World): Promise<ErrandWork[]> {
  const due = await dueDetails(world.db);
  if (due.length === 0) return [];
  const days = (await daysThere(world.db)).map(({ day }) => day).filter((day) => day < todayOf(world.clock));
  return due.map((rule) => {
    const errand: Errand = {
      ...{ key: `keep less ${rule.home} ${rule.kind} ${rule.value}`, home: rule.home, kind: "keep less" },
      ...{ about: rule.value, from: days[0] ?? null, to: days.at(-1) ?? null, done: 0, total: days.length },
    };
    return { errand, run: (how) => keepLessOf(world, { rule, days, ...how }) };
  });
}

type Work = { rule: DueDetail; days: readonly string[]; signal: AbortSignal; stepped(): void };

/** Taken back meanwhile, it stops between two days. A day that is in use, or not yet summed up, waits for the night. */
async function keepLessOf(world: World, { rule, days, signal, stepped }: Work): Promise<void> {
  const done = { days: 0, rewritten: 0, events: 0, bytes: 0, attributes: 0 };
  for (const day of days) {
    if (signal.aborted) return;
    if (!(await isStillDue(world, rule))) break;
    if ((await dueHoursOf(world.db, day)) === 0) {
      const before = { ...done };
      if (await shrinkBy(world, { rule, day, signal, done }))
        await noteGone(world.db, rule, { day, events: done.events - before.events, bytes: done.bytes - before.bytes });
    }
    stepped();
  }
  await settleDetail(world.db, rule);
  world.log.info("less is kept of what is stored, as wished", { of: rule.value, detail: rule.detail, ...done });
}

const isStillDue = async ({ db }: World, rule: DueDetail): Promise<boolean> =>
  (await dueDetails(db)).some(
    ({ home, kind, value, told_at }) =>
      home === rule.home && kind === rule.kind && value === rule.value && told_at === rule.told_at,
  );

type Day = Pick<Work, "rule" | "signal"> & { day: string; done: Parameters<typeof letGoOfDay>[3] };

async function shrinkBy(world: World, { rule, day, signal, done }: Day): Promise<boolean> {
  const tallies = await tallyDay(world, day, signal);
  if (!tallies) return false;
  const rules = [...(await everyRule(world.db))].map(([home, own]) => [home, byOne(own, rule)] as const);
  const going = goingOf(tallies, new Map(rules), { day, today: todayOf(world.clock) });
  return letGoOfDay({ ...world, signal }, day, going, done);
}

const FOR_EVER = classNames.map((value) => ({ kind: "class", value, days: null }));

/** What goes by this wish alone; how long all is kept is for the night. */
const byOne = (own: HomeRules, rule: DueDetail): HomeRules => ({
  ...own,
  keep: FOR_EVER,
  details: own.home === rule.home ? [rule] : [],
});
