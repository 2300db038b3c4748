import type { Token } from "./tokens.ts";

/** Verbs that leave a particle at the end, by the participle that joins it again: "sperrte" and "gesperrt". */
export type Separable = Readonly<Record<string, string>>;

/** "sperrte die Haustür zu": the particle with its verb, "zugesperrt", where the language knows that word. */
export function rejoined(
  tokens: readonly Token[],
  verbs: Separable,
  isKnown: (word: string) => boolean,
): readonly Token[] {
  const particle = tokens.at(-1);
  const verb = tokens.findLast(({ text }) => Object.hasOwn(verbs, text));
  if (!particle || !verb || verb === particle) return tokens;
  const text = `${particle.text}${verbs[verb.text]}`;
  return isKnown(text) ? [...tokens.slice(0, -1), { ...particle, text }] : tokens;
}
