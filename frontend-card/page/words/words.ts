import { de } from "./de.ts";
import { en, type Words } from "./en.ts";

const SPOKEN: Record<string, Words> = { en, de };

/** In the first language of the browser that we speak. */
function wordsFor(languages: readonly string[]): Words {
  const found = languages.map((language) => SPOKEN[language.slice(0, 2).toLowerCase()]).find(Boolean);
  return found ?? en;
}

export const words = wordsFor(globalThis.navigator?.languages ?? []);
