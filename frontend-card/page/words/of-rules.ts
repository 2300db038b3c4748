import { kindsDe } from "./kinds-de.ts";
import { kindsEn } from "./kinds-en.ts";
import { rulesDe } from "./rules-de.ts";
import { rulesEn } from "./rules-en.ts";
import { words } from "./words.ts";

/** Loaded with the rules by which somebody is told. */
export const ofRules = (): typeof rulesEn => (words.language === "de" ? rulesDe : rulesEn);
export const ofKinds = (): typeof kindsEn => (words.language === "de" ? kindsDe : kindsEn);
