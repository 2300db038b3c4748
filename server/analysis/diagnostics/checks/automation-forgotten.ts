import { z } from "zod";
import { check } from "../check.ts";

const LONG_SECONDS = 30 * 86_400;
const DAYS_RAN = 10;

const Forgotten = z.object({
  off_since: z.number().meta({ description: "when somebody turned it off, in seconds since the epoch" }),
  days_ran: z.int().meta({ description: "on how many of the four weeks' days before it ran" }),
});

/** An automation that somebody turned off long ago, though it was used. */
export const automationForgotten = check({
  name: "automation-forgotten",
  about: "An automation that ran regularly until somebody turned it off by hand, and that nobody turned on again",
  evidence: Forgotten,
  sustainedSeconds: 0,
  holdsBack: [
    "for thirty days",
    "unless a person turned it off, and it had run on ten days of the four weeks before",
    "where it was turned off more than once, as what belongs to a season is, or is named by another automation, script or dashboard, which may turn it on",
  ],
  isBeyond: () => false,
  look: ({ automations, configurations, things, now }) => {
    const named = new Set(configurations.flatMap(({ references }) => references.map(({ id }) => id)));
    return (automations?.turnedOff ?? []).flatMap(({ entity_id, at, daysRan, timesOff, isByHand }) => {
      if (things.get(entity_id)?.state !== "off" || named.has(entity_id)) return [];
      if (now - at < LONG_SECONDS || daysRan < DAYS_RAN || timesOff > 1 || !isByHand) return [];
      return [
        {
          subject: { kind: "automation", id: entity_id },
          severity: "info",
          evidence: { off_since: at, days_ran: daysRan },
          since: at,
        },
      ];
    });
  },
});
