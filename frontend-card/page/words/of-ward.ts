import { wardDe } from "./ward-de.ts";
import { wardEn } from "./ward-en.ts";
import { words } from "./words.ts";

/** Loaded with the place Health. */
export const ofWard = (): typeof wardEn => (words.language === "de" ? wardDe : wardEn);
