import { healthDe } from "./health-de.ts";
import { healthEn } from "./health-en.ts";
import { words } from "./words.ts";

/** Loaded with the findings, not with every page. */
export const ofHealth = (): typeof healthEn => (words.language === "de" ? healthDe : healthEn);
