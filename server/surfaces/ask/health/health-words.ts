import type { Asked } from "../answers/asked.ts";
import type { Phrase } from "../words/pattern.ts";
import type { AskedWords } from "./asked/asked-words.ts";
import type { ToldWords } from "./told-words.ts";

export type In = Pick<Asked, "timeZone" | "now" | "isTwelve">;
/** By when: within so many days, or of the calendar. */
export const horizons = ["soon", "thisWeek", "nextWeek", "thisMonth", "nextMonth", "thisYear"] as const;
export type Horizon = (typeof horizons)[number];

/** A battery, and the days between which it will be empty, in microseconds since the epoch. */
export interface Ending {
  readonly name: string;
  readonly expected: number;
  readonly earliest: number;
  readonly latest: number;
}
export interface Wrong {
  readonly title: string;
  readonly name: string;
  readonly from: number;
  /** Undefined: it still is. */
  readonly to: number | undefined;
}

/** How a language asks after the health of the home, each as a whole sentence, and how it answers. */
export interface HealthWords {
  readonly asked: AskedWords;
  readonly told: ToldWords;
  /** `<by>` is one of the horizons, or "within <n> <unit>". */
  readonly batteries: readonly Phrase[];
  /** Which are low now, whenever they will be empty. */
  readonly low: readonly Phrase[];
  readonly score: readonly Phrase[];
  readonly next: readonly Phrase[];
  /** What begins it: a time of the past follows. */
  readonly past: readonly Phrase[];
  /** One of these must be said somewhere in it. */
  readonly wrong: readonly Phrase[];
  /** What may stand beside that time. */
  readonly beside: readonly Phrase[];
  readonly horizons: Readonly<Record<Horizon, readonly Phrase[]>>;
  /** Of `<n>` and `<unit>`. */
  readonly within: readonly Phrase[];
  batteriesSay(it: In & { low: readonly string[]; ending: readonly Ending[]; unknown: number }): string;
  lowSay(low: readonly string[]): string;
  readonly noForecasts: string;
  scoreSay(it: { score: number; lost: readonly { title: string; name: string; points: number }[] }): string;
  readonly notLooked: string;
  nextSay(it: In & { ending: Ending }): string;
  readonly noneForetold: string;
  pastSay(it: In & { wrong: readonly Wrong[]; more: number; since: number | undefined }): string;
  notKnownBefore(it: In & { since: number }): string;
}
