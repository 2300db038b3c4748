import { Refused } from "../../data/wire.ts";
import { words } from "../words/words.ts";

/** What to tell a person of an error: the server's own sentence, or ours where the server was not reached. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refused) return error.message || words.page.offline;
  throw error; // a bug of ours
}
