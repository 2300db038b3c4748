import type { cardsEn } from "./cards-en.ts";

export const cardsDe: typeof cardsEn = {
  kinds: {
    ask: {
      name: "HomeOps: fragen, was geschehen ist",
      about: "Frag das Gedächtnis deines Zuhauses, und sieh, worauf die Antwort beruht.",
    },
    memory: {
      name: "HomeOps: was geschehen ist",
      about: "Was in deinem Zuhause geschieht, während es geschieht: durchsucht, gefiltert und erklärt.",
    },
    chart: {
      name: "HomeOps: Verlauf",
      about: "Wie etwas über Stunden oder Jahre war, was damit geschehen ist, und was niemand aufgezeichnet hat.",
    },
    health: {
      name: "HomeOps: Zustand",
      about: "Was im Haus Aufmerksamkeit braucht: Geräte, Batterien, Integrationen und Automationen.",
    },
    alerts: {
      name: "HomeOps: Meldungen",
      about: "Was jemand jetzt wissen muss, wem es gesagt wurde und wer sich kümmert.",
    },
    devices: {
      name: "HomeOps: Geräte",
      about:
        "Jedes Gerät: was ihm fehlt, seine Batterie und bis wann, seine Verbindung, und wann es sich zuletzt gemeldet hat.",
    },
    status: {
      name: "HomeOps: wie es dem Gedächtnis geht",
      about: "Verbindung, Import, Datenbank und Sicherung von HomeOps selbst.",
    },
  },
  alerts: "Meldungen",
  more: { me: "Was es über mich weiß", pause: "Pausieren", forget: "Vergessen", paused: "Pausiert", back: "Zurück" },
  away: "HomeOps antwortet nicht. Prüfe, ob seine App oder sein Server läuft, und versuche es dann erneut.",
  notLoaded:
    "HomeOps ist nicht mit Home Assistant verbunden. Sieh unter Einstellungen, Geräte & Dienste nach, oder füge es dort hinzu.",
  unknownHome: "Dieses Zuhause ist nicht mehr in Home Assistant. Bearbeite die Karte und wähle ein anderes.",
  another: "HomeOps wurde aktualisiert, seit dieses Dashboard geöffnet wurde. Lade es neu.",
  reload: "Neu laden",
  options: {
    title: "Titel",
    home: "Zuhause",
    entities: "Entitäten",
    entity: "Entität",
    areas: "Bereiche",
    hours: "Stunden",
    area: "Bereich",
    week: "Darunter der Brief der Woche",
    attention: "Nur was Aufmerksamkeit braucht",
  },
  help: {
    home: "Nur nötig, wo HomeOps mehrere Zuhause im Gedächtnis hat.",
    entity: "Bleibt das Feld leer, ist zu sehen, was im ganzen Zuhause geschieht.",
    hours: "Von einer Stunde bis zu einem Jahr, das sind 8784 Stunden.",
  },
};
