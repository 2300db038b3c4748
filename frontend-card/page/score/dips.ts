import type { HealthScore } from "#server/analysis/health/contract.ts";

export type Past = HealthScore["history"];

/** A while in which the same things made a home less than whole. */
export interface Dip {
  readonly from: string;
  readonly until: string;
  /** The lowest in it. */
  readonly score: number;
  /** The dearest first. */
  readonly findings: readonly number[];
}

/** Oldest first; of steps that follow each other and lose by the same findings one is made. `end` is when the last step ends. */
export function dipsIn(past: Past, end: string): Dip[] {
  const dips: Dip[] = [];
  let before: string | undefined;
  for (const [i, { at, score, findings }] of past.entries()) {
    const key = score === 100 ? undefined : JSON.stringify([...findings].sort((one, other) => one - other));
    const until = past[i + 1]?.at ?? end;
    const last = dips.at(-1);
    if (key !== undefined && key === before && last)
      dips[dips.length - 1] = { ...last, until, score: Math.min(last.score, score) };
    else if (key !== undefined) dips.push({ from: at, until, score, findings });
    before = key;
  }
  return dips;
}
