import type { Evidence } from "#server/finding.ts";
import { OwnEvidence } from "./as-check.ts";

export interface OwnWords {
  /** {name}, {text}, {state}, {limit} */
  readonly sentence: string;
  readonly expected: string;
  readonly closes: string;
}

/** An own check is said in the words of its file; of a template there is no more to say. */
export function saidOwn(evidence: Evidence, { name }: { readonly name: string }, words: OwnWords) {
  const { data } = OwnEvidence.safeParse(evidence);
  const { text = "?", advice = "", state = null, limit = "" } = data ?? {};
  const parts: Readonly<Record<string, string>> = { name, text, state: state ?? "", limit };
  const sentence =
    state === null ? text : words.sentence.replaceAll(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? "");
  return { title: text, sentence, expected: words.expected, advice, closes: words.closes };
}
