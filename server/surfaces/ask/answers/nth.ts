import { widening } from "../past/past.ts";
import type { Asked } from "./asked.ts";
import type { Told } from "./spells-of.ts";

/** The second, the third, or the last but one of what `toldIn` finds, read no further than needed. */
export async function nthOf(
  { windows }: Asked,
  nth: number,
  toldIn: (part: { from: number; to: number }, isBackwards: boolean) => Promise<Told[]>,
): Promise<Told | undefined> {
  const isBackwards = nth < 0;
  const found: Told[] = [];
  for (const window of isBackwards ? [...windows].reverse() : windows)
    for (const part of widening(window, isBackwards)) {
      const told = await toldIn(part, isBackwards);
      found.push(...(isBackwards ? told.reverse() : told));
      if (found.length >= Math.abs(nth)) return found[Math.abs(nth) - 1];
    }
  return undefined;
}
