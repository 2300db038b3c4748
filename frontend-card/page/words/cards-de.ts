import type { cardsEn } from "./cards-en.ts";

export const cardsDe: typeof cardsEn = {
  ask: {
    name: "HomeOps: fragen, was geschehen ist",
    about: "Frag das Gedächtnis deines Zuhauses, und sieh, worauf die Antwort beruht.",
  },
  memory: {
    name: "HomeOps: was geschehen ist",
    about: "Was in deinem Zuhause geschieht, während es geschieht: durchsucht, gefiltert und erklärt.",
  },
  more: { me: "Was es über mich weiß", pause: "Pausieren", forget: "Vergessen", paused: "Pausiert", back: "Zurück" },
  away: "HomeOps antwortet nicht. Prüfe, ob seine App oder sein Server läuft, und versuche es dann erneut.",
  notLoaded:
    "HomeOps ist nicht mit Home Assistant verbunden. Sieh unter Einstellungen, Geräte & Dienste nach, oder füge es dort hinzu.",
  unknownHome: "Dieses Zuhause ist nicht mehr in Home Assistant. Bearbeite die Karte und wähle ein anderes.",
  title: "Titel",
  home: "Zuhause",
  homeHelp: "Nur nötig, wo HomeOps mehrere Zuhause im Gedächtnis hat.",
};
