import type { StepShown } from "#server/store/ledger/findings/contract.ts";
import type { Verb } from "./undone-by.ts";

type What = StepShown["what"];

/** What a step did until another one took it back, and what a person presses for that. */
const BACK: Partial<Record<What, { by: What; verb: Verb }>> = {
  snoozed: { by: "woken", verb: "wake" },
  muted: { by: "unmuted", verb: "unmute" },
  not_a_problem: { by: "a_problem", verb: "a_problem" },
};

/** Which steps still hold and may be taken back, by their id; `steps` with the newest first. */
export function undoable(steps: readonly StepShown[], now = Date.now()): Map<number, Verb> {
  const found = new Map<number, Verb>();
  const later = new Set<string>(); // of each finding, what came after
  for (const { step, finding, what, until } of steps) {
    const back = BACK[what];
    const isOver = later.has(`${finding} ${what}`) || (back !== undefined && later.has(`${finding} ${back.by}`));
    const isPast = what === "snoozed" && (later.has(`${finding} closed`) || Date.parse(until ?? "") <= now);
    if (back && !isOver && !isPast) found.set(step, back.verb);
    later.add(`${finding} ${what}`);
    if (what === "closed" || what === "fixed" || what === "not_a_problem") later.add(`${finding} closed`);
  }
  return found;
}
