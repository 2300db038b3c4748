import type { Language } from "../language/language.ts";
import { matchAt } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";

/** What is said around a question and asks nothing: "can you tell me …", "…, wasn't it?", "wasn't it open" for "was it open". */
export const withoutAsides = (tokens: readonly Token[], language: Language): readonly Token[] =>
  withoutRhetoric(withoutAfterthought(withoutPreface(tokens, language), language), language);

function withoutPreface(tokens: readonly Token[], language: Language): readonly Token[] {
  const end = Math.max(0, ...language.prefaces.map((phrase) => matchAt(phrase, tokens, 0)?.end ?? 0));
  return end === 0 || end >= tokens.length ? tokens : withoutPreface(tokens.slice(end), language);
}

function withoutAfterthought(tokens: readonly Token[], language: Language): readonly Token[] {
  for (let start = 2; start < tokens.length; start++)
    if (language.afterthoughts.some((phrase) => matchAt(phrase, tokens, start)?.end === tokens.length))
      return withoutAfterthought(tokens.slice(0, start), language);
  return tokens;
}

/** "wasn't the window open" wants to hear that it was. */
function withoutRhetoric(tokens: readonly Token[], { cues, rhetorical }: Language): readonly Token[] {
  const isVerb = cues.yesNo.some((phrase) => matchAt(phrase, tokens, 0)?.end === 1);
  const end = isVerb ? Math.max(0, ...rhetorical.map((phrase) => matchAt(phrase, tokens, 1)?.end ?? 0)) : 0;
  return end > 1 ? [...tokens.slice(0, 1), ...tokens.slice(end)] : tokens;
}
