import type { ask as askEn } from "./ask-en.ts";

export const ask: typeof askEn = {
  title: "Frag, was geschehen ist",
  label: "Deine Frage",
  example: "Wann ging das Garagentor zuletzt auf?",
  send: "Fragen",
  busy: "Wird nachgesehen …",
  evidence: (n) => (n === 1 ? "Beruht auf einem Ereignis" : `Beruht auf ${n} Ereignissen`),
  wrong: "Das ist falsch",
  correct: "Was wäre richtig gewesen?",
  correctHelp: "Das darf leer bleiben. Es bleibt in deinem Gedächtnis und geht nirgendwo anders hin.",
  keep: "Als falsch behalten",
  cancel: "Abbrechen",
  kept: "Behalten. Es wird wieder gefragt, wenn die Antworten gemessen werden.",
};
