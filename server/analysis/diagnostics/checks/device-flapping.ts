import { z } from "zod";
import { check } from "../check.ts";
import type { Device, Thing } from "../house-now.ts";

/** Fewer in a day are a restart of something, an update, or a bad afternoon. */
const LEAST_TODAY = 6;
/** So many times more than is usual for it. */
const TIMES_USUAL = 3;
/** So much of its past must be known, in days. */
const LEAST_DAYS = 3;

const DeviceFlapping = z.object({
  times_today: z.int().meta({ description: "how often it went out of reach in 24 hours" }),
  usual_a_day: z.number().meta({ description: "the same in the fortnight before" }),
});

/** A device that loses its connection again and again: more than is usual for it. */
export const deviceFlapping = check({
  name: "device-flapping",
  about: "A device that went out of reach many times within a day, far more than it is used to",
  evidence: DeviceFlapping,
  sustainedSeconds: 0,
  holdsBack: [
    "fewer than six times in a day",
    "three times what was usual in the fortnight before",
    "devices known for less than three days",
  ],
  look: ({ devices }) =>
    [...devices.values()].flatMap((device) => {
      const worst = worstOf(device);
      if (!worst?.flaps) return [];
      const { today, before, days } = worst.flaps;
      const usual = days > 0 ? before / days : 0;
      if (days < LEAST_DAYS || today < LEAST_TODAY || today < TIMES_USUAL * usual) return [];
      return [
        {
          subject: { kind: "device", id: device.device_id },
          severity: "warning",
          evidence: { times_today: today, usual_a_day: Math.round(usual * 10) / 10 },
          mentions: device.things.map(({ entity_id }) => entity_id),
        },
      ];
    }),
});

const worstOf = ({ things }: Device): Thing | undefined =>
  [...things].sort((one, other) => (other.flaps?.today ?? 0) - (one.flaps?.today ?? 0))[0];
