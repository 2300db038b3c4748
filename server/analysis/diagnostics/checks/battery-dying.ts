import { z } from "zod";
import { dyingBattery, LOW_PERCENT } from "../batteries-now.ts";
import { check } from "../check.ts";
import { percentOf } from "../is-said-better.ts";

const EMPTY_PERCENT = 5;
const VERY_SOON_DAYS = 5;
const DAY = 86_400;

const BatteryDying = z.object({
  percent: z.number().meta({ description: "when it was foretold" }),
  expected_on: z.string().meta({ description: "the day on which it will be empty" }),
  earliest_on: z.string(),
  latest_on: z.string().meta({ description: "in four of five cases it is between these two" }),
  now: z.number().nullable().default(null).meta({ description: "per cent, from where it is low; before, null" }),
});

/** A battery that will be empty within two weeks, by how it has fallen. */
export const batteryDying = check({
  name: "battery-dying",
  about:
    "A battery that will be empty within two weeks, by how it has fallen since it was put in; until it is replaced",
  evidence: BatteryDying,
  sustainedSeconds: 0,
  holdsBack: [
    "batteries known for less than two weeks, that fall by less than three per cent, or are charged again and again",
    "where the latest day is more than three months away: then nobody knows",
  ],
  look: (house) =>
    [...house.things.values()].flatMap((thing) => {
      const foretold = dyingBattery(thing, house);
      if (!foretold) return [];
      const percent = percentOf(thing) ?? 100;
      const { expected_on, earliest_on, latest_on, basis } = foretold;
      const isVerySoon = (Date.parse(expected_on) / 1000 - house.now) / DAY <= VERY_SOON_DAYS;
      return [
        {
          subject: { kind: "entity", id: thing.entity_id },
          severity: percent <= EMPTY_PERCENT ? "error" : isVerySoon || percent <= LOW_PERCENT ? "warning" : "info",
          evidence: {
            ...{ percent: basis.percent, expected_on, earliest_on, latest_on },
            now: percent <= LOW_PERCENT ? Math.round(percent) : null,
          },
        },
      ];
    }),
});
