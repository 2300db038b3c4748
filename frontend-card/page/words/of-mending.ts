import { mendingDe } from "./mending-de.ts";
import { mendingEn } from "./mending-en.ts";
import { words } from "./words.ts";

/** Loaded with what tells of mending. */
export const ofMending = (): typeof mendingEn => (words.language === "de" ? mendingDe : mendingEn);
