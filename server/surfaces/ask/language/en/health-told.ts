import type { ToldWords } from "../../health/told-words.ts";
import { forms } from "./says.ts";

const { dayNamed, dayOf, momentNamed, momentOf, listed } = forms;
const one = (count: number, single: string, several: string): string => `${count} ${count === 1 ? single : several}`;
const some = ({ names, more }: { names: readonly string[]; more: number }): string =>
  more > 0 ? `${names.join(", ")} and ${more} more` : listed(names);
const andMore = (more: number): string => (more > 0 ? `, and ${more} more` : "");
const untoldCells = (count: number): string =>
  count > 0 ? ` Of ${one(count, "more battery", "more batteries")} nobody told the type.` : "";

export const told: ToldWords = {
  which: (names) => `Which one do you mean: ${listed(names, "or")}?`,
  unknown: (words) => `I do not know anything here called “${words.join(" ")}”.`,
  some,
  more: (count) => `And ${count} more.`,
  emptyOn: ({ ending: { name, expected, earliest, latest }, ...it }) =>
    `The battery of ${name} will be empty about ${dayNamed(expected, it)}, between ${dayNamed(earliest, it)} and ${dayNamed(latest, it)} in four of five cases.`,
  emptyUnknown: ({ name }) =>
    `I do not know yet when the battery of ${name} will be empty: it has not been seen falling for long enough.`,
  emptyNow: ({ name }) => `The battery of ${name} is as good as empty now.`,
  noBattery: ({ name }) => `I do not know of a battery in ${name}.`,
  level: ({ name, percent }) => `The battery of ${name} is at ${percent} %.`,
  levelOnlyLow: ({ name, isLow }) =>
    `${name} says only whether its battery is low: it is ${isLow ? "low" : "not low"}.`,
  levelUnknown: ({ name }) => `I do not know how full the battery of ${name} is: it tells none now.`,
  cell: ({ name, type, quantity }) =>
    quantity === null ? `${name} takes ${type}.` : `${name} takes ${quantity} × ${type}.`,
  cellUnknown: ({ name }) => `I do not know which battery ${name} takes: neither it nor its integration says so.`,
  changed: ({ name, at, ...it }) => `The battery of ${name} was changed ${dayOf(at, it)}, by how its level rose.`,
  changedUnknown: ({ name, since, ...it }) =>
    since === undefined
      ? `I do not know when the battery of ${name} was changed.`
      : `I do not know: since ${dayNamed(since, it)}, when I began to look, the battery of ${name} was not changed.`,
  toBuy: ({ parts, untold }) =>
    `${parts.map(({ type, count, names }) => `${count} × ${type}, for ${listed(names)}`).join("; ")}.${untoldCells(untold)}`,
  nothingToBuy: ({ type, untold }) =>
    `No ${type === undefined ? "battery" : `${type} battery`} will be empty by then, by how they have fallen.${untoldCells(untold)}`,
  offline: ({ count, ...it }) => `${one(count, "device is", "devices are")} out of reach: ${some(it)}.`,
  noneOffline: "No device is out of reach.",
  noDevices: "I do not know of any device there.",
  offlineSince: ({ name, at, ...it }) => `${name} has been out of reach since ${momentNamed(at, it)}.`,
  reachable: ({ name }) => `${name} can be reached.`,
  noneSilent: "No device is known to have fallen silent.",
  weak: ({ told: rows, more }) =>
    `Weak: ${rows.map(({ name, value, unit }) => `${name} at ${Math.round(value)} ${unit}`).join(", ")}${andMore(more)}.`,
  noneWeak: "No device is known to have a weak signal.",
  signal: ({ name, value, unit, isWeak }) =>
    `${name} is heard at ${Math.round(value)} ${unit}${isWeak === undefined ? "" : isWeak ? ", which is weak" : ", which is enough"}.`,
  signalUnknown: ({ name }) => `I do not know how well ${name} is heard: it does not tell.`,
  drops: ({ told: rows, more }) =>
    `${rows.map(({ name, count }) => `${name} ${one(count, "time", "times")}`).join(", ")}${andMore(more)}.`,
  noDrops: "No device was out of reach in that time, as far as is remembered.",
  lastReport: ({ name, at, ...it }) => `${name} last reported ${momentOf(at, it)}.`,
  reportUnknown: ({ name }) => `I do not know when ${name} last reported.`,
  healthOf: ({ name, score, lost }) =>
    lost.length === 0
      ? `${name}: ${score} of 100, nothing is known to be wrong.`
      : `${name}: ${score} of 100. ${lost.map((it) => `${it.title}: ${it.name} costs ${it.points}`).join("; ")}.`,
  nothingWrong: (name) => `Nothing is known to be wrong${name === undefined ? "" : ` with ${name}`}.`,
  costsMost: ({ title, name, points }) => `${title}: ${name} costs most, ${points} points.`,
  notAllRight: ({ count, first }) => `No: ${one(count, "thing needs", "things need")} attention. ${first}.`,
  noAutomations: "No automation is known to be so.",
  automationFine: ({ name }) => `Nothing is known to be wrong with ${name}.`,
  disk: ({ name, percent }) => `${name}: ${percent} % of the disk are used.`,
  diskFull: ({ percent, ending: { expected, earliest, latest }, ...it }) =>
    `The disk will be full about ${dayNamed(expected, it)}, between ${dayNamed(earliest, it)} and ${dayNamed(latest, it)} in four of five cases; ${percent} % are used now.`,
  diskNoTrend: ({ percent }) =>
    `I do not know: ${percent} % of the disk are used, and it does not grow steadily enough to say when it will be full.`,
  diskUnknown: "I do not know: nothing here tells how full the disk is.",
  noIntegrations: "No integration is known to have a problem.",
  updates: ({ count, ...it }) => `${one(count, "update is", "updates are")} waiting: ${some(it)}.`,
  noUpdates: "No update is waiting.",
  updated: (it) => `Updated: ${some(it)}.`,
  nothingUpdated: "Nothing is known to have been updated in that time.",
  worse: ({ names, untold }) =>
    [
      names.length > 0 ? `Worse since: ${listed(names)}.` : "",
      untold > 0 ? `Of ${one(untold, "of them", "of them")} it is too early to say.` : "",
      names.length === 0 && untold === 0 ? "Nothing got worse since." : "",
    ]
      .filter(Boolean)
      .join(" "),
  howSure: ({ scored, share }) =>
    `Of ${scored} predictions of which the end is known, ${Math.round(share * 100)} % were right.`,
  notSure: ({ scored }) =>
    `I do not know yet: of only ${one(scored, "prediction", "predictions")} is it known what came, and below 30 a share says nothing.`,
  gotWrong: (it) => `Said and not come, or called not a problem: ${some(it)}.`,
  nothingWrongSaid: "Nothing that I said is known to have been wrong.",
  nothingScored: "I do not know: of no prediction is it known yet what came of it.",
  mended: ({ inVain, ...it }) =>
    [
      it.names.length > 0 ? `Mended: ${some(it)}.` : "Nothing was mended in that time.",
      inVain > 0 ? `${one(inVain, "attempt", "attempts")} did not help.` : "",
    ]
      .filter(Boolean)
      .join(" "),
  mendedUntold: "I tell what I mended only to whom I know to belong to the home.",
  canMend: (it) => `With your yes I may be able to mend: ${some(it)}.`,
  nothingToMend: "Nothing that is wrong now is something that I could mend.",
  mendingStopped: "All mending is stopped.",
  silenced: ({ count, ...it }) => `${one(count, "finding is", "findings are")} muted or snoozed: ${some(it)}.`,
  nothingSilenced: "Nothing is muted or snoozed: I tell all that I find.",
  maintenance: ({ of, isHoliday, until, ...it }) =>
    `Yes: ${isHoliday ? "holiday" : "maintenance"}${of === undefined ? "" : ` of ${of}`} until ${momentNamed(until, it)}.`,
  noMaintenance: "No maintenance is on.",
};
