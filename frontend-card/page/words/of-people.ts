import { peopleDe } from "./people-de.ts";
import { peopleEn } from "./people-en.ts";
import { words } from "./words.ts";

/** Loaded with what tells of people. */
export const ofPeople = (): typeof peopleEn => (words.language === "de" ? peopleDe : peopleEn);
