import { html } from "lit";
import { ofPeople } from "../words/of-people.ts";

export type Area = { id: string; name: string };

type Choosing = { label: string; areas: readonly Area[]; chosen: readonly string[]; choose(areas: string[]): void };

/** Which rooms a guest sees. */
export function roomChoice({ label, areas, chosen, choose }: Choosing) {
  if (areas.length === 0) return html`<p class="help">${ofPeople().noAreas}</p>`;
  const turn =
    (id: string) =>
    ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement)) return;
      choose(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id));
    };
  return html`
    <fieldset>
      <legend>${label}</legend>
      ${areas.map(
        ({ id, name }) =>
          html`<label class="check">
            <input type="checkbox" .checked=${chosen.includes(id)} @change=${turn(id)} /><span>${name}</span>
          </label>`,
      )}
    </fieldset>
  `;
}
