import { z } from "zod";
import { check } from "../check.ts";

const LEAST_DAYS = 30;
const DAY = 86_400;
const MOST_TOLD = 10;

const UpdatesWaiting = z.object({
  count: z.int(),
  updates: z
    .array(z.object({ name: z.string(), installed: z.string(), latest: z.string(), since: z.string() }))
    .meta({ description: "those that have waited longest, with the day since which there is a newer version" }),
});

/** Updates that nobody has installed or skipped for more than a month, told as one. */
export const updatesWaiting = check({
  name: "updates-waiting",
  about: "Updates that have been offered for more than a month, and were neither installed nor skipped",
  evidence: UpdatesWaiting,
  sustainedSeconds: 0,
  holdsBack: [
    "a month",
    "versions that somebody skipped, and what is being installed",
    "where the memory does not reach back a month",
  ],
  look({ system: { waiting }, now }) {
    const long = waiting
      .filter(({ since }) => now - since >= LEAST_DAYS * DAY)
      .sort((one, other) => one.since - other.since);
    const [first] = long;
    if (!first) return [];
    return [
      {
        subject: { kind: "home", id: "" },
        severity: "info",
        evidence: {
          count: long.length,
          updates: long.slice(0, MOST_TOLD).map(({ name, installed, latest, since }) => ({
            ...{ name: short(name), installed: short(installed), latest: short(latest) },
            since: new Date(since * 1000).toISOString().slice(0, 10),
          })),
        },
        since: first.since + LEAST_DAYS * DAY,
        mentions: long.map(({ entity_id }) => entity_id),
      },
    ];
  },
  isBeyond: (now, accepted) => now.count > accepted.count,
});

/** What a device tells of itself. */
const short = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .slice(0, 80)
    .toWellFormed();
