import { foretoldDe } from "./foretold-de.ts";
import { foretoldEn } from "./foretold-en.ts";
import { words } from "./words.ts";

/** Loaded with the place Health. */
export const ofForetold = (): typeof foretoldEn => (words.language === "de" ? foretoldDe : foretoldEn);
