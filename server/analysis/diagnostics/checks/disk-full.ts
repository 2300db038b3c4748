import { z } from "zod";
import { check, type Sighting } from "../check.ts";
import { type LevelDays, measureOf } from "../house/disks.ts";
import { fillsUp } from "../house/fills-up.ts";
import type { HouseNow } from "../house-now.ts";

const FULL_PERCENT = 92;
const VERY_FULL_PERCENT = 97;
const SOON_DAYS = 45;
const VERY_SOON_DAYS = 10;
const DAY = 86_400;
const WORSE_BY_PERCENT = 3;

const DiskFull = z.object({
  percent: z.int().meta({ description: "that is used" }),
  percent_a_week: z.number().nullable().meta({ description: "by which it grows; null where there is no trend" }),
  expected_on: z
    .string()
    .nullable()
    .meta({ description: "the day on which it will be full; null where there is no trend" }),
  earliest_on: z.string().nullable(),
  latest_on: z.string().nullable().meta({ description: "in four of five cases it is between these two" }),
});

/** A disk that is nearly full, or that will be by how it has grown. */
export const diskFull = check({
  name: "disk-full",
  about: "A disk of the home's machines that is nearly full, or will be within weeks by how steadily it has grown",
  evidence: DiskFull,
  sustainedSeconds: 3_600,
  holdsBack: [
    "disks that are known by no sensor of the system monitor, the Supervisor, Glances or a NAS",
    "a trend of less than two weeks, of less than three per cent, or one that does not rise on nine of ten pairs of days",
    "an hour, in which a backup may have come and gone",
  ],
  look: (house) =>
    house.system.disks.flatMap((disk) => {
      const thing = house.things.get(disk.entity_id);
      const percent = Number(thing?.state);
      if (!thing || measureOf(thing) !== "disk" || !(percent > 0 && percent <= 100)) return [];
      return sighted(disk, percent, house);
    }),
  isBeyond: (now, accepted) => now.percent >= accepted.percent + WORSE_BY_PERCENT,
});

function sighted({ entity_id, days }: LevelDays, percent: number, { now }: HouseNow): Sighting[] {
  const filling = fillsUp(days);
  const isSoon = filling !== undefined && filling.days <= SOON_DAYS;
  if (percent < FULL_PERCENT && !isSoon) return [];
  const dayIn = (ahead: number) => new Date((now + ahead * DAY) * 1000).toISOString().slice(0, 10);
  const isUrgent = percent >= VERY_FULL_PERCENT || (isSoon && filling.days <= VERY_SOON_DAYS);
  return [
    {
      subject: { kind: "entity", id: entity_id },
      severity: percent >= VERY_FULL_PERCENT ? "error" : isUrgent || percent >= FULL_PERCENT ? "warning" : "info",
      evidence: {
        percent: Math.floor(percent),
        percent_a_week: isSoon ? Math.round(filling.percentADay * 70) / 10 : null,
        expected_on: isSoon ? dayIn(filling.days) : null,
        earliest_on: isSoon ? dayIn(filling.earliestDays) : null,
        latest_on: isSoon ? dayIn(Math.min(filling.latestDays, 730)) : null,
      },
    },
  ];
}
