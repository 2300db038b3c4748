import type { Queries } from "#db/database.ts";

const DEFAULT_DAYS = 90;

/** How many days of events a home keeps; null: for ever. What is older leaves its summaries. */
export const keptDays = async (_db: Queries, _home: number): Promise<number | null> => DEFAULT_DAYS;
