import { command } from "#server/command.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import { OwnTrials, TryOwnChecks } from "../contract.ts";
import { saidFault } from "../words.ts";
import { limitOf } from "./as-check.ts";
import { readOwnChecks } from "./read-own-checks.ts";
import { MOST_OPENINGS, tryOwnCheck } from "./try-own-check.ts";

export const tryOwn = command({
  name: "health/try",
  summary:
    "How often the own checks of own-checks.yaml would have opened in the last four weeks, and what is wrong with the file",
  input: TryOwnChecks,
  output: OwnTrials,
  async run({ check, language }, { db, home, world }) {
    const { file, checks, faults } = await readOwnChecks(world);
    const wanted = checks.filter(({ name }) => check === undefined || name === check);
    if (check !== undefined && wanted.length === 0 && faults.length === 0)
      throw new Refusal("unknown_check", `There is no ${check} in ${file}; without a name all of them are tried`, {
        status: 404,
      });
    const now = intakeOf(world).nowIn(home) / 1000;
    const items = await db.transaction(async (tx) => {
      const tried = [];
      for (const own of wanted) {
        const it = await tryOwnCheck(tx, { home, now }, own);
        const isQuiet = it.openings !== null && it.openings <= MOST_OPENINGS;
        tried.push({
          ...{ check: own.name, text: own.text, limit: limitOf(own), seconds: own.for, is_armed: own.armed ?? isQuiet },
          ...{ openings: it.openings, things: it.things, times: [...it.times], is_partial: it.isPartial },
        });
      }
      return tried;
    });
    return { file, faults: faults.map((fault) => saidFault(fault, language)), items };
  },
});
