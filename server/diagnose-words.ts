import type { Severity } from "./finding.ts";

/** What stands around findings on a terminal; what is wrong is told by each check itself. */
export interface DiagnoseWords {
  readonly severities: Readonly<Record<Severity, string>>;
  readonly usual: string;
  readonly toDo: string;
  readonly over: string;
  readonly evidence: string;
  readonly effects: (count: number) => string;
  readonly nothingWrong: string;
  readonly notSeen: string;
  readonly health: (score: number) => string;
  readonly notLooked: string;
  readonly batteries: string;
  readonly empty: (on: string, from: string, to: string) => string;
  readonly low: string;
  readonly notLow: string;
  readonly noLevel: string;
  readonly forecasts: (it: { scored: number; within: number | null; days: number | null }) => string;
  readonly more: (count: number) => string;
  readonly failing: (days: number) => string;
  readonly chance: (share: number) => string;
  readonly ofPredictions: (it: { scored: number; said: number; rate: number | null }) => string;
  readonly own: (file: string) => string;
  readonly fault: (fault: string) => string;
  readonly armed: string;
  readonly notArmed: string;
  readonly openings: (count: number) => string;
  readonly look: (it: { checks: number; ms: number; isBySchedule: boolean; at: string }) => string;
  readonly settled: (it: { opened: number; changed: number; closed: number }) => string;
  readonly waiting: (count: number) => string;
  readonly ran: string;
  readonly heldBack: (check: string, reason: string) => string;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const LEAST = 30;

const en: DiagnoseWords = {
  severities: { critical: "critical", error: "error", warning: "warning", info: "info" },
  usual: "Usual",
  toDo: "To do",
  over: "Over when",
  evidence: "Evidence",
  effects: (count) => (count === 1 ? "One more comes of it:" : `${count} more come of it:`),
  nothingWrong: "Nothing is wrong",
  notSeen: "Nothing can be said now",
  health: (score) => `Health: ${score} of 100`,
  notLooked: "Health: not known yet, nobody has looked at this home before",
  batteries: "Batteries",
  empty: (on, from, to) => `empty about ${on}, between ${from} and ${to} in four of five cases`,
  low: "says that it is low",
  notLow: "does not say that it is low",
  noLevel: "no level told",
  forecasts: ({ scored, within, days }) =>
    within === null
      ? `${scored} forecasts held against what came so far; how often they are right is told from ${LEAST} on`
      : `Of ${scored} forecasts that were held against what came, ${percent(within)} named the right span; ${days ?? "?"} days off in the middle`,
  more: (count) => `and ${count} more`,
  failing: (days) => `What may fail within ${days} days`,
  chance: (share) => `came in ${percent(share)} of such cases here`,
  ofPredictions: ({ scored, said, rate }) =>
    rate === null
      ? `${scored} predictions held against what came so far; how often they are right is told from ${LEAST} on`
      : `Of ${said} devices that were said to fail, ${percent(rate)} did`,
  own: (file) => `Checks of your own: ${file}`,
  fault: (fault) => `to mend: ${fault}`,
  armed: "armed",
  notArmed: "not armed",
  openings: (count) => `would have opened ${count} ${count === 1 ? "time" : "times"} in four weeks`,
  look: ({ checks, ms, isBySchedule, at }) =>
    `This look: ${checks} checks in ${ms} ms, at ${at}, ${isBySchedule ? "by the clock" : "asked for by a person"}`,
  settled: ({ opened, changed, closed }) => `${opened} opened, ${changed} changed, ${closed} closed`,
  waiting: (count) => `${count} more not for long enough to be said`,
  ran: "Checks that ran",
  heldBack: (check, reason) => `Held back: ${check}: ${reason}`,
};

const de: DiagnoseWords = {
  severities: { critical: "kritisch", error: "Fehler", warning: "Warnung", info: "Hinweis" },
  usual: "Üblich",
  toDo: "Zu tun",
  over: "Vorbei, wenn",
  evidence: "Belege",
  effects: (count) => (count === 1 ? "Eines mehr kommt davon:" : `${count} weitere kommen davon:`),
  nothingWrong: "Alles ist in Ordnung",
  notSeen: "Jetzt lässt sich nichts sagen",
  health: (score) => `Gesundheit: ${score} von 100`,
  notLooked: "Gesundheit: noch nicht bekannt, nach diesem Zuhause hat noch niemand gesehen",
  batteries: "Batterien",
  empty: (on, from, to) => `leer etwa ${on}, in vier von fünf Fällen zwischen ${from} und ${to}`,
  low: "meldet, dass sie schwach ist",
  notLow: "meldet nicht, dass sie schwach ist",
  noLevel: "nennt keinen Stand",
  forecasts: ({ scored, within, days }) =>
    within === null
      ? `${scored} Vorhersagen wurden bisher an dem gemessen, was kam; wie oft sie stimmen, steht hier ab ${LEAST}`
      : `Von ${scored} Vorhersagen, die an dem gemessen wurden, was kam, nannten ${percent(within)} die richtige Spanne; in der Mitte ${days ?? "?"} Tage daneben`,
  more: (count) => `und ${count} weitere`,
  failing: (days) => `Was in den nächsten ${days} Tagen ausfallen kann`,
  chance: (share) => `kam hier in ${percent(share)} solcher Fälle`,
  ofPredictions: ({ scored, said, rate }) =>
    rate === null
      ? `${scored} Vorhersagen wurden bisher an dem gemessen, was kam; wie oft sie stimmen, steht hier ab ${LEAST}`
      : `Von ${said} Geräten, die ausfallen sollten, taten es ${percent(rate)}`,
  own: (file) => `Eigene Prüfungen: ${file}`,
  fault: (fault) => `zu ändern: ${fault}`,
  armed: "scharf",
  notArmed: "nicht scharf",
  openings: (count) => `hätte in vier Wochen ${count}-mal etwas gefunden`,
  look: ({ checks, ms, isBySchedule, at }) =>
    `Dieser Blick: ${checks} Prüfungen in ${ms} ms, ${at}, ${isBySchedule ? "nach der Uhr" : "von einem Menschen verlangt"}`,
  settled: ({ opened, changed, closed }) => `${opened} gefunden, ${changed} geändert, ${closed} vorbei`,
  waiting: (count) => `${count} weitere noch nicht lange genug, um gesagt zu werden`,
  ran: "Gelaufene Prüfungen",
  heldBack: (check, reason) => `Zurückgehalten: ${check}: ${reason}`,
};

export const diagnoseWords = { en, de } as const;
