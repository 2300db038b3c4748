import type { z } from "zod";
import { command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { type BucketRow, bucketsOf, keepChoice } from "#server/store/ledger/predictions/device-queries.ts";
import { noteForetold, scoresOf } from "#server/store/ledger/predictions/queries.ts";
import { DetectorPage, DetectorShown, ListDetectors, UseDetector } from "./contract.ts";
import { detectors } from "./detectors.ts";
import { LEAST_SCORED } from "./list-predictions.ts";
import { FAILS, usedVersion } from "./used.ts";

type Shown = z.infer<typeof DetectorShown>;

const SAID_TENTHS = 3;
const CURVES_1 = {
  ...{ name: "battery-empty", version: "curves 1", since: "2026-11-21" },
  about: "No longer run: thirteen curves of cells, each weighed by how well it fits",
};
const CURVES = {
  ...{ name: "battery-empty", version: "curves 2", since: "2026-11-27" },
  about:
    "Curves of cells and of those that lived here before, each weighed by how well it fits; a hit names the span in which the battery was empty",
};

export const listDetectors = command({
  name: "health/detectors",
  summary: "What foretells in this home, in which versions, which of them is used, and how good each was here",
  input: ListDetectors,
  output: DetectorPage,
  run: (_, { db, home }) =>
    db.transaction(async (tx) => {
      const used = await usedVersion(tx, home);
      const buckets = await bucketsOf(tx, home);
      const failing = detectors.map(({ version, since, about }): Shown => {
        const own = buckets.filter(({ detector }) => detector === version);
        return { name: FAILS, version, since, about, is_used: version === used, ...figuresOf(own) };
      });
      const scores = await scoresOf(tx, home, CURVES.name);
      const batteries = [CURVES_1, CURVES].map((one): Shown => {
        const { scored = 0, within = 0 } = scores.find(({ detector }) => detector === one.version) ?? {};
        const precision = scored < LEAST_SCORED ? null : within / scored;
        const told = { predictions: scored, hits: within, misses: scored - within, precision, brier: null };
        return { ...one, is_used: one === CURVES, ...told };
      });
      return { items: [...failing, ...batteries], cursor: null };
    }),
});

export const useDetector = command({
  name: "health/use_detector",
  summary: "Shows what another version of a detector foretells, from now on and of what it has said already",
  access: "write",
  input: UseDetector,
  output: DetectorShown,
  async run({ name, version }, call) {
    const { world, home } = call;
    const { items } = await listDetectors.run({}, call);
    const wanted = items.find((one) => one.name === name && one.version === version);
    if (!wanted)
      throw new Refusal("unknown_detector", `There is no ${name} ${version}; health/detectors lists them`, {
        status: 404,
      });
    if (version === CURVES_1.version)
      throw new Refusal("retired_detector", `${CURVES_1.version} is no longer run; ${CURVES.version} took its place`, {
        status: 409,
      });
    await keepChoice(world.db, home, { name, version, at: instantOf(world.clock.now()) });
    await noteForetold(world.db, home);
    return { ...wanted, is_used: true };
  },
});

function figuresOf(buckets: readonly BucketRow[]) {
  const sum = (rows: readonly BucketRow[], of: "scored" | "came" | "squares") =>
    rows.reduce((total, row) => total + row[of], 0);
  const said = buckets.filter(({ bucket }) => bucket >= SAID_TENTHS);
  const [predictions, hits, count] = [sum(buckets, "scored"), sum(said, "came"), sum(said, "scored")];
  return {
    ...{ predictions, hits, misses: count - hits },
    precision: count < LEAST_SCORED ? null : hits / count,
    brier: predictions < LEAST_SCORED ? null : sum(buckets, "squares") / predictions,
  };
}
