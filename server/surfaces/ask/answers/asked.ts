import type { Queries } from "#db/database.ts";
import type { Citation, Result } from "../contract.ts";
import type { KnownEntity } from "../house/known-house.ts";
import type { Language } from "../language/language.ts";
import type { Understood } from "../meaning/understood.ts";
import type { Between, Past } from "../past/past.ts";

/** One question on its way to its answer. */
export interface Asked {
  readonly tx: Queries;
  readonly home: number;
  readonly understood: Understood;
  readonly language: Language;
  readonly timeZone: string;
  /** The home tells time by twelve hours. */
  readonly isTwelve: boolean;
  /** Microseconds. */
  readonly now: number;
  /** Since when there is a memory. */
  readonly since: number;
  /** What Home Assistant has of the time before is coming in just now. */
  readonly isStillReading: boolean;
  /** Spans that are asked about, in their order; a moment has no length. */
  readonly windows: readonly Between[];
  readonly isMoment: boolean;
  readonly entities: readonly KnownEntity[];
  /** All that was read on the way: the answer's proof. */
  readonly read: Past[];
  /** What was read at once of all the spans that are looked at one by one. */
  readonly ahead?: Past | undefined;
}

/** Where a past is read, and what was read of it before. */
export type Place = Pick<Asked, "tx" | "home" | "read" | "ahead">;

export interface Outcome {
  readonly text: string;
  /** The same with less of a long list, where it is said aloud. */
  readonly brief?: string;
  /** What the law leaves out of it; said with it, however short it is. */
  readonly note?: string | undefined;
  readonly result: Result;
  readonly citations: readonly Citation[];
  /** 0 to 1. */
  readonly confidence: number;
}

export const SURE = 0.95;

/** Not known, and why. */
export const notKnown = (text: string, confidence = SURE): Outcome => ({
  text,
  result: { kind: "none", value: null },
  citations: [],
  confidence,
});

export const askBack = (text: string): Outcome => ({
  text,
  result: { kind: "question", value: text },
  citations: [],
  confidence: SURE,
});
