const EVERY_MS = 5_000;

/** Told every few seconds; what remains is judged by the pace so far. */
export type Progress = (it: { percent: number; remainingSeconds: number | null }) => void;

/** Counts what was done of a known amount. */
export function progressOf(total: number, told: Progress = () => {}): (amount: number) => void {
  const from = performance.now();
  let toldAt = from;
  let done = 0;
  return (amount) => {
    done += amount;
    const now = performance.now();
    if (now - toldAt < EVERY_MS) return;
    toldAt = now;
    const share = total > 0 ? Math.min(1, done / total) : 1;
    const remainingSeconds = share > 0 ? Math.round(((now - from) / 1000) * (1 / share - 1)) : null;
    told({ percent: Math.floor(share * 100), remainingSeconds });
  };
}
