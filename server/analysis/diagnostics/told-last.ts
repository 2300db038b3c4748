import type { Thing } from "./house-now.ts";

const SAYS_NOTHING = new Set(["unavailable", "unknown"]);

/** Whether it tells nothing now, and what it told last counts: a battery stays low while its device is silent. */
export const isOfLast = ({ state, lastTold }: Pick<Thing, "state" | "lastTold">): boolean =>
  (state === undefined || SAYS_NOTHING.has(state)) && lastTold !== undefined;

/** What it tells, or else told last, where that is known. */
export const toldLast = (thing: Pick<Thing, "state" | "lastTold">): string | undefined =>
  isOfLast(thing) ? thing.lastTold?.state : thing.state;
