import type { Call } from "#server/command.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { pauseAt } from "#server/store/memory/control/queries.ts";
import { LONGEST_MINUTES } from "./contract.ts";

/** Whoever is in the house may be let alone for so long; a voice satellite cannot know who speaks. */
export const ANYBODY_MINUTES = 60;
const MINUTE_MS = 60_000;

/**
 * Owners and admins pause for as long as a pause may be; everybody else in the house for an hour, and what is left of a longer pause only
 * those end who could have begun it.
 * @throws Refusal `bad_pause`, `forbidden`
 */
export async function refusePause({ world, home, mayChange }: Call, until?: number): Promise<void> {
  const now = world.clock.now();
  if (until !== undefined && (until <= now || until > now + LONGEST_MINUTES * MINUTE_MS))
    throw new Refusal("bad_pause", "A pause ends in the future, within a week; give another time");
  if (await mayChange()) return;
  const running = await pauseAt(world.db, home, instantOf(now));
  const ends = running ? toMicroseconds(running.to) / 1000 : now;
  if (Math.max(ends, until ?? now) > now + ANYBODY_MINUTES * MINUTE_MS) throw tooLong();
}

const tooLong = () =>
  new Refusal(
    "forbidden",
    "A pause of more than an hour begins and ends with an owner or an admin of the home; ask one of them",
    { status: 403 },
  );
