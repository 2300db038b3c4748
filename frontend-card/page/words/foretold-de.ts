import { count } from "../look/amounts.ts";
import type { foretoldEn } from "./foretold-en.ts";

export const foretoldDe: typeof foretoldEn = {
  title: "Was ausfallen kann",
  coming: "Vorhersagen werden gelesen …",
  within: (days) =>
    `Geräte, die Anzeichen zeigen, binnen ${count(days)} Tagen auszufallen; die wahrscheinlichsten zuerst.`,
  none: "Kein Gerät zeigt Anzeichen, dass es ausfällt.",
  until: (day) => `bis ${day}`,
  probability: (share) => `${count(share * 100)} von 100 solchen trafen ein`,
  score: (share, n) => `Von ${count(n)} Ausfällen, die hier vorhergesagt wurden, kamen ${count(share * 100)} %.`,
  scoreNone: "Noch wurde keine Vorhersage an dem gemessen, was kam.",
  scoreLater: (n) =>
    `${count(n)} ${n === 1 ? "vorhergesagter Ausfall wurde" : "vorhergesagte Ausfälle wurden"} an dem gemessen, was kam; wie oft das stimmte, steht hier ab 30.`,
  past: {
    title: "Wie gesund es war",
    spans: { month: "Monat", year: "Jahr" },
    span: "Zeitraum",
    coming: "Die Vergangenheit wird gelesen …",
    none: "Noch wurde nicht lange genug hingesehen.",
    told: (from, low, high) =>
      low === high
        ? `Seit ${from} stets ${count(low)} von 100.`
        : `Seit ${from} zwischen ${count(low)} und ${count(high)} von 100.`,
    dip: (when, score) => `${when}: ${count(score)} von 100`,
    day: (day, low, high) =>
      low === high ? `${day}: ${count(low)} von 100` : `${day}: ${count(low)} bis ${count(high)} von 100`,
    of: "Wovon",
    home: "Das ganze Zuhause",
    lasting: (from, until) => `${from} bis ${until}`,
    because: (title, name) => `${title}: ${name}`,
    unnamed: "Was es war, ist nicht mehr bekannt.",
    dips: "Wann es weniger war",
  },
};
