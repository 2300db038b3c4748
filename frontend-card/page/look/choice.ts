import { html } from "lit";
import { live } from "lit/directives/live.js";
import { icon } from "./icons.ts";

export type Choice = readonly [value: string, text: string];

type Choosing = { name: string; choices: readonly Choice[]; chosen: string; choose(value: string): void };

/** One of several, by a list of the browser's own; looks as `choiceLook` has it. */
export function choice({ name, choices, chosen, choose }: Choosing) {
  const change = ({ target }: Event) => target instanceof HTMLSelectElement && choose(target.value);
  return html`
    <div class="choice">
      <select aria-label=${name} @change=${change}>
        ${choices.map(([value, text]) => html`<option value=${value} .selected=${live(value === chosen)}>${text}</option>`)}
      </select>
      ${icon("down")}
    </div>
  `;
}
