import type { Answer } from "./contract.ts";

const AT = "2026-11-21T06:45:12.250001+00:00";
const MORNING = { from: "2026-11-21T05:00:00+00:00", to: "2026-11-21T12:00:00+00:00" };
const output: Answer = {
  answer: "Garage door was last opened today at 06:45.",
  speech: "Garage door was last opened today at a quarter to seven.",
  result: { kind: "instant", value: AT },
  citations: [{ at: AT, entity_id: "cover.garage_door", text: "Garage door opened" }],
  understood: { intent: "last", entities: ["cover.garage_door"], ...MORNING },
  confidence: 1,
  proof: { rows: 1, ...MORNING, gaps: [] },
};

/** What the document of the API shows of it. */
export const answerExample = { input: { question: "when was the garage door opened this morning?" }, output };
