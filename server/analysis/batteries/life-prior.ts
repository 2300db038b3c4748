import type { WholeLife } from "./cells-in.ts";

/** By which factor the lives of cells in the same device differ, and of cells in two of the same model. */
const OWN_SPREAD = Math.log(1.3);
const OTHER_SPREAD = Math.log(1.55);
/** Somebody may have put in another kind of cell. */
const ELSE = 0.1;
const MOST = 6;

/** How likely a life of so many days is, beside others, by how long cells lasted before. */
export function lifePrior({ own, others }: { own: readonly WholeLife[]; others: readonly WholeLife[] }) {
  const known = own.length > 0 ? own : others;
  const spread = own.length > 0 ? OWN_SPREAD : OTHER_SPREAD;
  const logs = known.slice(-MOST).map(({ days }) => Math.log(days));
  if (logs.length === 0) return () => 1;
  return (days: number): number => {
    const at = Math.log(Math.max(1, days));
    const bells = logs.map((log) => Math.exp(-0.5 * ((at - log) / spread) ** 2));
    return ELSE + (1 - ELSE) * (bells.reduce((sum, it) => sum + it, 0) / logs.length);
  };
}
