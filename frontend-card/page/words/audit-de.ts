import { count } from "../look/amounts.ts";
import type { AuditWords } from "./audit-en.ts";

export const auditDe: AuditWords = {
  help: "Jede Anmeldung, Ablehnung und Änderung, und von wo. Was die Sicherheit betrifft, bleibt sieben Jahre.",
  text: "Darin suchen",
  textHelp: "eine Person, eine Adresse, ein Grund",
  which: "Was",
  kinds: { all: "Alles", security: "Sicherheit", refused: "Abgelehnt oder gescheitert" },
  find: "Suchen",
  more: "Ältere zeigen",
  none: "Nichts dergleichen wurde getan.",
  looking: "Wird gesucht …",
  done: "getan",
  refused: "abgelehnt",
  server: "HomeOps selbst",
  owner: "API-Token",
  stranger: "ein Fremder",
  blanked: "Inhalt mit der Person gelöscht",
  times: (n) => `${count(n)}-mal`,
  check: "Protokoll prüfen",
  checking: "Wird geprüft …",
  whole: (n) => `Alle ${count(n)} Einträge sind, wie sie geschrieben wurden.`,
  broken: {
    altered: (which) => `Eintrag ${which} wurde nachträglich geändert.`,
    missing: (which) => `Eintrag ${which} fehlt.`,
    inserted: (which) => `Eintrag ${which} hat jemand an HomeOps vorbei eingefügt.`,
  },
  compare: "Vergleiche mit einer Sicherung und frage, wer die Datenbank in der Hand hatte.",
};
