import { count, roundly } from "../look/amounts.ts";
import type { KeptWords } from "./kept-en.ts";

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;
const amount = (n: number, bytes: string) => `${roundly(n)} ${n === 1 ? "Ereignis" : "Ereignisse"}, ${bytes}`;

export const keptDe: KeptWords = {
  title: "Was behalten wird",
  size: (bytes, cap) => (cap ? `${bytes} von höchstens ${cap}` : bytes),
  aDay: (bytes) => `${bytes} am Tag`,
  full: (days) => (days === 0 ? "jetzt voll" : `voll in ${many(days, "Tag", "Tagen")}`),
  levelsOff: (bytes) => `pendelt sich bei ${bytes} ein`,
  unknownYet: "Wie schnell es wächst, ist nach dem ersten ganzen Tag bekannt.",
  capReached: "Nichts wird gemerkt: HomeOps hat seine Größengrenze erreicht. Erhöhe die Grenze, oder behalte weniger.",
  capNear: "HomeOps ist nahe an seiner Größengrenze; die ältesten Tage gehen zuerst.",
  isPaused: "Das Merken ist unterbrochen.",
  pause: "Pause",
  pauseTitle: "Merken unterbrechen",
  pauseHelp:
    "Was inzwischen geschieht, wird nicht gemerkt und auch später nicht nachgeholt. Die Pause endet von selbst, spätestens nach einer Woche.",
  pauses: { hour: "1 Stunde", morning: "Bis morgen früh", told: "Bis ich es sage" },
  pausedUntil: (time, left) => `Pause bis ${time}, noch ${left}`,
  resume: "Wieder merken",
  tabs: { retention: "Wie lange", heaviest: "Größte", forget: "Vergessen", schedules: "Arbeit", audit: "Wer was tat" },
  retentionHelp: "Stunden- und Tageswerte und Langzeitstatistik bleiben für immer, was hier auch gewählt ist.",
  days: (days) => (days === null ? "Für immer" : many(days, "Tag", "Tage")),
  classes: {
    measurements: "Messwerte",
    states: "An, aus und andere Zustände",
    diagnostics: "Diagnose",
    events: "Aktionen und Ereignisse",
    traces: "Gelungene Läufe",
    "failed traces": "Gescheiterte Läufe",
    metrics: "Zustand der Verbindung",
    unreadable: "Unlesbare Ereignisse",
    audit: "Wer was geändert hat",
  },
  events: (n) => many(n, "Ereignis", "Ereignisse"),
  wouldGo: (n, bytes) =>
    `Das würde ${amount(n, bytes)} entfernen, in der kommenden Nacht. Was entfernt ist, kommt nicht wieder.`,
  wouldGoNow: (n, bytes) =>
    `Das würde ${amount(n, bytes)} entfernen, ab sofort im Hintergrund. Was entfernt ist, kommt nicht wieder.`,
  wouldForget: (n, bytes) => `Das würde ${amount(n, bytes)} endgültig entfernen.`,
  takesBack: (n, bytes) =>
    n === 0
      ? "Ab jetzt wird alles davon wieder gemerkt. Vom Früheren wurde nichts entfernt."
      : `Ab jetzt wird alles davon wieder gemerkt. Vom Früheren wurden ${amount(n, bytes)} entfernt; sie kommen nicht wieder.`,
  stopsRemoving: "Was noch zu entfernen war, bleibt.",
  nothingGoes: "Nichts Gespeichertes geht dadurch.",
  apply: "Anwenden",
  cancel: "Abbrechen",
  looking: "Zählt…",
  heaviestHelp: (days) =>
    `Was am meisten Platz nimmt, nach ${days === 1 ? "dem letzten ganzen Tag" : `den letzten ${count(days)} ganzen Tagen`}.`,
  noHeaviest: "Was am meisten Platz nimmt, ist nach dem ersten ganzen Tag bekannt.",
  heavy: (events, bytes) => `${events} Ereignisse und ${bytes} am Tag`,
  less: (name) => `Weniger von ${name} behalten`,
  details: { changes: "Nur Änderungen", rollups: "Nur Zusammenfassungen", out: "Auslassen" },
  detailHelp: {
    changes: "Eine Meldung, die nur Attribute ändert, wird nicht behalten.",
    rollups: "Werte je 5 Minuten, Stunde und Tag bleiben; jeder Einzelwert geht in der Nacht danach.",
    out: "Davon wird nichts mehr gemerkt.",
  },
  isDetail: { changes: "nur Änderungen", rollups: "nur Zusammenfassungen", out: "ausgelassen" },
  saves: (bytes) => `spart ${bytes} am Tag`,
  asUsual: "Wieder alles behalten",
  past: "Auch vom Gespeicherten",
  errands: { forget: "Vergisst", "keep less": "Behält weniger" },
  errand: (what, about) => `${what}: ${about}`,
  everything: "alles im Zuhause",
  waits: "wartet",
  fewDays: (from, to) => (from === to ? from : `${from} bis ${to}`),
  narrower: "Andere Zeiten für Einzelnes",
  narrowerHelp: "Eine Entität zählt vor ihren Labels, ein Label vor den Arten oben.",
  recorder: {
    title: "Der Recorder von Home Assistant",
    advised: (back, keep) =>
      `Seine Vergangenheit von ${many(back, "Tag", "Tagen")} ist hier. Er braucht nur ${many(keep, "Tag", "Tage")} aufzubewahren; seine eigenen Kurven reichen dann nicht weiter zurück, die von HomeOps schon.`,
    because: (away) =>
      `HomeOps war bis zu ${many(away, "Tag", "Tage")} am Stück nicht da; solche Lücken füllt es aus dem, was der Recorder hat.`,
    saves: (bytes, of) =>
      `Höchstens ${bytes} von ${of} werden frei: Langzeitstatistik bleibt, und kleiner wird eine Datei nur durch die Aktion „Recorder: Bereinigen“ mit Repack.`,
    how: "In configuration.yaml, danach Home Assistant neu starten:",
    short_already: (back) =>
      `Er reicht ${many(back, "Tag", "Tage")} zurück. Weniger wäre zu wenig, um die Lücken zu füllen, in denen HomeOps nicht da ist.`,
    importing: "Wie wenige Tage er aufbewahren kann, steht fest, sobald seine Vergangenheit gelesen ist.",
    kept_here_shorter: (back) =>
      `Er reicht ${many(back, "Tag", "Tage")} zurück, und HomeOps bewahrt Zustände kürzer auf. Lass ihn, wie er ist, oder bewahre Zustände hier länger auf.`,
    not_connected: "Wie wenige Tage er aufbewahren kann, steht fest, sobald Home Assistant antwortet.",
  },
  of: "Entität oder Label",
  usual: "Wie üblich",
  unknownThing: "Wähle eine Entität oder ein Label aus der Liste.",
  limit: "Größengrenze in Gigabyte",
  limitHelp: (bytes) =>
    `HomeOps nimmt jetzt ${bytes}. Nahe der Grenze gehen die ältesten Tage zuerst, nie Stunden- und Tageswerte. Leer: keine Grenze.`,
  setLimit: "Grenze setzen",
  limitSet: "Die Grenze gilt ab jetzt.",
  badLimit: "Gib eine Zahl über 0 an, oder lass das Feld leer.",
  limitBelow: "HomeOps nimmt jetzt mehr als das: die ältesten Tage gingen sofort, und sie kommen nicht wieder.",
  forgetHelp:
    "Ereignisse, Werte, Statistik und Läufe einer Spanne werden entfernt und kommen nie zurück. Eine Lücke bleibt. Frühere Sicherungen enthalten sie noch.",
  from: "Von",
  to: "Bis",
  area: "Bereich",
  everyArea: "Alles im Zuhause",
  preview: "Vorschau",
  forget: "Vergessen",
  badSpan: "Wähle eine Spanne, die beginnt, bevor sie endet.",
  forgetting: (n) =>
    `${many(n, "Ereignis", "Ereignisse")} sind gleich fort. Ab jetzt bringt nichts diese Spanne zurück.`,
};
