import { isDatabaseAway } from "./database-away.ts";
import { explained } from "./database-refused.ts";
import { type Options, readOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";

export type Say = (sentence: string) => void;

/** A program that does one thing and ends: what it says are sentences, also why it did not. */
export async function errand(work: (options: Options, say: Say) => Promise<void>): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1)); // takes our own PostgreSQL along
  try {
    await work(readOptions(process.env), (sentence) => console.log(sentence));
  } catch (error) {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  }
}

function sentenceOf(error: unknown): unknown {
  const told = explained(error);
  if (told instanceof Refusal) return told.message;
  if (isDatabaseAway(error)) return "The database does not answer; start it, or check its address, and try again";
  return error;
}

/** A line each few seconds, as from `Progress`. */
export const sayingProgress =
  (say: Say, what: string) =>
  ({ percent, remainingSeconds }: { percent: number; remainingSeconds: number | null }) =>
    say(`${what}: ${percent} %${remainingSeconds === null ? "" : `, about ${remainingSeconds} s to go`}`);
