import type { Verdict, WhyNot } from "./contract.ts";
import { german } from "./words/de.ts";
import { english } from "./words/en.ts";

/** How a remedy is told of. */
export interface RemedyWords {
  readonly title: string;
  readonly touches: string;
  readonly needs: string;
  readonly risks: string;
  readonly proof: string;
  readonly undo: string;
}

export interface HealingWords {
  readonly remedies: Readonly<Record<string, RemedyWords>>;
  readonly whyNot: Readonly<Record<WhyNot, string>>;
  /** What became of an attempt; undefined: it is under way. */
  attempt(it: { title: string; name: string; verdict: Verdict | null; isUndone: boolean; why: string | null }): string;
  /** How somebody is asked for a yes. */
  readonly ask: {
    title(it: { title: string; name: string }): string;
    text(it: { trouble: string; sentence: string; touches: string; risks: string }): string;
    /** What came of a yes. */
    readonly outcome: Readonly<Record<Verdict | "not_done", string>>;
  };
  readonly rule: string;
  incident(it: { kind: string; about: string; sick: number; of: number }): string;
  readonly classes: Readonly<Record<string, string>>;
}

export const languages: Readonly<Record<"en" | "de", HealingWords>> = { en: english, de: german };
export type Language = keyof typeof languages;

export const titleOf = (remedy: string, language: Language): string =>
  languages[language].remedies[remedy]?.title ?? remedy;

/** In each language, for whoever tells of it and has no words for remedies. */
export const titlesOf = (remedy: string): Record<Language, string> => ({
  en: titleOf(remedy, "en"),
  de: titleOf(remedy, "de"),
});

/** What somebody is told of once. */
export function incidentSaid(
  { kind, about, details }: { kind: string; about: string; details: Readonly<Record<string, unknown>> },
  language: Language,
): string {
  const words = languages[language];
  const called = kind === "systemic" ? (words.classes[about] ?? about) : titleOf(about, language);
  return words.incident({ kind, about: called, sick: Number(details.sick ?? 0), of: Number(details.of ?? 0) });
}
