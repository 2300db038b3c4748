import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { Choice } from "./choice.ts";

interface Boxes {
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  choose(chosen: string[]): void;
  readonly help?: string;
  /** A sentence about what is wrong with the choice. */
  readonly wrong?: string;
}

/** So many are read in columns, not in lines. */
const MANY = 8;

/** One switch with its words beside it. */
export const box = (text: string, isOn: boolean, turn: (isOn: boolean) => void) => html`
  <label class="check">
    <input type="checkbox" .checked=${live(isOn)} @change=${({ target }: Event) => target instanceof HTMLInputElement && turn(target.checked)} />
    <span>${text}</span>
  </label>
`;

/** Any of several. */
export function boxes({ legend, choices, chosen, choose, help, wrong }: Boxes) {
  const turned = (value: string, isOn: boolean) =>
    choose(isOn ? [...chosen, value] : chosen.filter((one) => one !== value));
  return html`
    <fieldset>
      <legend>${legend}</legend>
      ${help ? html`<p class="help">${help}</p>` : nothing}
      ${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}
      <div class="boxes ${choices.length > MANY ? "many" : ""}">
        ${choices.map(([value, text]) => box(text, chosen.includes(value), (isOn) => turned(value, isOn)))}
      </div>
    </fieldset>
  `;
}
