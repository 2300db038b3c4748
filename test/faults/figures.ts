import { appendFileSync } from "node:fs";

/** `npm run faults` asks for the full figures; `npm test` for small rounds of the same. */
export const isFull = process.env.FAULTS === "full";

/** Says what a row was measured at, and writes it down where the full figures are wanted. */
export function figure(row: string, sentence: string): void {
  console.log(`${row}: ${sentence}`);
  if (process.env.FAULTS_FIGURES) appendFileSync(process.env.FAULTS_FIGURES, `${JSON.stringify({ row, sentence })}\n`);
}
