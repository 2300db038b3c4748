import type { Played } from "./play-home.ts";
import { type Scored, score } from "./score.ts";
import { type FaultKind, faultKinds } from "./trouble.ts";

export interface LeftOut {
  readonly kind: FaultKind;
  readonly faults: number;
  /** With the checks that the other kinds would choose. */
  readonly found: number;
  readonly by: readonly string[];
}

/**
 * What would be found of a kind of fault that nobody had thought of: of the checks only those speak that earned their place on the others' faults in the homes that
 * were looked at, by being right more often than wrong.
 */
export function leftOut(known: readonly Played[], unknown: readonly Played[]): LeftOut[] {
  const scores = known.map(score);
  return faultKinds.map((kind) => {
    const earned = checksOf(scores, kind);
    const speaking = unknown.map((one) => ({ ...one, shown: one.shown.filter(({ check }) => earned.has(check)) }));
    const faults = speaking.flatMap((one) => score(one).faults).filter((one) => one.kind === kind);
    const found = faults.filter(({ delay }) => delay !== undefined);
    return { kind, faults: faults.length, found: found.length, by: [...new Set(found.flatMap(({ by }) => by ?? []))] };
  });
}

function checksOf(scores: readonly Scored[], kind: FaultKind): Set<string> {
  const right = counted(
    scores.flatMap(({ faults }) => faults.filter((one) => one.kind !== kind).flatMap(({ checks }) => checks)),
  );
  const wrong = counted(scores.flatMap(({ falsely }) => falsely.map(({ check }) => check)));
  return new Set([...right].filter(([check, times]) => times > (wrong.get(check) ?? 0)).map(([check]) => check));
}

const counted = (all: readonly string[]): Map<string, number> =>
  new Map([...Map.groupBy(all, (one) => one)].map(([one, same]) => [one, same.length]));
