/** What a wish set going in the background. Its row in the database is its marker: a kill leaves it to the next start. */
export interface Errand {
  readonly key: string;
  readonly home: number;
  readonly kind: "forget" | "keep less";
  /** Whose past it is; null: of all of the home. */
  readonly about: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Steps. */
  done: number;
  total: number;
}

export type ErrandWork = { errand: Errand; run(how: { signal: AbortSignal; stepped(): void }): Promise<void> };
