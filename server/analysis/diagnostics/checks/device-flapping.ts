import { z } from "zod";
import { check } from "../check.ts";
import { comesAndGoes } from "../comes-and-goes.ts";
import type { Device, HouseNow } from "../house-now.ts";
import { weakLinkOf } from "../links/weak-link-of.ts";

/** Fewer in a day are a restart of something, an update, or a bad afternoon. */
const LEAST_TODAY = 6;
/** So many times more than is usual for it. */
const TIMES_USUAL = 3;
/** So much of its past must be known, in days. */
const LEAST_DAYS = 3;
/** Twice a day on most days of a week is no accident, where its neighbours hold. */
const LEAST_WEEK = 14;
const LEAST_DAYS_OF_WEEK = 5;
const LEAST_NEIGHBOURS = 2;
const TIMES_NEIGHBOURS = 5;

const DeviceFlapping = z.object({
  times_today: z.int().meta({ description: "how often it went out of reach in 24 hours" }),
  times_week: z.int().meta({ description: "the same in seven days" }),
  usual_a_day: z.number().meta({ description: "the same in the fortnight before today" }),
  neighbours_week: z.number().nullable().meta({
    description: "as often did half of its integration's other devices at most, where that is what it is held against",
  }),
});

type Flaps = { today: number; week: number; days_of_week: number; before: number; days: number };

/** A device that loses its connection again and again: more than is usual for it, or all the time while its neighbours hold. */
export const deviceFlapping = check({
  name: "device-flapping",
  about:
    "A device that goes out of reach many times a day: far more than it is used to, or far more than its neighbours do",
  evidence: DeviceFlapping,
  sustainedSeconds: 0,
  holdsBack: [
    "fewer than six times in a day, or three times what was usual in the fortnight before",
    "of one that always does: fewer than fourteen times in a week on fewer than five days, or five times what half of its integration's other devices do",
    "devices known for less than three days",
    "players, phones, printers and the like",
    "what everything of its integration does at once: that is the integration's trouble",
  ],
  look: (house) =>
    [...house.devices.values()].flatMap((device) => {
      const flaps = flapsOf(device);
      if (!flaps || flaps.days < LEAST_DAYS || comesAndGoes(device)) return [];
      const neighbours = neighboursWeek(device, house);
      const isMore = flaps.today >= LEAST_TODAY && flaps.today >= TIMES_USUAL * usualOf(flaps);
      const isOften = flaps.week >= LEAST_WEEK && flaps.days_of_week >= LEAST_DAYS_OF_WEEK;
      const isAlone = neighbours !== undefined && flaps.week >= TIMES_NEIGHBOURS * neighbours;
      const isAmongMany = neighbours !== undefined && flaps.today <= neighbours;
      if (isAmongMany || !(isMore || (isOften && isAlone))) return [];
      return [
        {
          subject: { kind: "device", id: device.device_id },
          severity: "warning",
          evidence: {
            times_today: flaps.today,
            times_week: flaps.week,
            usual_a_day: Math.round(usualOf(flaps) * 10) / 10,
            neighbours_week: isMore ? null : (neighbours ?? null),
          },
          mentions: device.things.map(({ entity_id }) => entity_id),
          cause: weakLinkOf(device, house),
        },
      ];
    }),
});

const usualOf = ({ before, days }: Flaps): number => (days > 0 ? before / days : 0);

/** Of that of its entities which went most often. */
const flapsOf = ({ things }: Device): Flaps | undefined =>
  [...things].sort((one, other) => (other.flaps?.week ?? 0) - (one.flaps?.week ?? 0))[0]?.flaps;

/** How often half of the other devices of its integration went at most; undefined where there are too few. */
function neighboursWeek({ device_id, entry_id }: Device, { devices }: HouseNow): number | undefined {
  const others = [...devices.values()].filter(
    (other) =>
      entry_id !== null && other.entry_id === entry_id && other.device_id !== device_id && other.things.length > 0,
  );
  if (others.length < LEAST_NEIGHBOURS) return undefined;
  const weeks = others.map((other) => flapsOf(other)?.week ?? 0).sort((one, other) => one - other);
  return weeks[Math.floor(weeks.length / 2)];
}
