import { command } from "#server/command.ts";
import { lawOf } from "#server/law.ts";
import { presentStates } from "#server/store/house/present.ts";
import { scoresOf, standingPredictions } from "#server/store/ledger/predictions/queries.ts";
import { BatteryPage, ListBatteries } from "./contract.ts";
import { dayOf, KIND } from "./foretell.ts";
import { levelsNow } from "./levels-now.ts";
import { batteriesOf } from "./queries.ts";

/** Fewer make no share. */
const LEAST_SCORED = 30;

export const listBatteries = command({
  name: "health/batteries",
  summary: "Every battery: how full it is, and when it will be empty",
  input: ListBatteries,
  output: BatteryPage,
  run: ({ within_days }, { db, home, world, asker }) =>
    db.transaction(async (tx) => {
      const said = new Map((await standingPredictions(tx, home, KIND)).map((row) => [row.entity_id, row]));
      const today = Math.floor(world.clock.now() / 86_400_000);
      const { hidden } = await lawOf(tx, asker);
      const rows = (await batteriesOf(tx, home)).filter(({ entity_id }) => !hidden.has(entity_id));
      const items = levelsNow(rows, presentStates(world, home))
        .map(({ row: { key, entity_id, name, area }, ...level }) => {
          const { expected_on = null, earliest_on = null, latest_on = null, basis } = said.get(key) ?? {};
          const end = { expected_on, earliest_on, latest_on, since: basis?.since ?? null };
          return { entity_id, name, area, ...level, ...end };
        })
        .filter(({ expected_on }) => within_days === undefined || isWithin(expected_on, today + within_days))
        .sort((one, other) => ((one.expected_on ?? "9") < (other.expected_on ?? "9") ? -1 : 1));
      return { items, score: scored(await scoresOf(tx, home, KIND)), cursor: null };
    }),
});

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
