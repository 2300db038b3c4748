import { auditDe } from "./audit-de.ts";
import { auditEn } from "./audit-en.ts";
import { words } from "./words.ts";

/** Loaded with what was done and by whom. */
export const ofAudit = (): typeof auditEn => (words.language === "de" ? auditDe : auditEn);
