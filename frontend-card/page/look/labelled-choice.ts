import { html, nothing } from "lit";
import type { Choice } from "./choice.ts";

interface Choosing {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
  choose(value: string): void;
  readonly help?: string;
}

/** One of several, with its label above it and its help below, as `field` has it. */
export function labelledChoice({ id, label, choices, chosen, choose, help }: Choosing) {
  const change = ({ target }: Event) => target instanceof HTMLSelectElement && choose(target.value);
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} aria-describedby=${help ? `${id}-help` : nothing} @change=${change}>
        ${choices.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
      </select>
      ${help ? html`<p id="${id}-help" class="help">${help}</p>` : nothing}
    </div>
  `;
}
