import type { Ending, HealthWords } from "../../health/health-words.ts";
import { asked } from "./health-asked.ts";
import { told } from "./health-told.ts";
import { forms } from "./says.ts";

const { dayNamed, momentNamed, listed } = forms;
const please = "[bitte|hey|ok|okay|sag mir|zeig mir]";
const cells = "[der|meiner|unserer] (batterien|batterie|akkus|akku)";
const end = "(leer|tot|schwach|alle|am ende|fallig)";
const change = "(ersetzt|gewechselt|getauscht|ausgetauscht|erneuert)";
const changing = "(ersetzen|wechseln|tauschen|austauschen|erneuern|kaufen)";
const home = "[mein|das|unser|dein|meinem|unserem|dem] (zuhause|haus|heim|wohnung|system|smart home|zu hause)";
const fails = "(ausfallen|kaputtgehen|kaputt gehen|versagen|sterben|den geist aufgeben)";
const fallsOut = "(fallt|geht|stirbt|versagt)";

const ending = (it: Parameters<HealthWords["nextSay"]>[0], { name, expected, earliest, latest }: Ending): string =>
  `${name} etwa ${dayNamed(expected, it)} (zwischen ${dayNamed(earliest, it)} und ${dayNamed(latest, it)} in vier von fünf Fällen)`;

export const health: HealthWords = {
  asked,
  told,
  batteries: [
    `${please} welche ${cells} (werden|wird|sind|ist|gehen|geht|sterben|stirbt) [<by>] [bald] ${end} [<by>] [werden|sein|gehen]`,
    `${please} welche ${cells} (werden|wird|sterben|stirbt) [<by>] [sterben]`,
    `${please} welche ${cells} (mussen|muss|sollten|sollen|soll) [<by>] ${change} werden [<by>]`,
    `${please} welche ${cells} (muss|sollte|soll|mussen|sollten|sollen) (ich|wir|man) [<by>] ${changing}`,
    `(mussen|muss|sollten|sollen) [<by>] ${cells} [<by>] ${change} werden`,
    `(muss|sollte|soll|mussen|sollten|sollen) (ich|wir|man) [<by>] [irgendwelche] ${cells} [<by>] ${changing}`,
    `(werden|gehen|sind) [<by>] ${cells} [<by>] ${end} [werden]`,
  ],
  low: [
    `${please} welche ${cells} (sind|ist) [jetzt|gerade|im moment] [fast] (schwach|leer|tot|alle|niedrig)`,
    `(sind|ist) [irgendwelche|eine] ${cells} [jetzt|gerade|im moment] [fast] (schwach|leer|tot|alle|niedrig)`,
  ],
  score: [
    `${please} wie gesund ist ${home} [jetzt|heute|gerade]`,
    `wie geht es ${home} [jetzt|heute|gerade]`,
    `${please} (wie ist|was ist) (die gesundheit|der zustand) (von|des|meines|unseres|vom) [mein|meinem|unser|unserem] (zuhause|hauses|haus|heims|zu hause|hausen)`,
    `ist ${home} (gesund|in gutem zustand)`,
    `wie viele punkte hat ${home}`,
  ],
  next: [
    `${please} was (wird|konnte|durfte) [als] (nachstes|erstes) ${fails}`,
    `${please} was ${fallsOut} [als] (nachstes|erstes) [aus|kaputt]`,
    `${please} welches (gerat|ding) (wird|konnte|durfte) [als] (nachstes|erstes) ${fails}`,
    `${please} welches (gerat|ding) ${fallsOut} [als] (nachstes|erstes) [aus|kaputt]`,
    `${please} was (wird|konnte) (bald|demnachst) ${fails}`,
    "was steht kurz vor dem ausfall",
    "wann (wird|ist|geht) die nachste batterie leer",
  ],
  past: [
    `${please} was war [alles] (kaputt|los|falsch|nicht in ordnung|defekt)`,
    `${please} was war`,
    "war (etwas|irgendetwas|irgendwas|was) [nicht] (kaputt|falsch|in ordnung|defekt)",
    "war",
    `${please} (welche|was fur) (probleme|storungen|fehler|befunde) (gab es|hatten wir|hatte ich|waren da|hast du gefunden)`,
    "gab es (probleme|storungen|fehler|befunde)",
    "(gab es|hatten wir)",
  ],
  wrong: ["(kaputt|falsch|los|nicht in ordnung|defekt|probleme|storungen|fehler|befunde)"],
  beside: [
    "(in|im|am|wahrend|der|die|das|den|dem|zu hause|zuhause|hier)",
    "[etwas|irgendetwas|irgendwas|alles] [nicht] (kaputt|falsch|in ordnung|defekt)",
    "[irgendwelche] (probleme|storungen|fehler|befunde)",
  ],
  horizons: {
    soon: ["bald", "demnachst", "in nachster zeit", "in den nachsten (tagen|wochen)", "in kurze"],
    thisWeek: ["diese woche", "in dieser woche", "bis (sonntag|zum wochenende|ende der woche)"],
    nextWeek: ["(nachste|kommende) woche", "in der (nachsten|kommenden) woche"],
    thisMonth: ["diesen monat", "in diesem monat", "bis (ende des monats|monatsende)"],
    nextMonth: ["(nachsten|kommenden) monat", "im (nachsten|kommenden) monat"],
    thisYear: ["dieses jahr", "in diesem jahr", "bis (ende des jahres|jahresende)"],
  },
  within: ["(in|innerhalb) [den|der] [nachsten|kommenden|von] <n> <unit>", "(binnen|innerhalb) <n> <unit>"],
  batteriesSay: ({ low, ending: soon, unknown, ...it }) =>
    [
      low.length > 0 ? `${listed(low)} ${low.length === 1 ? "ist" : "sind"} jetzt schwach.` : "",
      soon.length > 0
        ? `Leer werden: ${soon.map((one) => ending({ ...it, ending: one }, one)).join("; ")}.`
        : `Bis dahin wird keine ${low.length > 0 ? "andere " : ""}Batterie leer, so wie sie bisher gefallen sind.`,
      unknown > 0 ? `Von ${unknown} weiteren ist noch kein Ende bekannt.` : "",
    ]
      .filter(Boolean)
      .join(" "),
  lowSay: (low) =>
    low.length === 0
      ? "Von keiner Batterie ist bekannt, dass sie schwach wäre."
      : `${listed(low)} ${low.length === 1 ? "ist" : "sind"} schwach.`,
  noForecasts: "Das weiß ich noch nicht: keine Batterie wurde lange genug beobachtet, um zu sagen, wann sie leer ist.",
  scoreSay: ({ score, lost }) =>
    lost.length === 0
      ? `${score} von 100: es ist nichts bekannt, was nicht in Ordnung wäre.`
      : `${score} von 100. ${lost.map(({ title, name, points }) => `${title}: ${name} kostet ${String(points).replace(".", ",")}`).join("; ")}.`,
  notLooked: "Das weiß ich noch nicht: ich konnte das ganze Zuhause noch nicht ansehen.",
  nextSay: ({ ending: one, ...it }) =>
    `Die Batterie von ${ending({ ...it, ending: one }, one)}, so wie sie gefallen ist.`,
  noneForetold: "Das weiß ich nicht: hier wurde nichts lange genug beobachtet, um zu sagen, was als Nächstes ausfällt.",
  pastSay: ({ wrong, more, since, ...it }) =>
    [
      wrong.length === 0
        ? "Es wurde nichts gefunden, was nicht in Ordnung war."
        : wrong
            .map(
              ({ title, name, from, to }) =>
                `${title}: ${name}, ${to === undefined ? `seit ${momentNamed(from, it)}` : `von ${momentNamed(from, it)} bis ${momentNamed(to, it)}`}.`,
            )
            .join(" "),
      more > 0 ? `Und ${more} weitere.` : "",
      since === undefined ? "" : `Danach gesehen wird seit ${momentNamed(since, it)}.`,
    ]
      .filter(Boolean)
      .join(" "),
  notKnownBefore: ({ since, ...it }) => `Das weiß ich nicht: danach gesehen wird seit ${momentNamed(since, it)}.`,
};
