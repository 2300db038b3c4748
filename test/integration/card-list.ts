/**
 * Every card of ours, with what it is called where one is added, what it shows at once of any home, and what is there as soon as it shows something
 * of this one.
 */
export const CARDS = [
  { type: "homeops-ask-card", name: "HomeOps: ask what happened", shows: "Ask what happened", content: "input" },
  { type: "homeops-memory-card", name: "HomeOps: what happened", shows: "What happened", content: "button.row" },
] as const;
