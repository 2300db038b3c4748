import { alertsDe } from "./alerts-de.ts";
import { alertsEn } from "./alerts-en.ts";
import { words } from "./words.ts";

/** Loaded with what tells of alerts. */
export const ofAlerts = (): typeof alertsEn => (words.language === "de" ? alertsDe : alertsEn);
