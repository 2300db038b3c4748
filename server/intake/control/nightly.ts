import { instantOf } from "#server/instant.ts";
import { letGo } from "#server/store/memory/retention/let-go.ts";
import { everyHomeId, latestNight } from "#server/store/memory/retention/queries.ts";
import { sealDays } from "#server/store/memory/sealed/seal-days.ts";
import type { World } from "#server/world.ts";

const HOUR_MS = 3_600_000;
const QUIET = { from: 3, to: 5 }; // o'clock in the home
/** A machine that sleeps by night does it by day. */
const LONGEST_MS = 36 * HOUR_MS;

/** What goes, goes at a quiet time of the home, once a night; then what stays of the days before the last two is sealed. */
export function nightly(world: World, signal: AbortSignal): () => Promise<void> {
  const startedAt = world.clock.now();
  return async () => {
    if (!(await isDue(world, startedAt))) return;
    await letGo({ ...world, signal, archive: world.options.archive });
    if (world.options.seals) await sealDays({ ...world, signal });
  };
}

/** Several homes of one server share their days; the first one's night is everybody's. */
async function isDue({ db, clock }: World, startedAt: number): Promise<boolean> {
  const [first] = await everyHomeId(db);
  if (!first) return false;
  const last = (await latestNight(db))?.ended_at;
  const since = clock.now() - (last ? Date.parse(last) : startedAt);
  if (since > LONGEST_MS) return true;
  const hour = hourIn(first.time_zone, clock.now());
  return hour >= QUIET.from && hour < QUIET.to && (!last || since > 12 * HOUR_MS);
}

export const hourIn = (timeZone: string, now: number): number =>
  Number(
    new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" }).format(Date.parse(instantOf(now))),
  );
