import { amount, count } from "../look/amounts.ts";
import type { findingsEn } from "./findings-en.ts";

export const findingsDe: typeof findingsEn = {
  title: "Zustand",
  attention: (n) => `${count(n)} ${n === 1 ? "Sache braucht" : "Dinge brauchen"} Aufmerksamkeit`,
  well: "Alles in Ordnung",
  unseen: "Noch nicht angesehen",
  coming: "Wird angesehen …",
  severities: { info: "Hinweis", warning: "Warnung", error: "Fehler", critical: "Kritisch" },
  states: { open: "", snoozed: "Zurückgestellt", muted: "Stumm", closed: "Vorbei" },
  since: (moment) => `Seit ${moment}`,
  expected: "Üblich",
  advice: "Was zu tun ist",
  closes: "Vorbei, wenn",
  verbs: {
    fixed: "Behoben",
    snoozeDay: "Morgen erinnern",
    snoozeWeek: "In einer Woche",
    not_a_problem: "Kein Problem",
    mute_subject: "Hierzu nie",
    mute_check: "Solches nie",
    wake: "Jetzt zeigen",
    unmute: "Wieder zeigen",
    a_problem: "Ist ein Problem",
  },
  did: {
    fixed: "Als behoben vermerkt. Ist es das nicht, wird es wieder gezeigt.",
    snooze: "Zurückgestellt.",
    mute_subject: "Hierzu wird nichts mehr gezeigt.",
    mute_check: "Solches wird nicht mehr gezeigt.",
    not_a_problem: "Als kein Problem vermerkt; wird es schlimmer, wird es wieder gezeigt.",
    wake: "Wieder gezeigt.",
    unmute: "Wieder gezeigt.",
    a_problem: "Gilt wieder als Problem.",
  },
  undo: "Rückgängig",
  quiet: (n) => `${count(n)} zurückgestellt oder stumm`,
  hideQuiet: "Zurückgestelltes und Stummes verbergen",
  ask: "Etwas tun",
  score: (n: number) => `Gesundheit des Zuhauses: ${n} von 100.`,
  lost: ({ title, name, points }: { title: string; name: string; points: number }) =>
    `${title}: ${name} kostet ${amount(points)}.`,
};
