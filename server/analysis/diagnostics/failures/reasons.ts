import type { SignName } from "./signs.ts";
import { german } from "./words/de.ts";
import { english } from "./words/en.ts";

const languages = { en: english, de: german } as const;

/** Reasons in words; what an older version of a detector named and nobody knows any more is left out. */
export function inWords(reasons: readonly string[], language: keyof typeof languages): string[] {
  const words: Readonly<Record<string, string>> = languages[language];
  return reasons.flatMap((reason) => (Object.hasOwn(words, reason) ? (words[reason] ?? []) : []));
}

/** Whether a person can see what speaks for it now, and is not told so elsewhere: an old failure is a memory, a battery has a check of its own. */
export const isSeen = (reason: string): boolean =>
  (["flaps", "more_flaps", "long_outage", "silent", "link", "restarts"] satisfies SignName[] as string[]).includes(
    reason,
  );
