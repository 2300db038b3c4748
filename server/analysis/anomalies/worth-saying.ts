import { HOUR_MS } from "./hours.ts";
import type { Sustained } from "./sustained.ts";

/** So far beyond what is usual at its farthest, and for so long: chosen on made-up homes, see docs/decisions/0560-what-will-fail.md. */
const LEAST_BEYOND = 1.15;
const LEAST_HOURS = 12;

interface Now {
  /** Milliseconds, by the home's clock. */
  readonly local: number;
  /** What stood before, which stays until it is over. */
  readonly standing: ReadonlySet<string>;
  /** It follows what somebody switches on. */
  readonly isSwitched: boolean;
}

/** What of all that a detector says is a finding: little enough that people believe it. */
export const worthSaying = (
  sustained: readonly Sustained[],
  { local, standing, isSwitched }: Now,
): readonly Sustained[] =>
  sustained.filter(({ kind, beyond, since }) => {
    if (isSwitched && kind === "noise") return false;
    if (standing.has(kind)) return true;
    return beyond >= LEAST_BEYOND && local - since >= LEAST_HOURS * HOUR_MS;
  });
