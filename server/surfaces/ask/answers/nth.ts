import { type Between, partsOf } from "../past/past.ts";
import type { Asked } from "./asked.ts";
import type { Told } from "./spells-of.ts";

/** The second, the third, or the last but one of what `toldIn` finds, read no further than needed. */
export async function nthOf(
  { windows }: Asked,
  nth: number,
  toldIn: (part: Between) => Promise<Told[]>,
): Promise<Told | undefined> {
  const isBackwards = nth < 0;
  const found: Told[] = [];
  for (const part of partsOf(windows, isBackwards)) {
    const told = await toldIn(part);
    found.push(...(isBackwards ? told.toReversed() : told));
    if (found.length >= Math.abs(nth)) return found[Math.abs(nth) - 1];
  }
  return undefined;
}
