import { expect, it } from "vitest";
import type { StepShown } from "#server/store/ledger/findings/contract.ts";
import { undoable } from "./undoable.ts";

const NOW = Date.parse("2026-11-27T12:00:00Z");
const LATER = "2026-11-28T12:00:00Z";
const steps = (...all: [finding: number, what: StepShown["what"], until?: string][]) =>
  all.map(([finding, what, until = null], i) => ({ step: 100 - i, finding, what, until }) as StepShown);
const verbs = (all: StepShown[]) => [...undoable(all, NOW)];

it("offers to take back what a person did and what still holds", () => {
  const all = steps([1, "muted"], [2, "not_a_problem"], [3, "snoozed", LATER], [3, "opened"]);
  expect(verbs(all)).toEqual([
    [100, "unmute"],
    [99, "a_problem"],
    [98, "wake"],
  ]);
});

it("offers nothing for what was taken back, is over, or was done again since", () => {
  expect(verbs(steps([1, "unmuted"], [1, "muted"], [2, "a_problem"], [2, "not_a_problem"]))).toEqual([]);
  expect(verbs(steps([3, "snoozed", "2026-11-27T11:00:00Z"], [4, "closed"], [4, "snoozed", LATER]))).toEqual([]);
  expect(verbs(steps([5, "muted"], [5, "unmuted"], [5, "muted"]))).toEqual([[100, "unmute"]]);
  expect(verbs(steps([6, "closed"], [6, "muted"])), "muted goes on for the next of its kind").toEqual([[99, "unmute"]]);
});
