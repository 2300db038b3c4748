import type { placesEn } from "./places-en.ts";

export const placesDe: typeof placesEn = {
  titles: {
    welcome: "Willkommen",
    today: "Heute",
    charts: "Verläufe",
    homes: "Zuhause",
    kept: "Was behalten wird",
    safekeeping: "Sicherung und Export",
  },
  labels: {
    welcome: "Willkommen",
    today: "Heute",
    charts: "Verläufe",
    homes: "Zuhause",
    kept: "Behalten",
    safekeeping: "Sicherung",
  },
  navigation: "Orte",
  more: "Mehr",
  skip: "Zum Inhalt springen",
  since: (when) => `Zuletzt erreicht: ${when}.`,
  awayTitle: "HomeOps ist nicht erreichbar",
  newer: "Eine neue Version von HomeOps ist da.",
  reload: "Neu laden",
  notLoaded: "Dieser Ort konnte nicht geladen werden. HomeOps wurde aktualisiert oder ist nicht erreichbar.",
  noSignOut:
    "HomeOps antwortet nicht, deshalb ist dieser Browser noch angemeldet. Versuche es noch einmal, wenn es wieder da ist.",
  keys: {
    title: "Tasten",
    question: "Eine Frage stellen",
    place: "Zu einem Ort gehen",
    help: "Diese Tasten zeigen",
    on: "Diese Tasten verwenden",
    close: "Schließen",
  },
  charts: {
    search: "Etwas zum Zeichnen finden",
    hint: "Nenne ein Gerät oder einen Raum, zum Beispiel „Temperatur Wohnzimmer“.",
    measured: "In diesem Zuhause gemessen",
    elsewhere: "Ohne Bereich",
    nothing: "In diesem Zuhause wird noch nichts in Zahlen gemessen.",
    unknown: (text) => `Hier heißt nichts „${text}“.`,
    remove: (name) => `${name} wegnehmen`,
  },
};
