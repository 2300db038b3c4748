import { html, nothing } from "lit";
import { dayAndTimeOf } from "../look/moments.ts";
import { ofMending } from "../words/of-mending.ts";
import type { Attempt } from "./mending-wire.ts";

interface Telling {
  readonly isBusy: boolean;
  /** Undefined where it is not for this person. */
  readonly undo: ((attempt: Attempt) => void) | undefined;
}

/** What was tried, by whom, and what came of it; while nobody knows yet, that it is under way. */
export function attemptTold(attempt: Attempt, { isBusy, undo }: Telling) {
  const say = ofMending();
  const { title, subject, at, by, verdict, can_undo, undo_outcome, undone_at } = attempt;
  const name = `${title}: ${subject.name}`;
  const what = [dayAndTimeOf(at), by ? say.byPerson(by) : say.byItself].join(" · ");
  const came = undone_at ? say.taken[undo_outcome ?? "unknown"] : verdict ? say.verdicts[verdict] : "";
  return html`
    <div class="row">
      <span class="what"><b>${name}</b><span class="quiet">${what}</span></span>
      ${came ? html`<span class="verdict ${undone_at ? "" : verdict}">${came}</span>` : nothing}
      ${
        can_undo && undo
          ? html`<button class="button plain" aria-label=${say.undoOf(name)} ?disabled=${isBusy} @click=${() => undo(attempt)}>${say.undo}</button>`
          : nothing
      }
    </div>
    ${verdict ? nothing : html`<progress aria-label=${say.underWay}></progress><p class="quiet note">${say.underWay}</p>`}
  `;
}
