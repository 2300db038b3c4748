import { careDe } from "./care-de.ts";
import { careEn } from "./care-en.ts";
import { words } from "./words.ts";

/** Loaded with what tells of work and holidays. */
export const ofCare = (): typeof careEn => (words.language === "de" ? careDe : careEn);
