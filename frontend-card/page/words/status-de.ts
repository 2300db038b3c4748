import type { status as statusEn } from "./status-en.ts";

export const status: typeof statusEn = {
  title: "Wie es dem Gedächtnis geht",
  coverage: "Am letzten Tag aufgezeichnet",
  backup: "Letzte Sicherung des Gedächtnisses",
  noBackup: "noch keine",
  paused: "Pausiert bis",
  database: "Datenbank",
};
