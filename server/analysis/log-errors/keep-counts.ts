import type { Queries } from "#db/database.ts";
import { instantOf, startOfHour, toMicroseconds } from "#server/instant.ts";
import { expireLogHours, lastLogHour, replaceLogHours } from "#server/store/ledger/log-hours/queries.ts";
import { logLine } from "#server/store/memory/log-line.ts";
import { logEventsIn } from "#server/store/memory/log-queries.ts";
import { countErrors } from "./count-errors.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So far back it is seen how often a line had come. */
const LOOK_BACK_MS = DAY_MS;
const FIRST_MS = 28 * DAY_MS;
const KEPT_MS = 60 * DAY_MS;
/** A day of fifty lines that come each minute is 72,000; of what is more, the latest are counted. */
const MOST = 80_000;

/** Counts the hours since it last did, the last one again; `now` in milliseconds since the epoch, by the home's clock. */
export async function keepCounts(tx: Queries, home: number, now: number): Promise<void> {
  const last = await lastLogHour(tx, home);
  const from = last ? toMicroseconds(last) / 1000 : now - FIRST_MS;
  if (!last && !(await isLogged(tx, home, { from, now }))) return;
  for (let begin = from; begin <= now; begin += DAY_MS) {
    const span = { home, from: startOfHour(instantOf(begin)), to: instantOf(Math.min(begin + DAY_MS, now + HOUR_MS)) };
    const events = await logEventsIn(tx, { ...span, from: instantOf(begin - LOOK_BACK_MS), limit: MOST });
    const lines = events.reverse().flatMap((event) => logLine(event) ?? []);
    await replaceLogHours(tx, { ...span, to: hourAfter(span.to) }, countErrors(lines, span.from));
  }
  await expireLogHours(tx, home, instantOf(now - KEPT_MS));
}

const hourAfter = (at: string): string => startOfHour(instantOf(toMicroseconds(at) / 1000 + HOUR_MS));

async function isLogged(tx: Queries, home: number, { from, now }: { from: number; now: number }): Promise<boolean> {
  const [any] = await logEventsIn(tx, { home, from: instantOf(from), to: instantOf(now + HOUR_MS), limit: 1 });
  return any !== undefined;
}
