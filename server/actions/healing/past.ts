/** An attempt as caps and breaker see it; times in milliseconds since the epoch. */
export interface Attempted {
  readonly remedy: string;
  readonly subject: string;
  readonly entities: readonly string[];
  readonly at: number;
  /** Null: it is still to come. */
  readonly verdict: "fixed" | "not_fixed" | "unknown" | null;
  readonly byWhom: "act" | "person";
  readonly isUndone: boolean;
}

/** What was tried in this home, oldest first. */
export type Past = readonly Attempted[];

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
