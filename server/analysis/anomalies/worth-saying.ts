import { HOUR_MS } from "./hours.ts";
import type { Sustained } from "./sustained.ts";

/**
 * So far beyond what is usual at its farthest, and for so long, in hours: chosen on made-up homes, see docs/decisions/0580-drifts-by-patience.md. What is stuck
 * or drifts has waited long enough.
 */
const LEAST = {
  level: { beyond: 1.1, hours: 16 },
  drift: { beyond: 1, hours: 60 },
  noise: { beyond: 1.15, hours: 12 },
  stuck: { beyond: 1, hours: 12 },
};

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
    const least = LEAST[kind];
    return beyond >= least.beyond && local - since >= least.hours * HOUR_MS;
  });
