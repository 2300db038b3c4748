/** So many days on each side make a trend. */
const LEAST_DAYS = 7;
/** Standard deviations of ranks; chance does so once in a hundred. */
const LEAST_Z = 2.6;
const LEAST_SHARE = 0.2;

export interface Trend {
  /** Means a day of the earlier and the later half. */
  readonly before: number;
  readonly after: number;
  readonly direction: "more" | "less" | "same";
}

/** The earlier half of the days beside the later one, by their ranks (Mann, Whitney); undefined where there are too few. */
export function trendOf(days: readonly number[]): Trend | undefined {
  const half = Math.floor(days.length / 2);
  if (half < LEAST_DAYS) return undefined;
  const [earlier, later] = [days.slice(0, half), days.slice(-half)];
  const [before, after] = [mean(earlier), mean(later)];
  const isFar = Math.abs(after - before) >= LEAST_SHARE * Math.max(before, after);
  const z = rankZ(earlier, later);
  if (!isFar || Math.abs(z) < LEAST_Z) return { before, after, direction: "same" };
  return { before, after, direction: z > 0 ? "more" : "less" };
}

function rankZ(earlier: readonly number[], later: readonly number[]): number {
  const wins = later.flatMap((one) => earlier.map((other): number => (one > other ? 1 : one === other ? 0.5 : 0)));
  const [n, m] = [earlier.length, later.length];
  const all = [...earlier, ...later];
  const ties = [...Map.groupBy(all, (it) => it).values()].reduce((sum, { length: t }) => sum + t ** 3 - t, 0);
  const spread = Math.sqrt(((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1))));
  return spread > 0 ? (wins.reduce((sum, one) => sum + one, 0) - (n * m) / 2) / spread : 0;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
