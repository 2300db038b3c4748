import { z } from "zod";
import { dyingBattery, LOW_PERCENT, lowBattery } from "../batteries-now.ts";
import { check } from "../check.ts";

const EMPTY_PERCENT = 5;
/** A battery that was called no problem is one again when it has lost so much more. */
const WORSE_BY_PERCENT = 5;
const BatteryLow = z.object({
  percent: z
    .number()
    .nullable()
    .meta({ description: "null: the device only says that it is low, or tells its voltage" }),
  threshold: z.number().meta({ description: "per cent" }),
  volts: z
    .number()
    .nullable()
    .default(null)
    .meta({ description: "where it tells nothing else, and its cell is named" }),
  is_last: z.boolean().default(false).meta({ description: "whether its device is silent, and this was told last" }),
});

/** A battery that somebody has to replace soon. */
export const batteryLow = check({
  name: "battery-low",
  about: "A battery at fifteen per cent or less, or a device that says that its battery is low",
  evidence: BatteryLow,
  sustainedSeconds: 3_600, // a cold night's dip and a wrong report after a restart are over by then
  holdsBack: [
    "phones, cars, vacuum cleaners and what else is charged all the time",
    "a reading of less than an hour",
    "devices that tell their voltage alone, unless their cell is named as a lithium one (2.4 V) or a single alkaline one (1.0 V): 2.4 V is the end of a coin cell and the best day of two rechargeable ones",
    "what Battery Notes says once more",
    "a battery that was foretold to be empty soon: then it is an effect of that finding, which becomes more severe",
    "a device that fell silent after somebody called its battery mended, or Battery Notes was told that it was replaced",
  ],
  look: (house) =>
    [...house.things.values()].flatMap((thing) => {
      const low = lowBattery(thing, house);
      if (!low) return [];
      const { percent, volts, isLast, since } = low;
      const subject = { kind: "entity", id: thing.entity_id } as const;
      return [
        {
          subject,
          severity: percent !== null && percent <= EMPTY_PERCENT ? "error" : "warning",
          evidence: {
            percent: percent === null ? null : Math.round(percent),
            threshold: LOW_PERCENT,
            volts: volts === null ? null : Math.round(volts * 100) / 100,
            is_last: isLast,
          },
          since,
          ...(dyingBattery(thing, house) && { cause: { check: "battery-dying", subject } }),
        },
      ];
    }),
  isBeyond: (now, accepted) =>
    now.percent !== null && accepted.percent !== null && now.percent <= accepted.percent - WORSE_BY_PERCENT,
});
