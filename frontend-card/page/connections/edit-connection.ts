import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { ConnectionShown } from "#server/intake/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { field } from "../look/field.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { tokenSteps, tokenStepsLook } from "./token-steps.ts";

/** Another name or another token for a connection. Fires `done`. */
class HomeopsEditConnection extends LitElement {
  static override readonly styles = [tones, controls, tokenStepsLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor connection: ConnectionShown | undefined;
  @property({ attribute: false }) accessor what: "name" | "token" = "name";
  @state() private accessor value: string | undefined;
  @state() private accessor wrong = "";
  @state() private accessor isBusy = false;

  override firstUpdated(): void {
    this.renderRoot.querySelector("input")?.focus();
  }

  get #now(): string {
    return this.value ?? (this.what === "name" ? (this.connection?.name ?? "") : "");
  }

  #done = () => this.dispatchEvent(new CustomEvent("done"));

  #save = async (event: Event) => {
    event.preventDefault();
    if (!this.wire || !this.connection) return;
    this.isBusy = true;
    try {
      await this.wire.ask("connections/rename", { id: this.connection.id, [this.what]: this.#now.trim() });
      this.#done();
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  override render() {
    const { newName, newToken, newTokenHelp, save, cancel } = words.connection;
    const isToken = this.what === "token";
    return html`
      <form @submit=${this.#save} novalidate>
        ${field({
          id: this.what,
          label: isToken ? newToken : newName,
          help: isToken ? newTokenHelp : undefined,
          type: isToken ? "password" : "text",
          wrong: this.wrong,
          value: this.#now,
          enter: (value) => {
            this.value = value;
          },
        })}
        ${isToken ? tokenSteps() : nothing}
        <div class="buttons end">
          <button class="button main" ?disabled=${this.isBusy || !this.#now.trim()}>${save}</button>
          <button class="button plain" type="button" @click=${this.#done}>${cancel}</button>
        </div>
      </form>
    `;
  }
}

define("homeops-edit-connection", HomeopsEditConnection);
