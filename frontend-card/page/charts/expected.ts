import { isRefused, Refused, type Wire } from "../../data/wire.ts";

/** Between what a thing is expected to be from a moment on, up to the next one; the moment in milliseconds. */
export interface Band {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

const POINTS = 300;
const LONGEST_STEP_MS = 3_600_000;
const unknowing = new WeakSet<Wire>(); // of servers that have not learned to tell it

type Asked = { home: number; entity: string; from: string; to: string };

/** Nothing where nothing is learned yet, or cannot be told: the line is what was asked for. */
export async function expectedOf(wire: Wire, asked: Asked, stop: AbortSignal): Promise<Band[]> {
  if (unknowing.has(wire)) return [];
  try {
    const { items } = await wire.ask("health/expected", { ...asked, points: POINTS }, stop);
    return items.map(({ at, low, high }) => ({ at: Date.parse(at), low, high }));
  } catch (error) {
    if (isRefused(error, "unknown_command") || isRefused(error, "not_loaded")) unknowing.add(wire);
    if (error instanceof Refused || stop.aborted) return [];
    throw error;
  }
}

/** Where each stretch ends: at the next, the last one as long as the one before it. */
export function stretches(bands: readonly Band[]): (Band & { to: number })[] {
  const [first, second] = bands;
  const step = first && second ? second.at - first.at : LONGEST_STEP_MS;
  return bands.map((band, index) => ({ ...band, to: bands[index + 1]?.at ?? band.at + step }));
}

export const expectedAt = (bands: readonly Band[], at: number): Band | undefined =>
  stretches(bands).find((band) => band.at <= at && at < band.to);
