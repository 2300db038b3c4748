import { z } from "zod";
import { check } from "../check.ts";

const LEAST_DAYS = 2;
const LEAST_SHARE = 0.2;
/** Every four seconds. */
const LEAST_STATES_A_DAY = 21_600;
const MOST_TOLD = 3;
const WORSE_BY_SHARE = 0.1;

const RecorderGrowing = z.object({
  worst: z.array(
    z.object({
      entity_id: z.string(),
      percent: z.int().meta({ description: "of all states that the home writes" }),
      states_a_day: z.int().meta({ description: "rounded to hundreds" }),
    }),
  ),
  days: z.int().meta({ description: "that were counted" }),
});

/** Entities that write so often that they make a good part of every database that records this home. */
export const recorderGrowing = check({
  name: "recorder-growing",
  about: "Single entities that write a fifth or more of all that the home records, every four seconds or more often",
  evidence: RecorderGrowing,
  sustainedSeconds: 0,
  holdsBack: ["less than two whole days", "entities that write less than 21,600 times a day or a fifth of everything"],
  look({ system: { heavy } }) {
    const worst = heavy.filter(
      ({ share, statesADay, days }) => days >= LEAST_DAYS && share >= LEAST_SHARE && statesADay >= LEAST_STATES_A_DAY,
    );
    if (worst.length === 0) return [];
    return [
      {
        subject: { kind: "home", id: "" },
        severity: "info",
        evidence: {
          worst: worst.slice(0, MOST_TOLD).map(({ entity_id, share, statesADay }) => ({
            entity_id,
            percent: Math.round(share * 100),
            states_a_day: Math.round(statesADay / 100) * 100,
          })),
          days: Math.max(...worst.map(({ days }) => days)),
        },
        mentions: worst.slice(0, MOST_TOLD).map(({ entity_id }) => entity_id),
      },
    ];
  },
  isBeyond: (now, accepted) => {
    const share = (evidence: z.output<typeof RecorderGrowing>) =>
      evidence.worst.reduce((sum, { percent }) => sum + percent, 0) / 100;
    return share(now) >= share(accepted) + WORSE_BY_SHARE;
  },
});
