import type { Past } from "./past.ts";

/** The rule, as it is told: of its last ten attempts at least four in ten must have helped, once there were five. */
const LOOKED_AT = 10;
const LEAST = 5;
const LEAST_SHARE = 0.4;

export interface Rate {
  readonly tried: number;
  readonly fixed: number;
  /** Whether it helps often enough to go on by itself or to ask; else it only suggests, until somebody chooses its mode anew. */
  readonly goesOn: boolean;
}

/** `since`: when somebody last chose its mode. */
export function rateOf(remedy: string, past: Past, since: number): Rate {
  const all = past.filter((it) => it.remedy === remedy && it.verdict !== null);
  const lately = all.filter(({ at }) => at > since).slice(-LOOKED_AT);
  const helped = lately.filter(({ verdict, isUndone }) => verdict === "fixed" && !isUndone).length;
  return {
    tried: all.length,
    fixed: all.filter(({ verdict, isUndone }) => verdict === "fixed" && !isUndone).length,
    goesOn: lately.length < LEAST || helped >= lately.length * LEAST_SHARE,
  };
}

/** Whether a person said yes to it once and it helped: from then on more than suggesting may be chosen. */
export const isProven = (remedy: string, past: Past): boolean =>
  past.some((it) => it.remedy === remedy && it.byWhom === "person" && it.verdict === "fixed" && !it.isUndone);
