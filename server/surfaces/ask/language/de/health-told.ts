import type { ToldWords } from "../../health/told-words.ts";
import { forms } from "./says.ts";

const { dayNamed, dayOf, momentNamed, momentOf, listed } = forms;
const one = (count: number, single: string, several: string): string => `${count} ${count === 1 ? single : several}`;
const number = (value: number): string => String(value).replace(".", ",");
const some = ({ names, more }: { names: readonly string[]; more: number }): string =>
  more > 0 ? `${names.join(", ")} und ${more} weitere` : listed(names);
const andMore = (more: number): string => (more > 0 ? ` und ${more} weitere` : "");
const untoldCells = (count: number): string => (count > 0 ? ` Bei ${count} weiteren ist die Sorte nicht bekannt.` : "");

export const told: ToldWords = {
  which: (names) => `Was ist gemeint: ${listed(names, "or")}?`,
  unknown: (words) => `Hier gibt es nichts, was „${words.join(" ")}“ heißt.`,
  some,
  more: (count) => `Und ${count} weitere.`,
  emptyOn: ({ ending: { name, expected, earliest, latest }, ...it }) =>
    `Die Batterie von ${name} ist etwa ${dayNamed(expected, it)} leer, in vier von fünf Fällen zwischen ${dayNamed(earliest, it)} und ${dayNamed(latest, it)}.`,
  emptyUnknown: ({ name }) =>
    `Das weiß ich noch nicht: die Batterie von ${name} wurde noch nicht lange genug beim Fallen beobachtet.`,
  emptyNow: ({ name }) => `Die Batterie von ${name} ist so gut wie leer.`,
  noBattery: ({ name }) => `Von einer Batterie in ${name} weiß ich nichts.`,
  level: ({ name, percent }) => `Die Batterie von ${name} hat ${number(percent)} %.`,
  levelOnlyLow: ({ name, isLow }) =>
    `${name} sagt nur, ob die Batterie schwach ist: sie ist ${isLow ? "schwach" : "nicht schwach"}.`,
  levelUnknown: ({ name }) => `Das weiß ich nicht: ${name} sagt gerade nicht, wie voll die Batterie ist.`,
  cell: ({ name, type, quantity }) =>
    quantity === null ? `${name} braucht ${type}.` : `${name} braucht ${quantity} × ${type}.`,
  cellUnknown: ({ name }) => `Das weiß ich nicht: weder ${name} noch die Integration sagt, welche Batterie es ist.`,
  changed: ({ name, at, ...it }) =>
    `Die Batterie von ${name} wurde ${dayOf(at, it)} gewechselt, so wie ihr Stand gestiegen ist.`,
  changedUnknown: ({ name, since, ...it }) =>
    since === undefined
      ? `Das weiß ich nicht: von einem Wechsel der Batterie von ${name} ist nichts bekannt.`
      : `Das weiß ich nicht: seit ${dayNamed(since, it)}, seit ich danach sehe, wurde die Batterie von ${name} nicht gewechselt.`,
  toBuy: ({ parts, untold }) =>
    `${parts.map(({ type, count, names }) => `${count} × ${type} für ${listed(names)}`).join("; ")}.${untoldCells(untold)}`,
  nothingToBuy: ({ type, untold }) =>
    `Bis dahin wird keine Batterie${type === undefined ? "" : ` der Sorte ${type}`} leer, so wie sie bisher gefallen sind.${untoldCells(untold)}`,
  offline: ({ count, ...it }) => `${one(count, "Gerät ist", "Geräte sind")} nicht erreichbar: ${some(it)}.`,
  noneOffline: "Alle Geräte sind erreichbar.",
  noDevices: "Dort ist mir kein Gerät bekannt.",
  offlineSince: ({ name, at, ...it }) => `${name} ist seit ${momentNamed(at, it)} nicht erreichbar.`,
  reachable: ({ name }) => `${name} ist erreichbar.`,
  noneSilent: "Von keinem Gerät ist bekannt, dass es verstummt wäre.",
  weak: ({ told: rows, more }) =>
    `Schwach: ${rows.map(({ name, value, unit }) => `${name} mit ${Math.round(value)} ${unit}`).join(", ")}${andMore(more)}.`,
  noneWeak: "Von keinem Gerät ist bekannt, dass es schlecht zu hören wäre.",
  signal: ({ name, value, unit, isWeak }) =>
    `${name} ist mit ${Math.round(value)} ${unit} zu hören${isWeak === undefined ? "" : isWeak ? ", das ist schwach" : ", das reicht"}.`,
  signalUnknown: ({ name }) => `Das weiß ich nicht: ${name} sagt nicht, wie gut es zu hören ist.`,
  drops: ({ told: rows, more }) =>
    `${rows.map(({ name, count }) => `${name} ${count}-mal`).join(", ")}${andMore(more)}.`,
  noDrops: "In dieser Zeit war kein Gerät weg, soweit bekannt.",
  lastReport: ({ name, at, ...it }) => `${name} hat sich zuletzt ${momentOf(at, it)} gemeldet.`,
  reportUnknown: ({ name }) => `Das weiß ich nicht: wann sich ${name} zuletzt gemeldet hat, ist nicht bekannt.`,
  healthOf: ({ name, score, lost }) =>
    lost.length === 0
      ? `${name}: ${score} von 100, es ist nichts bekannt, was nicht in Ordnung wäre.`
      : `${name}: ${score} von 100. ${lost.map((it) => `${it.title}: ${it.name} kostet ${number(it.points)}`).join("; ")}.`,
  nothingWrong: (name) =>
    `Es ist nichts bekannt, was ${name === undefined ? "" : `mit ${name} `}nicht in Ordnung wäre.`,
  costsMost: ({ title, name, points }) => `${title}: ${name} kostet am meisten, ${number(points)} Punkte.`,
  notAllRight: ({ count, first }) =>
    `Nein: ${count === 1 ? "eine Sache braucht" : `${count} Dinge brauchen`} Aufmerksamkeit. ${first}.`,
  noAutomations: "Von keiner Automation ist das bekannt.",
  automationFine: ({ name }) => `Von ${name} ist kein Fehler bekannt.`,
  disk: ({ name, percent }) => `${name}: ${number(percent)} % der Platte sind belegt.`,
  diskFull: ({ percent, ending: { expected, earliest, latest }, ...it }) =>
    `Die Platte ist etwa ${dayNamed(expected, it)} voll, in vier von fünf Fällen zwischen ${dayNamed(earliest, it)} und ${dayNamed(latest, it)}; jetzt sind ${number(percent)} % belegt.`,
  diskNoTrend: ({ percent }) =>
    `Das weiß ich nicht: ${number(percent)} % der Platte sind belegt, und es wird nicht stetig genug mehr, um zu sagen, wann sie voll ist.`,
  diskUnknown: "Das weiß ich nicht: hier sagt nichts, wie voll die Platte ist.",
  noIntegrations: "Von keiner Integration ist ein Problem bekannt.",
  updates: ({ count, ...it }) => `${one(count, "Update wartet", "Updates warten")}: ${some(it)}.`,
  noUpdates: "Es wartet kein Update.",
  updated: (it) => `Aktualisiert: ${some(it)}.`,
  nothingUpdated: "In dieser Zeit wurde nichts aktualisiert, soweit bekannt.",
  worse: ({ names, untold }) =>
    [
      names.length > 0 ? `Seither schlechter: ${listed(names)}.` : "",
      untold > 0 ? `Bei ${untold} davon ist es noch zu früh.` : "",
      names.length === 0 && untold === 0 ? "Seither ist nichts schlechter geworden." : "",
    ]
      .filter(Boolean)
      .join(" "),
  howSure: ({ scored, share }) =>
    `Von ${scored} Vorhersagen, deren Ausgang bekannt ist, trafen ${Math.round(share * 100)} % ein.`,
  notSure: ({ scored }) =>
    `Das weiß ich noch nicht: erst von ${one(scored, "Vorhersage", "Vorhersagen")} ist der Ausgang bekannt, und unter 30 sagt ein Anteil nichts.`,
  gotWrong: (it) => `Gesagt und nicht eingetroffen, oder kein Problem genannt: ${some(it)}.`,
  nothingWrongSaid: "Von nichts, was ich gesagt habe, ist bekannt, dass es falsch war.",
  nothingScored: "Das weiß ich nicht: noch von keiner Vorhersage ist bekannt, was daraus wurde.",
  mended: ({ inVain, ...it }) =>
    [
      it.names.length > 0 ? `Repariert: ${some(it)}.` : "In dieser Zeit wurde nichts repariert.",
      inVain > 0 ? `${one(inVain, "Versuch half", "Versuche halfen")} nicht.` : "",
    ]
      .filter(Boolean)
      .join(" "),
  mendedUntold: "Was ich repariert habe, sage ich nur, wenn ich weiß, dass jemand zum Zuhause gehört.",
  canMend: (it) => `Mit deinem Ja kann ich vielleicht reparieren: ${some(it)}.`,
  nothingToMend: "Nichts von dem, was gerade nicht stimmt, könnte ich reparieren.",
  mendingStopped: "Alles Reparieren ist angehalten.",
  silenced: ({ count, ...it }) =>
    `${one(count, "Befund ist", "Befunde sind")} stummgeschaltet oder zurückgestellt: ${some(it)}.`,
  nothingSilenced: "Es ist nichts stummgeschaltet oder zurückgestellt: ich sage alles, was ich finde.",
  maintenance: ({ of, isHoliday, until, ...it }) =>
    `Ja: ${isHoliday ? "Urlaub" : "Wartung"}${of === undefined ? "" : ` von ${of}`} bis ${momentNamed(until, it)}.`,
  noMaintenance: "Es ist keine Wartung.",
};
