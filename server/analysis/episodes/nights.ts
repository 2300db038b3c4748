import type { Queries } from "#db/database.ts";
import { domainOf } from "#server/domain-of.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Found, Stretch } from "./found.ts";
import { activityOf, habitsKept, keepHabit, type Thing } from "./queries.ts";
import { AROUND, middleOfTheNight, nightsOver, sleepAround } from "./quiet-nights.ts";

const DAY = 86_400_000_000; // microseconds
const LEARNS_FROM = 14 * DAY;
const SENSED = ["motion", "occupancy", "presence", "door", "opening"];

/** What people set off: where they move, what they switch. */
const isStirredByPeople = ({ entity_id, device_class }: Thing): boolean => {
  const domain = domainOf(entity_id);
  if (domain === "binary_sensor") return SENSED.includes(device_class ?? "");
  return ["light", "media_player", "lock"].includes(domain);
};

type Making = { home: number; timeZone: string; stretch: Stretch };

/** The sleep of the home in each night that is over within the stretch, by its own rhythm of the weeks before. */
export async function nights(
  tx: Queries,
  things: readonly Thing[],
  making: Making,
): Promise<{ found: Found[]; stretch: Stretch }[]> {
  const keys = things.filter(isStirredByPeople).map(({ id }) => id);
  if (keys.length === 0) return [];
  const { home, timeZone, stretch } = making;
  const hour = await middleOf(tx, keys, making);
  if (hour === undefined) return [];
  const looked: { found: Found[]; stretch: Stretch }[] = [];
  for (const middle of nightsOver(stretch, hour, timeZone)) {
    const night = { from: middle - AROUND, to: middle + AROUND };
    const sleep = sleepAround(middle, await activityIn(tx, keys, { home, stretch: night }));
    const found: Found[] = sleep ? [{ entity: 0, kind: "quiet", ...sleep, isCarried: false, isOngoing: false }] : [];
    looked.push({ found, stretch: night });
  }
  return looked;
}

async function activityIn(tx: Queries, keys: readonly number[], { home, stretch }: Pick<Making, "home" | "stretch">) {
  const span = { home, keys, from: fromMicroseconds(stretch.from), to: fromMicroseconds(stretch.to) };
  return (await activityOf(tx, span)).map(({ at }) => toMicroseconds(at));
}

/** Learned once a day. */
async function middleOf(tx: Queries, keys: readonly number[], { home, timeZone, stretch }: Making) {
  const [row] = await habitsKept(tx, home, "night");
  const before = row?.habit as { hour: number } | null | undefined;
  if (row && before && Math.abs(stretch.to - toMicroseconds(row.learned_at)) < DAY) return before.hour;
  const activity = await activityIn(tx, keys, { home, stretch: { from: stretch.to - LEARNS_FROM, to: stretch.to } });
  const hour = middleOfTheNight(activity, timeZone);
  const habit = hour === undefined ? undefined : { hour };
  await keepHabit(tx, home, { entity: 0, kind: "night", habit, at: fromMicroseconds(stretch.to) });
  return hour ?? before?.hour;
}
