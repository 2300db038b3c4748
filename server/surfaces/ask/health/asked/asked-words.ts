import type { Phrase } from "../../words/pattern.ts";
import type { Topic } from "./topics.ts";

/** How a language asks after the health of things. */
export interface AskedWords {
  /** Each way to ask: all of its phrases must stand somewhere in the question; `<cell>` is a type of battery. */
  readonly topics: Readonly<Record<Topic, readonly (readonly Phrase[])[]>>;
  /** What may stand beside them and says nothing. */
  readonly beside: readonly string[];
  /** What begins a question that goes on from the one before. */
  readonly goesOn: readonly Phrase[];
  /** Nouns that end compounds: "Türschlossbatterie". */
  readonly tails: readonly string[];
  /** Words that tell of what was, in which no question after the present is asked. */
  readonly past: readonly string[];
  /** Types of batteries as they are spoken: `[phrase, type]`. */
  readonly cells: readonly (readonly [Phrase, string])[];
}
