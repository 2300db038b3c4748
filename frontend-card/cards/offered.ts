import { speakAsPage } from "./speak-as.ts";

const DOCUMENTATION = "https://github.com/homeops/homeops/blob/main/DOCS.md";

/** What Home Assistant offers to somebody who adds something, named when it is shown, in the language of then. */
export function offered(entry: object, words: () => { name: string; about: string }): object {
  return Object.defineProperties(
    { ...entry, documentationURL: DOCUMENTATION },
    { name: told(() => words().name), description: told(() => words().about) },
  );
}

const told = (word: () => string): PropertyDescriptor => ({
  enumerable: true,
  get() {
    speakAsPage();
    return word();
  },
});
