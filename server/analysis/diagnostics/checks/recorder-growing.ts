import { z } from "zod";
import { check } from "../check.ts";
import { steadyGrowth } from "../house/steady-growth.ts";
import type { SystemNow } from "../house/system.ts";

const LEAST_DAYS = 2;
const LEAST_SHARE = 0.2;
/** Every four seconds. */
const LEAST_STATES_A_DAY = 21_600;
const MOST_TOLD = 3;
const WORSE_BY_SHARE = 0.1;
/** A database of a few hundred megabytes fits everywhere. */
const LEAST_GIGABYTES = 2;
/** By half within four weeks; one that keeps as many days as it wants to does not grow any more. */
const LEAST_GROWTH = 0.5;
const MONTH_DAYS = 28;

const RecorderGrowing = z.object({
  worst: z.array(
    z.object({
      entity_id: z.string(),
      percent: z.int().meta({ description: "of all states that the home writes" }),
      states_a_day: z.int().meta({ description: "rounded to hundreds" }),
    }),
  ),
  days: z.int().meta({ description: "that were counted" }),
  database: z
    .object({ entity_id: z.string(), gigabytes: z.number(), gigabytes_a_month: z.number() })
    .nullable()
    .meta({ description: "where a sensor tells that it grows by half in four weeks; null: nothing tells so" }),
});

/** Entities that write so often that they make a good part of every database that records this home. */
export const recorderGrowing = check({
  name: "recorder-growing",
  about:
    "Single entities that write a fifth or more of all that the home records, or a database of the recorder that goes on growing",
  evidence: RecorderGrowing,
  sustainedSeconds: 0,
  holdsBack: [
    "less than two whole days",
    "entities that write less than 21,600 times a day or a fifth of everything",
    "a database of less than two gigabytes, or that does not grow by half within four weeks without a break",
  ],
  look({ system }) {
    const database = growingDatabase(system);
    const worst = system.heavy.filter(
      ({ share, statesADay, days }) => days >= LEAST_DAYS && share >= LEAST_SHARE && statesADay >= LEAST_STATES_A_DAY,
    );
    if (worst.length === 0 && !database) return [];
    const told = (worst.length > 0 ? worst : system.heavy).slice(0, MOST_TOLD);
    return [
      {
        subject: { kind: "home", id: "" },
        severity: "info",
        evidence: {
          worst: told.map(({ entity_id, share, statesADay }) => ({
            entity_id,
            percent: Math.round(share * 100),
            states_a_day: Math.round(statesADay / 100) * 100,
          })),
          days: Math.max(0, ...told.map(({ days }) => days)),
          database,
        },
        mentions: told.map(({ entity_id }) => entity_id),
      },
    ];
  },
  isBeyond: (now, accepted) => {
    const share = (evidence: z.output<typeof RecorderGrowing>) =>
      evidence.worst.reduce((sum, { percent }) => sum + percent, 0) / 100;
    return share(now) >= share(accepted) + WORSE_BY_SHARE;
  },
});

function growingDatabase({ databases }: SystemNow) {
  for (const { entity_id, days } of databases) {
    const [growth, gigabytes = 0] = [steadyGrowth(days), days.at(-1)?.value];
    const month = (growth?.middle ?? 0) * MONTH_DAYS;
    if (gigabytes < LEAST_GIGABYTES || month < LEAST_GROWTH * Math.max(0, gigabytes - month)) continue;
    return { entity_id, gigabytes: tenths(gigabytes), gigabytes_a_month: tenths(month) };
  }
  return null;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
