import type { first as firstEn } from "./first-en.ts";

export const first: typeof firstEn = {
  title: "Letzte Nacht",
  question: "Was ist letzte Nacht passiert?",
  connected: "Mit Home Assistant verbunden",
  reading: "HomeOps liest, was Home Assistant noch von früher weiß; was es erzählt, wächst dabei.",
  looking: "Wird nachgesehen …",
  nothingYet: "Von letzter Nacht ist noch nichts bekannt.",
  offer: "Karten, Entitäten und Sprache in Home Assistant bringt die Integration mit.",
  how: "So kommt sie dazu",
  later: "Nicht jetzt",
  marketplace: [
    "Öffne den Marketplace in der Seitenleiste von Home Assistant. Er verlangt ein GitHub-Konto, und dass du seine Warnung vor eigenen Integrationen annimmst.",
    "Füge dort das Repository von HomeOps hinzu, und installiere HomeOps.",
    "Dann erscheint HomeOps unter „Entdeckt“ bei „Geräte & Dienste“: füge es hinzu.",
  ],
  byHand: [
    "Entpacke homeops.zip der letzten Version von HomeOps nach custom_components/homeops im Konfigurationsordner von Home Assistant, und starte Home Assistant neu.",
    "Dann erscheint HomeOps unter „Entdeckt“ bei „Geräte & Dienste“: füge es hinzu.",
  ],
  openMarketplace: "Marketplace öffnen",
  open: "Geräte & Dienste öffnen",
  restartHelp:
    "Verlangt Home Assistant einen Neustart, hat der bis zur Nacht Zeit: etwa eine Minute lang bleiben Licht und Heizung, wie sie sind.",
  restart: "Home Assistant um 4 Uhr neu starten",
  restartsAt: (at: string) => `Home Assistant startet ${at} neu.`,
  noRestart: "Nicht neu starten",
  notRestarted: (why: string) => `Es wurde nicht neu gestartet: ${why}`,
};
