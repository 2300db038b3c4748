export const ask = {
  title: "Ask what happened",
  label: "Your question",
  example: "When did the garage door last open?",
  send: "Ask",
  busy: "Looking…",
  evidence: (n: number) => (n === 1 ? "Rests on 1 event" : `Rests on ${n} events`),
  wrong: "That is wrong",
  correct: "What would have been right?",
  correctHelp: "You may leave this empty. It is kept in your memory and goes nowhere else.",
  keep: "Keep as wrong",
  cancel: "Cancel",
  kept: "Kept. It will be asked again when the answers are measured.",
};
