import { html, LitElement } from "lit";
import { state } from "lit/decorators.js";
import { signIn } from "../data/http.ts";
import { controls } from "./look/controls.ts";
import { define } from "./look/define.ts";
import { field } from "./look/field.ts";
import { formLook } from "./look/form-look.ts";
import { sentenceOf } from "./look/sentence-of.ts";
import { cardLook, tones } from "./look/tones.ts";
import { words } from "./words/words.ts";

/** Asks for the API token, once a browser. Fires `signed-in`. */
class HomeopsSignIn extends LitElement {
  static override readonly styles = [tones, cardLook, controls, formLook];

  @state() private accessor token = "";
  @state() private accessor wrong = "";
  @state() private accessor isBusy = false;

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    this.isBusy = true;
    this.wrong = "";
    try {
      await signIn(this.token.trim());
      this.dispatchEvent(new CustomEvent("signed-in"));
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  }

  override render() {
    return html`
      <form class="card" @submit=${this.#submit}>
        <h2>${words.signIn.title}</h2>
        ${field({
          id: "token",
          label: words.signIn.token,
          help: words.signIn.help,
          wrong: this.wrong,
          value: this.token,
          type: "password",
          enter: (value) => {
            this.token = value;
          },
        })}
        <div class="buttons">
          <button class="button main" ?disabled=${this.isBusy || !this.token.trim()}>${words.signIn.submit}</button>
        </div>
      </form>
    `;
  }
}

define("homeops-sign-in", HomeopsSignIn);
