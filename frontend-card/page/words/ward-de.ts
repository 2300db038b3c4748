import { amount, count } from "../look/amounts.ts";
import type { wardEn } from "./ward-en.ts";

export const wardDe: typeof wardEn = {
  tabs: { now: "Jetzt", devices: "Geräte", batteries: "Batterien", mending: "Reparieren", history: "Verlauf" },
  history: {
    title: "Was gefunden wurde, und was daraus wurde",
    none: "Noch wurde nichts gefunden.",
    more: "Zeigen, was davor war",
    by: (name) => `von ${name}`,
    until: (when) => `bis ${when}`,
    steps: {
      opened: "Gefunden",
      reopened: "Wieder da",
      changed: "Geändert",
      closed: "Vorbei",
      fixed: "Als behoben vermerkt",
      snoozed: "Zurückgestellt",
      woken: "Wieder gezeigt",
      muted: "Stumm",
      unmuted: "Nicht mehr stumm",
      not_a_problem: "Als kein Problem vermerkt",
      a_problem: "Wieder ein Problem",
    },
  },
  batteries: {
    title: "Batterien",
    none: "Keine Batterie nennt ihren Stand.",
    coming: "Batterien werden gelesen …",
    empty: (day) => `Leer etwa ${day}`,
    between: (earliest, latest) => `zwischen ${earliest} und ${latest}`,
    unknown: "Noch kein Tag",
    unknownHelp: "Dafür braucht es einige Wochen fallender Stände.",
    since: (day) => `eingesetzt ${day}`,
    percent: (n) => `${count(n)} %`,
    emptySoon: "Bald leer",
    charge: "Wird immer wieder geladen",
    charged: "aufladbar",
    steps: (n) => `fällt in Schritten von ${count(n)} %`,
    chemistries: {
      lithium: "Lithium: hält lange und fällt dann schnell",
      alkaline: "Alkali: fällt stetig",
      nickel: "Nickel: bleibt lange gleich und fällt dann",
      lithium_ion: "Lithium-Ionen: fällt gleichmäßig",
    },
    low: "Schwach",
    fine: "Nicht schwach",
    volts: (n) => `${amount(n)} V`,
    cell: (type, n) => (n > 1 ? `${count(n)} × ${type}` : type),
    score: (share, n, days) =>
      `Von ${count(n)} Vorhersagen, deren Batterie leer wurde, nannten ${count(share * 100)} % die richtige Spanne; in der Mitte ${amount(days)} Tage daneben.`,
    scoreNone: "Noch wurde keine Vorhersage an dem gemessen, was kam.",
    scoreLater: (n) =>
      `${count(n)} ${n === 1 ? "Vorhersage wurde" : "Vorhersagen wurden"} bisher an dem gemessen, was kam; wie oft sie stimmen, steht hier ab 30.`,
  },
};
