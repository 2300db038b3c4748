import type { Queries } from "#db/database.ts";
import { toMicroseconds } from "#server/instant.ts";
import type { ChartPoint, Resolution } from "../contract.ts";
import { HOUR } from "../five-minutes.ts";
import { dayPoints, fiveMinutePoints, hourPoints, type Line } from "./buckets.ts";
import { hoursOf } from "./queries.ts";
import { rawPoints } from "./raw.ts";

/** Hours; what is longer has more numbers than a chart, or few enough for hours to show. */
const LONGEST_RAW = 14 * 24;

type Wanted = { home: number; entity: number | null; points: number };

/** The finest resolution of which no more than `points` fit into the span; days where nothing does. */
export async function finest(db: Queries, line: Line, { home, entity, points }: Wanted) {
  const hours = (toMicroseconds(line.to) - toMicroseconds(line.from)) / HOUR;
  const stored = line.id === null || hours > LONGEST_RAW ? [] : await hoursOf(db, line.id, line);
  const isFine = hours <= LONGEST_RAW && stored.every(({ source }) => source === "e");
  if (isFine && entity !== null) {
    const raw = await rawPoints(db, { ...line, home, entity, points, stored });
    if (raw) return drawn("raw", raw);
  }
  if (isFine && hours * 12 <= points) return drawn("5 minutes", await fiveMinutePoints(db, line));
  return hours <= points ? drawn("hour", await hourPoints(db, line)) : drawn("day", await dayPoints(db, line));
}

const drawn = (resolution: Resolution, points: ChartPoint[]) => ({ resolution, points });
