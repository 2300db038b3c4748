import type { Asked } from "../answers/asked.ts";
import type { Phrase } from "../words/pattern.ts";

type In = Pick<Asked, "timeZone" | "now" | "isTwelve">;
export type Until = In & { until: number };
export type Span = In & { from: number; to: number };

/** How a language tells the memory itself what to do, and how it answers; instants are microseconds since the epoch. */
export interface OrderWords {
  /** The whole sentence; `<long>` is for how long. */
  readonly pause: readonly Phrase[];
  readonly resume: readonly Phrase[];
  /** What begins it: a time follows. */
  readonly forget: readonly Phrase[];
  /** What may stand beside that time. */
  readonly beside: readonly Phrase[];
  /** The whole sentence. */
  readonly stopMending: readonly Phrase[];
  readonly yes: readonly Phrase[];
  readonly no: readonly Phrase[];
  /** Of `<n>` and `<unit>`. */
  readonly lasting: readonly Phrase[];
  readonly untilTomorrow: readonly Phrase[];
  readonly untilTold: readonly Phrase[];
  paused(it: Until): string;
  /** Shorter than was asked for. */
  pausedShort(it: Until): string;
  readonly resumed: string;
  wouldForget(it: Span & { events: number }): string;
  nothingToForget(it: Span): string;
  readonly forgotten: string;
  readonly kept: string;
  readonly mayNotForget: string;
  readonly wouldStopMending: string;
  readonly mendingStopped: string;
  readonly mendingGoesOn: string;
  readonly mayNotStopMending: string;
}
