import type { Action } from "#server/intake/connect/call-action.ts";
import type { AttemptRow } from "./attempt-queries.ts";
import type { AttemptShown } from "./contract.ts";
import type { Plan } from "./plan.ts";
import { type Language, languages, titleOf } from "./words.ts";

export function shownAttempt(row: AttemptRow, language: Language): AttemptShown {
  const { id, finding, remedy, subject_kind, subject, name, plan, by, verdict, undone_at, why } = row;
  const title = titleOf(remedy, language);
  return {
    ...{ attempt: id, finding, remedy, title, by, verdict, undone_at, why },
    sentence: languages[language].attempt({ title, name, verdict, isUndone: undone_at !== null, why }),
    subject: { kind: subject_kind, id: subject, name },
    at: row.intent_at,
    outcome: row.outcome,
    contexts: row.context_ids,
    before: row.before,
    after: row.after,
    verdict_at: row.verdict_at,
    undo_outcome: row.undo_outcome,
    can_undo: plan.undo !== null && verdict !== null && undone_at === null,
  };
}

export const shownCall = ({ action, data, target }: Action) => ({
  action,
  ...(data && { data: { ...data } }),
  ...(target && { target: { ...target } }),
});

export const shownSteps = ({ steps }: Plan) =>
  steps.map(({ action, pauseSeconds = 0 }) => ({ ...shownCall(action), pause_seconds: pauseSeconds }));
