import type { z } from "zod";
import type { Queries } from "#db/database.ts";
import { type Call, command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import { followPage } from "#server/follow-page.ts";
import { lawOf } from "#server/law.ts";
import { presentStates } from "#server/store/house/present.ts";
import { scoresOf, standingPredictions } from "#server/store/ledger/predictions/queries.ts";
import type { World } from "#server/world.ts";
import { BatteryPage, ListBatteries } from "./contract.ts";
import { dateOf, dayOf, KIND } from "./foretell.ts";
import { kindOf } from "./kind-of.ts";
import { levelsNow } from "./levels-now.ts";
import { batteriesOf, habitsOf } from "./queries.ts";

/** Fewer make no share. */
const LEAST_SCORED = 30;
/** Of a year all seasons and most charges are known. */
const HABITS_DAYS = 400;

export const listBatteries = command({
  name: "health/batteries",
  summary: "Every battery: how full it is, and when it will be empty",
  input: ListBatteries,
  output: BatteryPage,
  run: page,
});

export const batteriesFeed = feed({
  name: "health/batteries",
  summary: "Every battery, whenever one of them is another",
  input: ListBatteries,
  item: BatteryPage,
  open: (wanted, call, send) =>
    followPage(
      { name: "the live batteries", channels: ["foretold"], again: { minutes: 5 }, read: () => page(wanted, call) },
      call,
      send,
    ),
});

function page({ within_days }: z.output<typeof ListBatteries>, { db, home, world, asker }: Call) {
  return db.transaction(async (tx) => {
    const today = Math.floor(world.clock.now() / 86_400_000);
    const { hidden } = await lawOf(tx, asker);
    const items = (await batteriesNow(tx, { world, home, hidden }))
      .filter(({ expected_on }) => within_days === undefined || isWithin(expected_on, today + within_days))
      .sort((one, other) => ((one.expected_on ?? "9") < (other.expected_on ?? "9") ? -1 : 1));
    return { items, score: scored(await scoresOf(tx, home, KIND)), cursor: null };
  });
}

type Of = { world: World; home: number; hidden: { has(entityId: string): boolean } };

/** Every battery of a home but what is hidden: how full it is, and when it will be empty. */
export async function batteriesNow(tx: Queries, { world, home, hidden }: Of) {
  const said = new Map((await standingPredictions(tx, home, KIND)).map((row) => [row.entity_id, row]));
  const today = Math.floor(world.clock.now() / 86_400_000);
  const rows = (await batteriesOf(tx, home)).filter(({ entity_id }) => !hidden.has(entity_id));
  const habits = new Map((await habitsOf(tx, home, dateOf(today - HABITS_DAYS))).map((row) => [row.key, row]));
  return levelsNow(rows, presentStates(world, home)).map(({ row: { key, entity_id, name, area }, ...level }) => {
    const { expected_on = null, earliest_on = null, latest_on = null, basis } = said.get(key) ?? {};
    const end = { expected_on, earliest_on, latest_on, since: basis?.since ?? null };
    return { entity_id, name, area, ...level, ...kindOf(level, habits.get(key), basis?.chemistry), ...end };
  });
}

const isWithin = (date: string | null, day: number): boolean => date !== null && dayOf(date) <= day;

/** Over all versions of the detector. */
function scored(scores: Awaited<ReturnType<typeof scoresOf>>) {
  const count = scores.reduce((sum, it) => sum + it.scored, 0);
  const within = scores.reduce((sum, it) => sum + it.within, 0);
  return {
    scored: count,
    within: count < LEAST_SCORED ? null : within / count,
    median_days_off: scores.at(-1)?.median_days_off ?? null,
  };
}
