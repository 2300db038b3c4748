import type { Expected } from "./expected-triggers.ts";

/** From one known state to another; instants in seconds since the epoch. */
export interface Transition {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  /** Until it became something else; undefined: it still is so. */
  readonly until: number | undefined;
}

type Span = { after: number; now: number };
type Past = (entityId: string) => readonly Transition[];

/** When one of these triggers surely occurred in a span, oldest first; of what comes by the clock, so many times as fit for certain. */
export function occurrences(triggers: readonly Expected[], past: Past, { after, now }: Span): number[] {
  const times = triggers.flatMap((trigger) => {
    if (trigger.kind === "every") return ticks(trigger.seconds, { after, now });
    return trigger.entities
      .flatMap(past)
      .filter((it) => it.at > after && it.at + trigger.forSeconds < now && isMet(trigger, it, now))
      .map(({ at }) => at + trigger.forSeconds);
  });
  return [...new Set(times)].sort((a, b) => a - b);
}

/** Their hour is not known, so that the first may have been just before the span. */
const ticks = (seconds: number, { after, now }: Span): number[] =>
  Array.from(
    { length: Math.min(100, Math.max(0, Math.floor((now - after) / seconds))) },
    (_, n) => after + n * seconds,
  );

function isMet(
  trigger: Exclude<Expected, { kind: "every" }>,
  { at, from, to, until }: Transition,
  now: number,
): boolean {
  if ((until ?? now) - at < trigger.forSeconds) return false;
  if (trigger.kind === "number") return isWithin(trigger, to) && !isWithin(trigger, from) && isNumber(from);
  return (trigger.from?.includes(from) ?? true) && (trigger.to?.includes(to) ?? true);
}

function isWithin({ above, below }: { above?: number; below?: number }, state: string): boolean {
  const value = Number(state);
  return isNumber(state) && (above === undefined || value > above) && (below === undefined || value < below);
}

const isNumber = (state: string): boolean => state.trim() !== "" && Number.isFinite(Number(state));
