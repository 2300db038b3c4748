import { leaveOut } from "#server/store/house/left-out.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import type { Lane } from "#server/store/memory/remember.ts";
import type { World } from "#server/world.ts";
import { type Entrance, openEntrance } from "./control/entrance.ts";

type Place = { home: number; connectionId: string };

/** At a start without the database nobody knows the wishes yet: all comes in, and is looked at again before it is stored. */
const OPEN_TO_ALL: Entrance = {
  live: (observation) => observation,
  past: async (observations) => [...observations],
  isSilent: () => false,
  isSilentRun: () => false,
  endFor: () => undefined,
  isPaused: () => false,
  oldest: () => undefined,
};

/** What the household wishes to be kept of what comes in: what it leaves out, what it keeps of the rest, and when nothing at all. */
export function householdWishes({ db, clock, options }: Pick<World, "db" | "clock" | "options">, place: Place) {
  let unrecorded: ReadonlySet<string> = new Set();
  let isLeftOut: (observation: Observation) => boolean = () => false;
  let entrance = OPEN_TO_ALL;

  return {
    /** Reads them anew; `told` is what the recorder leaves out, if that is news. */
    async learn(told?: ReadonlySet<string>): Promise<void> {
      unrecorded = told ?? unrecorded;
      isLeftOut = await leaveOut(db, place, { unrecorded, patterns: options.leaveOut });
      entrance = await openEntrance(db, clock, place.home);
    },
    get areKnown() {
      return entrance !== OPEN_TO_ALL;
    },
    get entrance() {
      return entrance;
    },
    isLeftOut: (observation: Observation) => isLeftOut(observation),
    live: (observation: Observation) => (isLeftOut(observation) ? undefined : entrance.live(observation)),
    past: (observations: readonly Observation[]) => entrance.past(observations.filter((one) => !isLeftOut(one))),
    /** What may be written now: what waited in the spill may have come before its wishes were known. */
    storable: (batch: readonly Observation[], lane: Lane) =>
      batch.filter((one) => !entrance.isSilent(one) && !(lane === "spilled" && isLeftOut(one))),
  };
}
