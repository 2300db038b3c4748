import { DAY, MINUTE } from "../health/made-home.ts";
import type { Trouble } from "../health/trouble.ts";

/** What goes wrong in a home until `later`, told by how many days before `now` it began; what flaps is gone for so many minutes each time. */
export const troublesOf = ({ now, later, minutes }: { now: number; later: number; minutes: number }) => ({
  since: (days: number): number => now - days * DAY,
  is: (kind: Trouble["kind"], from: number, effect: Trouble["effect"]): Trouble => ({
    ...{ kind, from, to: later },
    ...{ subjects: [], effect },
  }),
  flapping: (from: number, aDay: number) =>
    Array.from({ length: Math.floor(((later - from) / DAY) * aDay) }, (_, i) => {
      const at = from + 40 * MINUTE + (i * DAY) / aDay;
      return { from: at, to: at + minutes * MINUTE };
    }),
});
