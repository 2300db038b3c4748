import type { Kind } from "./kind-of-work.ts";

/** What people and the house wait for goes first. */
const ORDER: readonly Kind[] = ["intake", "asked", "upkeep", "background"];
/** Whoever has waited for so long goes before all who have not: a flood of one kind starves no other. */
const LONGEST_MS = 2_000;

/** Hands one session to one at a time. */
export function turns(elapsed = () => performance.now()) {
  const waiting: { kind: Kind; since: number; go(): void }[] = []; // the longest first
  let isTaken = false;

  return {
    async take(kind: Kind): Promise<void> {
      if (isTaken) await new Promise<void>((go) => waiting.push({ kind, since: elapsed(), go }));
      isTaken = true;
    },
    passOn(): void {
      const isLate = elapsed() - (waiting[0]?.since ?? Number.POSITIVE_INFINITY) > LONGEST_MS;
      const next = isLate
        ? 0
        : ORDER.map((kind) => waiting.findIndex((one) => one.kind === kind)).find((at) => at >= 0);
      isTaken = next !== undefined;
      if (next !== undefined) waiting.splice(next, 1)[0]?.go();
    },
  };
}
