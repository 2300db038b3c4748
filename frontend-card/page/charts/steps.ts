import type { Span } from "./span.ts";

/** In hundredths of the span. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 };

/** Where a key leads from a moment; at first from the end. Undefined for a key that leads nowhere. */
export function momentAfter(key: string, at: number | undefined, { from, to }: Span): number | undefined {
  if (key === "Home") return from;
  if (key === "End") return to;
  const step = STEPS[key];
  if (step === undefined) return undefined;
  return Math.min(to, Math.max(from, (at ?? to) + (step * (to - from)) / 100));
}
