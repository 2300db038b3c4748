import { z } from "zod";
import { check } from "../check.ts";
import { isRecharged } from "../is-recharged.ts";
import { isSaidBetter } from "../is-said-better.ts";

const SOON_DAYS = 14;
const VERY_SOON_DAYS = 5;
const DAY = 86_400;

const BatteryDying = z.object({
  percent: z.number().meta({ description: "when it was foretold" }),
  expected_on: z.string().meta({ description: "the day on which it will be empty" }),
  earliest_on: z.string(),
  latest_on: z.string().meta({ description: "in four of five cases it is between these two" }),
});

/** A battery that will be empty within two weeks, by how it has fallen. */
export const batteryDying = check({
  name: "battery-dying",
  about: "A battery that will be empty within two weeks, by how it has fallen since it was put in",
  evidence: BatteryDying,
  sustainedSeconds: 0,
  holdsBack: [
    "batteries known for less than two weeks, that fall by less than three per cent, or are charged again and again",
    "what is low already: that is said by another check",
    "where the latest day is more than three months away: then nobody knows",
  ],
  look: (house) =>
    [...house.things.values()].flatMap((thing) => {
      const { foretold, state, entity_id } = thing;
      if (!foretold || isRecharged(thing, house) || isSaidBetter(thing, house) || !(Number(state) > 15)) return [];
      const days = (Date.parse(foretold.expected_on) / 1000 - house.now) / DAY;
      const latest = (Date.parse(foretold.latest_on) / 1000 - house.now) / DAY;
      if (days > SOON_DAYS || latest > 90) return [];
      const { expected_on, earliest_on, latest_on, basis } = foretold;
      return [
        {
          subject: { kind: "entity", id: entity_id },
          severity: days <= VERY_SOON_DAYS ? "warning" : "info",
          evidence: { percent: basis.percent, expected_on, earliest_on, latest_on },
        },
      ];
    }),
});
