import { command } from "#server/command.ts";
import { scoresOf, standingPredictions } from "#server/store/ledger/predictions/queries.ts";
import { BatteryPage, ListBatteries } from "./contract.ts";
import { dayOf, KIND } from "./foretell.ts";
import { batteriesOf } from "./queries.ts";

/** Fewer make no share. */
const LEAST_SCORED = 30;

export const listBatteries = command({
  name: "health/batteries",
  summary: "Every battery: how full it is, and when it will be empty",
  input: ListBatteries,
  output: BatteryPage,
  run: ({ within_days }, { db, home, world }) =>
    db.transaction(async (tx) => {
      const said = new Map((await standingPredictions(tx, home, KIND)).map((row) => [row.entity_id, row]));
      const today = Math.floor(world.clock.now() / 86_400_000);
      const items = (await batteriesOf(tx, home))
        .map(({ key, entity_id, name, area, last }) => {
          const { expected_on = null, earliest_on = null, latest_on = null, basis } = said.get(key) ?? {};
          return {
            entity_id,
            name,
            area,
            percent: last,
            expected_on,
            earliest_on,
            latest_on,
            since: basis?.since ?? null,
          };
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
