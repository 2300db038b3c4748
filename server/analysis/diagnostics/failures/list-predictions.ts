import type { z } from "zod";
import { type Call, command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import { followPage } from "#server/follow-page.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { lawOf } from "#server/law.ts";
import {
  type BucketRow,
  bucketsOf,
  standingDevicePredictions,
} from "#server/store/ledger/predictions/device-queries.ts";
import { ListPredictions, PredictionPage } from "./contract.ts";
import { HORIZON_DAYS } from "./hazard.ts";
import { devicesShown } from "./queries.ts";
import { inWords } from "./reasons.ts";
import { usedVersion } from "./used.ts";

/** Fewer make no share. */
export const LEAST_SCORED = 30;
const SAID_TENTHS = 3;

export const listPredictions = command({
  name: "health/predictions",
  summary: "Which devices will fail within two weeks, the likeliest first, why, and how good that was foretold so far",
  input: ListPredictions,
  output: PredictionPage,
  run: predictionsPage,
});

export const predictionsFeed = feed({
  name: "health/predictions",
  summary: "Which devices will fail, whenever something else is foretold or known of what came",
  input: ListPredictions,
  item: PredictionPage,
  open: (wanted, call, send) =>
    followPage(
      {
        name: "the live predictions",
        channels: ["foretold"],
        again: { minutes: 5 },
        read: () => predictionsPage(wanted, call),
      },
      call,
      send,
    ),
});

/** As the asker may see them. */
export function predictionsPage(
  { language, limit }: z.output<typeof ListPredictions>,
  { db, home, world, asker }: Pick<Call, "db" | "home" | "world" | "asker">,
) {
  return db.transaction(async (tx) => {
    const today = instantOf(shownNow(world, home)).slice(0, 10);
    const version = await usedVersion(tx, home);
    const buckets = (await bucketsOf(tx, home)).filter(({ detector }) => detector === version);
    const { hidden } = await lawOf(tx, asker);
    const devices = new Map((await devicesShown(tx, home)).map((row) => [row.device_id, row]));
    const items = (await standingDevicePredictions(tx, home, today))
      .filter(({ detector, basis }) => detector === version && basis.reasons.length > 0)
      .sort((one, other) => other.chance - one.chance)
      .flatMap(({ device_id, made_on, latest_on, chance, basis }) => {
        const device = devices.get(device_id);
        if (!device || device.entity_ids.some((id) => hidden.has(id))) return [];
        const { name, area } = device;
        const reasons = inWords(basis.reasons, language);
        return [{ device_id, name, area, reasons, made_on, until: latest_on, probability: shareOf(buckets, chance) }];
      })
      .slice(0, limit)
      .map((item, i) => ({ rank: i + 1, ...item }));
    return { items, horizon_days: HORIZON_DAYS, detector: version, score: scoreOf(buckets), cursor: null };
  });
}

function shareOf(buckets: readonly BucketRow[], chance: number): number | null {
  const its = buckets.find(({ bucket }) => bucket === Math.min(9, Math.floor(chance * 10)));
  return its && its.scored >= LEAST_SCORED ? its.came / its.scored : null;
}

function scoreOf(buckets: readonly BucketRow[]) {
  const said = buckets.filter(({ bucket }) => bucket >= SAID_TENTHS);
  const sum = (rows: readonly BucketRow[], of: "scored" | "came") => rows.reduce((total, row) => total + row[of], 0);
  const count = sum(said, "scored");
  const hit_rate = count < LEAST_SCORED ? null : sum(said, "came") / count;
  return { scored: sum(buckets, "scored"), said: count, hit_rate };
}
