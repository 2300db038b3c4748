import { appendFileSync } from "node:fs";

/** `npm run faults` asks for the full figures; `npm test` for small rounds of the same. */
export const isFull = process.env.FAULTS === "full";

const SMALL_ROUNDS_SLACK = 4;

/** A time limit as the row has it in a full run; the small rounds share their machine, so they only see what is off by a multiple. */
export const atMostMs = (limit: number): number => (isFull ? limit : limit * SMALL_ROUNDS_SLACK);

/** Says what a row was measured at, and writes it down where the full figures are wanted. */
export function figure(row: string, sentence: string): void {
  console.log(`${row}: ${sentence}`);
  if (process.env.FAULTS_FIGURES) appendFileSync(process.env.FAULTS_FIGURES, `${JSON.stringify({ row, sentence })}\n`);
}
