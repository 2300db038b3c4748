import { speakAsPage } from "./speak-as.ts";

/** What Home Assistant offers to somebody who adds something, named when it is shown, in the language of then. `page` is where it is described. */
export function offered(entry: object, words: () => { name: string; about: string }, page = "DOCS.md"): object {
  return Object.defineProperties(
    { ...entry, documentationURL: `https://github.com/homeops/homeops/blob/main/${page}` },
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
