import type { ChangeKind } from "#server/store/changes/contract.ts";
import type { Language } from "../language/language.ts";
import { matchAt, type Phrase } from "../words/pattern.ts";
import type { Said } from "./read-question.ts";
import type { Intent } from "./understood.ts";

/** What a question about the configuration, or about Assist, asks for. */
export interface Configuration {
  readonly kinds: readonly ChangeKind[];
  /** Only that another version was installed. */
  readonly isUpdate: boolean;
  /** Stems by which the thing is called. */
  readonly words: readonly string[];
  readonly asks: "which" | "when" | "who" | "count" | "whether";
  readonly outcome: "misunderstood" | "undone" | undefined;
}

/** The firmware of a device stands with the device. */
const UPDATED: readonly ChangeKind[] = ["version", "device"];

export const CONFIGURATION: readonly Intent[] = ["changed", "version", "voice"];

export function configurationIn(intent: Intent, said: Said, language: Language, stem: (word: string) => string) {
  if (!CONFIGURATION.includes(intent)) return undefined;
  const { kinds, ignored } = language.configuration;
  const found = (Object.keys(kinds) as ChangeKind[]).filter((kind) => placesOf(said, kinds[kind]).length > 0);
  const taken = new Set(
    placesOf(said, [...ignored, ...Object.values(kinds).flat()]).map((at) => stem(said.tokens[at]?.text ?? "")),
  );
  const isUpdate = said.cues.has("updated") && !said.cues.has("changed");
  return {
    kinds: isUpdate ? UPDATED : found,
    isUpdate,
    words: said.mention.map((one) => one.stem).filter((word) => !taken.has(word)),
    asks: asked(said),
    outcome: said.cues.has("misunderstood") ? "misunderstood" : said.cues.has("undone") ? "undone" : undefined,
  } satisfies Configuration;
}

/** Places of the question in which one of the phrases stands. */
function placesOf({ tokens }: Said, phrases: readonly Phrase[]): number[] {
  return tokens.flatMap((_, start) =>
    phrases.flatMap((phrase) => {
      const end = matchAt(phrase, tokens, start)?.end ?? start;
      return Array.from({ length: end - start }, (_, index) => start + index);
    }),
  );
}

function asked({ cues }: Said): Configuration["asks"] {
  if (cues.has("who")) return "who";
  if (cues.has("howMany") || cues.has("howOften")) return "count";
  if (cues.has("when") || (cues.has("last") && !cues.has("what") && !cues.has("which"))) return "when";
  return cues.has("yesNo") && !cues.has("what") && !cues.has("which") ? "whether" : "which";
}
