import { count } from "../look/amounts.ts";
import type { Words } from "./en.ts";

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const recorded: Words["recorded"] = {
  title: "Eine ältere Vergangenheit",
  invite: "Jahre an Geschichte aus der eigenen Datei von Home Assistant",
  drop: "home-assistant_v2.db oder eine Sicherung hier ablegen",
  choose: "Datei wählen",
  found: "In Reichweite von HomeOps",
  sending: "Sendet die Datei",
  running: "Importiert",
  undoing: "Nimmt den Import zurück",
  holds: (n, from, to) => `${many(n, "Zustand", "Zustände")}, ${from} bis ${to}`,
  needs: (size, free) => `Braucht etwa ${size}; ${free} sind frei.`,
  tooOld: (n, days) =>
    `${many(n, "Zustand ist", "Zustände sind")} älter als die ${days} Tage, die bleiben; davon bleiben nur Zusammenfassungen.`,
  start: "Importieren",
  stop: "Anhalten",
  cancel: "Abbrechen",
  undo: "Rückgängig",
  undoSure: (n) => `${many(n, "Ereignis", "Ereignisse")} wieder entfernen?`,
  added: (n) => `${many(n, "Ereignis war", "Ereignisse waren")} neu`,
  states: {
    running: "läuft",
    stopped: "angehalten",
    done: "fertig",
    failed: "fehlgeschlagen",
    undoing: "wird zurückgenommen",
    undone: "zurückgenommen",
  },
};
