const HOUR_MS = 3_600_000;
const SHORTEST_MS = 60_000;

/** Milliseconds since the epoch. */
export interface Span {
  from: number;
  to: number;
}

/** So many hours up to now. */
export const spanUpTo = (now: number, hours: number): Span => ({ from: now - hours * HOUR_MS, to: now });

/** A span within another, however it was drawn; undefined where it would be too short to read. */
export function within({ from, to }: Span, one: number, other: number): Span | undefined {
  const [start, end] = [Math.max(from, Math.min(one, other)), Math.min(to, Math.max(one, other))];
  return end - start < SHORTEST_MS ? undefined : { from: start, to: end };
}

/** Half as long, around a moment that stays where it is. */
export function closer(span: Span, around: number): Span | undefined {
  const moved = (edge: number) => around + (edge - around) / 2;
  return within(span, moved(span.from), moved(span.to));
}

/** How often what follows now is drawn anew: no more than the eye sees of it. */
export const stepMs = ({ from, to }: Span): number => Math.min(300_000, Math.max(5_000, (to - from) / 800));

export const isIn = ({ from, to }: Span, at: number): boolean => at >= from && at <= to;

/** From 0 at the start to 1 at the end; what lies outside is on the edge. */
export const shareOf = ({ from, to }: Span, at: number): number => Math.min(1, Math.max(0, (at - from) / (to - from)));
