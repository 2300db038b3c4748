import { words } from "./words.ts";

/** In which the server is asked to tell of findings: those that it speaks. */
export const toldLanguage = (): "en" | "de" => (words.language === "de" ? "de" : "en");
