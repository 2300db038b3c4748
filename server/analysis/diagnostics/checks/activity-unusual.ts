import { z } from "zod";
import { check } from "../check.ts";
import type { Thing } from "../house-now.ts";
import { hasMoved } from "../moved-together.ts";

const KINDS = ["much", "little", "odd hours"] as const;
const WORSE_BY = 1.5;

const ActivityUnusual = z.object({
  kind: z.enum(KINDS).meta({ description: "far more or less than ever, or at hours at which it never is active" }),
  times: z.int().meta({ description: "in 24 hours; little: none since then" }),
  expected: z.number().meta({ description: "in a usual day; little: in the time since then; odd hours: none" }),
});

/** Something that is active far more or less than it ever was, or when it never is. */
export const activityUnusual = check({
  name: "activity-unusual",
  about:
    "A motion sensor, door or window that was active far more or far less than ever, or at hours at which it never is",
  evidence: ActivityUnusual,
  sustainedSeconds: 0, // of a day
  holdsBack: [
    "the first four weeks of a sensor",
    "2.5 times as much as ever, silent for 2.2 times as much as ever, or four times as often at odd hours: below that it is life, but for what comes on two days, 1.7 times as much or twice as often",
    "while the home is empty for half a day or nothing of it moves for a day, a day after, and while HomeOps did not listen",
    "what four devices do at once: guests, a holiday, a new habit",
    "what is unavailable, the time in which it was, and what lost its connection this week: coming back counts as activity",
  ],
  look: (house) =>
    [...house.things.values()].flatMap((thing) => {
      for (const { kind, since, expected, seen, beyond } of house.unusual?.get(thing.key) ?? []) {
        const known = KINDS.find((one) => one === kind);
        if (known === undefined || !isThere(thing)) continue;
        if (hasMoved(thing, { kind, since, expected, seen, beyond, unit: null }, house)) continue;
        const evidence = { kind: known, times: Math.round(seen), expected: Number(expected.toPrecision(2)) };
        return [
          { subject: { kind: "entity" as const, id: thing.entity_id }, severity: "info" as const, evidence, since },
        ];
      }
      return [];
    }),
  isBeyond: (now, accepted) =>
    now.kind !== accepted.kind ||
    (now.kind === "little" ? now.expected > WORSE_BY * accepted.expected : now.times > WORSE_BY * accepted.times),
});

const isThere = ({ state, flaps }: Thing): boolean => (state === "on" || state === "off") && flaps === undefined;
