import { z } from "zod";
import { check } from "../check.ts";
import type { Thing } from "../house-now.ts";
import { isRecharged } from "../is-recharged.ts";
import { isSaidBetter, percentOf } from "../is-said-better.ts";

const LOW_PERCENT = 15;
const EMPTY_PERCENT = 5;
/** A battery that was called no problem is one again when it has lost so much more. */
const WORSE_BY_PERCENT = 5;
const BatteryLow = z.object({
  percent: z.number().nullable().meta({ description: "null: the device only says that it is low" }),
  threshold: z.number().meta({ description: "per cent" }),
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
    "devices that tell their voltage alone: how low is low depends on a cell that nobody names",
    "what Battery Notes says once more",
  ],
  look: (house) =>
    [...house.things.values()].flatMap((thing) => {
      if (thing.device_class !== "battery" || isRecharged(thing, house)) return [];
      const percent = percentOf(thing);
      const isLow = percent === undefined ? saysLow(thing) : percent <= LOW_PERCENT;
      if (!isLow || isSaidBetter(thing, house)) return [];
      return [
        {
          subject: { kind: "entity", id: thing.entity_id },
          severity: percent !== undefined && percent <= EMPTY_PERCENT ? "error" : "warning",
          evidence: { percent: percent === undefined ? null : Math.round(percent), threshold: LOW_PERCENT },
          since: thing.since,
        },
      ];
    }),
  isBeyond: (now, accepted) =>
    now.percent !== null && accepted.percent !== null && now.percent <= accepted.percent - WORSE_BY_PERCENT,
});

/** Source: homeassistant/components/binary_sensor, device class battery: on means low. */
const saysLow = ({ domain, state }: Thing): boolean => domain === "binary_sensor" && state === "on";
