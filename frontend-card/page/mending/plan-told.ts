import { html, nothing } from "lit";
import { shortTimeOf } from "../look/moments.ts";
import { ofMending } from "../words/of-mending.ts";
import type { Plan } from "./mending-wire.ts";

interface Telling {
  readonly isBusy: boolean;
  doIt(plan: Plan): void;
}

/** What would be done, in words and to the letter, and why it is or is not. */
export function planTold(plan: Plan, { isBusy, doIt }: Telling) {
  const say = ofMending();
  const { title, told, touches, risks, proof, until, lines, why_not, why_not_unasked } = plan;
  const entities = touches.length > 0 ? html` <span class="quiet">${touches.join(", ")}</span>` : nothing;
  return html`<div class="part">
    <h3>${title}</h3>
    <dl>
      <div><dt>${say.touches}</dt><dd>${told.touches}${entities}</dd></div>
      <div><dt>${say.needs}</dt><dd>${told.needs}</dd></div>
      <div><dt>${say.risks}</dt><dd>${risks}</dd></div>
      <div><dt>${say.proof}</dt><dd>${proof}</dd></div>
      <div><dt>${say.undone}</dt><dd>${told.undo}</dd></div>
      ${plan.steps.length > 0 ? html`<div><dt>${say.called}</dt><dd>${stepsTold(plan)}</dd></div>` : nothing}
      ${lines ? html`<div><dt>${say.lines}</dt><dd><pre>${lines}</pre></dd></div>` : nothing}
    </dl>
    ${why_not ? html`<p class="note">${say.whyNot(why_not.sentence)}</p>` : nothing}
    ${!why_not && why_not_unasked ? html`<p class="quiet note">${say.whyNotUnasked(why_not_unasked.sentence)}</p>` : nothing}
    ${
      plan.plan === null
        ? nothing
        : html`<div class="row">
            <button class="button main" aria-label=${say.doItOf(title)} ?disabled=${isBusy} @click=${() => doIt(plan)}>${say.doIt}</button>
            ${until ? html`<span class="quiet note what">${say.until(shortTimeOf(until))}</span>` : nothing}
          </div>`
    }
  </div>`;
}

const stepsTold = ({ steps }: Plan) =>
  html`<ol>
    ${steps.map(({ action, target, data, pause_seconds }) => {
      const about = [target, data].flatMap((part) => (part ? JSON.stringify(part) : [])).join(" ");
      const pause =
        pause_seconds > 0 ? html`<span class="quiet note">${ofMending().pause(pause_seconds)}</span>` : nothing;
      return html`<li><code>${action} ${about}</code> ${pause}</li>`;
    })}
  </ol>`;
