/** Every card of ours, with what it is called where one is added, and what it shows at once of any home. */
export const CARDS = [
  { type: "homeops-ask-card", name: "HomeOps: ask what happened", shows: "Ask what happened" },
  { type: "homeops-memory-card", name: "HomeOps: what happened", shows: "What happened" },
] as const;
