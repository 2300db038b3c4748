import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { icon } from "../look/icons.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { ofMending } from "../words/of-mending.ts";
import type { Remedy } from "./mending-wire.ts";

type Mode = Remedy["mode"];

interface Telling {
  /** What is wrong with the mode that was chosen for it. */
  readonly wrong: string;
  /** Undefined where it is not for this person. */
  readonly choose: ((remedy: Remedy, mode: Mode) => void) | undefined;
}

/** One remedy: how far it may go, how often it helped, why it rests, and folded away what it does. */
export function remedyTold(remedy: Remedy, { wrong, choose }: Telling) {
  const say = ofMending();
  const { title, mode, tried, fixed, goes_on, rests_until, offers_ask } = remedy;
  return html`
    <div class="row">
      <span class="what"><b>${title}</b><span class="quiet">${say.helped(fixed, tried)}</span></span>
      ${choose ? modes(remedy, choose) : html`<span class="verdict">${say.modes[mode]}</span>`}
    </div>
    <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
    ${rests_until ? html`<p class="note">${say.rests(dayAndTimeOf(rests_until))}</p>` : nothing}
    ${goes_on ? nothing : html`<p class="note">${say.useless}</p>`}
    ${
      offers_ask && choose
        ? html`<div class="row">
            <span class="what note">${say.offersAsk}</span>
            <button class="button" @click=${() => choose(remedy, "ask")}>${say.letAsk}</button>
          </div>`
        : nothing
    }
    <details>
      <summary>${say.more}${icon("down")}</summary>
      <dl>${parts(remedy).map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
    </details>
  `;
}

function parts({ touches, needs, risks, proof, undo }: Remedy): [string, string][] {
  const say = ofMending();
  return [
    [say.touches, touches],
    [say.needs, needs],
    [say.risks, risks],
    [say.proof, proof],
    [say.undone, undo],
  ];
}

/** What was refused is shown as it still is. */
function modes(remedy: Remedy, choose: (remedy: Remedy, mode: Mode) => void) {
  const say = ofMending();
  const change = ({ target }: Event) => {
    const mode = target instanceof HTMLSelectElement && remedy.modes.find((one) => one === target.value);
    if (mode) choose(remedy, mode);
  };
  return html`<div class="choice">
    <select aria-label=${say.modeOf(remedy.title)} @change=${change}>
      ${remedy.modes.map((mode) => html`<option value=${mode} .selected=${live(mode === remedy.mode)}>${say.modes[mode]}</option>`)}
    </select>
    ${icon("down")}
  </div>`;
}
