import { schedulesDe } from "./schedules-de.ts";
import { schedulesEn } from "./schedules-en.ts";
import { words } from "./words.ts";

/** Loaded with what is done at its times. */
export const ofSchedules = (): typeof schedulesEn => (words.language === "de" ? schedulesDe : schedulesEn);
