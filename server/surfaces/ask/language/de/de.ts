import { german as episodes } from "#server/analysis/episodes/words/de.ts";
import { german as sentences } from "#server/store/memory/sentences/words/de.ts";
import type { Language } from "../language.ts";
import { configuration } from "./configuration.ts";
import { cues } from "./cues.ts";
import { fillers } from "./fillers.ts";
import { health } from "./health.ts";
import { floors, kinds, measures, runsOf, synonyms } from "./nouns.ts";
import { orders as memory } from "./orders.ts";
import { says } from "./says.ts";
import { speech } from "./speech.ts";
import { spellings, spoken } from "./spoken.ts";
import { time } from "./time.ts";
import { clauses, comparisons, orders, predicates, separable } from "./verbs.ts";

/** "Freitagabend" is a Friday's evening. */
const partsOfWeekdays = Object.fromEntries(
  Object.keys(time.weekdays).flatMap((day) =>
    ["morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht"].map((part) => [
      `${day}${part}`,
      `${day} ${part}`,
    ]),
  ),
);

export const german: Language = {
  code: "de",
  contractions: {
    ...partsOfWeekdays,
    ...spoken,
    wieviel: "wie viel",
    wieviele: "wie viele",
    zuhause: "zu hause",
    wielange: "wie lange",
    wielang: "wie lange",
    wieoft: "wie oft",
  },
  letters: [
    ["ae", "a"],
    ["oe", "o"],
    ["ue", "u"],
  ],
  spellings,
  links: ["", "n", "en", "s", "es", "er"],
  separable,
  endings: [
    ["ern", ""],
    ["en", ""],
    ["er", ""],
    ["es", ""],
    ["e", ""],
    ["n", ""],
    ["s", ""],
  ],
  plurals: {
    endings: [],
    words: [
      "lichter",
      "lampen",
      "turen",
      "schalter",
      "fenstern",
      "rollladen",
      "steckdosen",
      "sensoren",
      "automatisierungen",
      "gerate",
      "leute",
      "personen",
      "heizungen",
      "schlosser",
    ],
  },
  glue: ["der", "die", "das", "ein", "eine", "also", "nun", "gut", "so"],
  synonyms,
  fillers,
  outdoors: ["aussen", "außen", "draussen", "draußen", "garten", "balkon", "terrasse", "outside", "outdoor"],
  household:
    "strom stromzahler stromverbrauch zahler energie energieverbrauch verbrauch gesamt gesamtverbrauch hausverbrauch netz netzbezug bezug haus haushalt wohnung".split(
      " ",
    ),
  producing: ["pv", "photovoltaik", "solar", "ertrag", "erzeugung", "einspeisung", "wechselrichter", "balkonkraftwerk"],
  doers: {
    gewaschen: "waschmaschine",
    getrocknet: "trockner",
    gespult: "geschirrspuler",
    abgewaschen: "geschirrspuler",
  },
  prefaces: [
    "[bitte] (sagen|sagt|sag) (sie|du) [mir|uns] [bitte]",
    "(konnen|konnten|wurden) sie [mir|uns] [bitte] [mal] (sagen|nachsehen|nachschauen|schauen|verraten)",
    "(wissen sie|weiss man|weiss wer|wisst ihr) [noch] [zufallig]",
    "(kannst|konntest) du [mir|uns] [bitte] [mal] (sagen|nachsehen|nachschauen|schauen|verraten|herausfinden)",
    "(ich hatte|hatte) [ich] [gern|gerne] gewusst",
    "ich (wurde|mochte|wollte|will) [gern|gerne] wissen",
    "(entschuldigung|servus|gruss gott|guten (morgen|tag|abend)|moin|gruezi|hallochen|na|ah|ahm|aeh|also|du|sag mal|he|heast|geh)",
    "[bitte] [kannst du] (sag|sage|zeig|zeige) (mir|uns)",
    "[kannst du] (mir|uns) sagen",
    "weisst du [noch]",
    "(sag|sagt|sage) [mal] [bitte]",
    "(konntest|kannst) du [bitte] (nachsehen|schauen|sagen|herausfinden)",
    "ich (frage|frag) mich",
    "stimmt es [dass]",
    "ich (will|mochte) wissen",
    "(hey|hallo|ok|also|ah|ahm|moment|sorry|nein|du|sag)",
    "bitte",
  ],
  afterthoughts: [
    "(oder|oder nicht|gell|ne|nicht wahr|stimmt das|richtig|bitte|danke|weisst du das)",
    "(konnen|konnten|wissen) sie [mir] das [bitte] [sagen|nachsehen|verraten]",
    "(kannst|konntest|weisst) du [mir] das [bitte] [sagen|nachsehen|verraten]",
    "als die (uhren|uhr) (umgestellt|vorgestellt|zuruckgestellt) (wurden|wurde)",
    "bei der zeitumstellung",
  ],
  rhetorical: ["[denn|etwa|doch] nicht"],
  time,
  cues,
  kinds,
  floors,
  runsOf,
  measures,
  predicates,
  comparisons,
  clauses,
  orders,
  memory,
  health,
  configuration,
  says,
  speech,
  sentences,
  episodes,
};
