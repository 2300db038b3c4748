import { instantOf } from "#server/instant.ts";
import { dayBefore } from "#server/store/memory/retention/day-plan.ts";
import { goingOf, type LetGoParts, letGoOfDay, todayOf } from "#server/store/memory/retention/let-go.ts";
import { beginLetGo, daysThere, noteLetGo } from "#server/store/memory/retention/queries.ts";
import { everyRule } from "#server/store/memory/retention/rules.ts";
import { keepCappedBefore } from "#server/store/memory/retention/size-queries.ts";
import { tallyDay } from "#server/store/memory/retention/tally.ts";

const NEAR = 0.95;
/** Down to here, so that not every look finds it near again. */
const ENOUGH = 0.9;

export type CapState = "ok" | "near" | "full";

export const capState = (bytes: number, capBytes: number | null): CapState =>
  capBytes === null || bytes < capBytes * NEAR ? "ok" : bytes < capBytes ? "near" : "full";

/**
 * Near the cap the oldest raw days go, but for what somebody marked to be kept for ever; never summaries, never the trail, never yesterday.
 * `heed` makes the imports stop before these days. Answers how many bytes went.
 */
export async function makeRoom(
  parts: LetGoParts,
  { bytes, capBytes }: { bytes: number; capBytes: number },
  heed: () => Promise<unknown>,
): Promise<number> {
  const { db, clock, log, signal } = parts;
  const today = todayOf(clock);
  const done = { days: 0, rewritten: 0, events: 0, bytes: 0, attributes: 0 };
  let toGo = bytes - capBytes * ENOUGH;
  let id: number | undefined;
  for (const { day, bytes: ofDay } of await daysThere(db)) {
    if (toGo <= 0 || signal?.aborted || day >= dayBefore(today, 1)) break;
    const tallies = await tallyDay(parts, day, signal);
    if (!tallies) break;
    const going = goingOf(tallies, await everyRule(db), { day, today, isCapped: true });
    if (going.events === 0 && going.total > 0) continue;
    await keepCappedBefore(db, dayBefore(day, -1));
    await heed();
    id ??= await beginLetGo(db, { began_at: instantOf(clock.now()), reason: "cap" });
    if (await letGoOfDay({ ...parts, isPressed: true }, day, going, done))
      toGo -= going.events >= going.total ? ofDay : going.bytes;
  }
  if (id === undefined) return 0;
  await noteLetGo(db, id, { ...done, ended_at: instantOf(clock.now()) });
  if (done.events > 0) log.warn("the oldest days went, because HomeOps was near its cap", done);
  return done.bytes;
}
