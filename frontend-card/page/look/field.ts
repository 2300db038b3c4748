import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";

export interface Field {
  id: string;
  label: string;
  value: string;
  enter(value: string): void;
  help?: string;
  /** A sentence about what is wrong with the value. */
  wrong?: string;
  type?: "text" | "url" | "email" | "password" | "time" | "number";
  placeholder?: string;
  note?: string;
}

/** A labelled field with its help, and what is wrong, beside it. */
export const field = ({ id, label, value, enter, help, wrong, type = "text", placeholder = "", note }: Field) => html`
  <div class="field">
    <label for=${id}>${label}${note ? html` <span class="quiet">(${note})</span>` : nothing}</label>
    <input
      id=${id}
      name=${id}
      type=${type}
      .value=${live(value)}
      placeholder=${placeholder}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-invalid=${wrong ? "true" : "false"}
      aria-describedby="${id}-wrong ${id}-help"
      @input=${({ target }: Event) => target instanceof HTMLInputElement && enter(target.value)}
    />
    <p id="${id}-wrong" class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
    ${help && !wrong ? html`<p id="${id}-help" class="help">${help}</p>` : nothing}
  </div>
`;
