import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { field } from "../look/field.ts";
import { formLook } from "../look/form-look.ts";
import { cardLook, tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { type Faults, faultsIn } from "./faults.ts";
import { testOutcome, testOutcomeLook } from "./test-outcome.ts";
import { tokenSteps, tokenStepsLook } from "./token-steps.ts";

type Doing = "nothing" | "testing" | "connecting";

/** Connects a Home Assistant. Fires `connected`, and `cancelled` where there is something to go back to. */
class HomeopsConnectForm extends LitElement {
  static override readonly styles = [tones, cardLook, controls, formLook, tokenStepsLook, testOutcomeLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Boolean }) accessor another = false;
  @state() private accessor address = "";
  @state() private accessor token = "";
  @state() private accessor name = "";
  @state() private accessor faults: Faults = {};
  @state() private accessor doing: Doing = "nothing";
  @state() private accessor outcome: Commands["connections/test"]["output"] | undefined;

  get #given() {
    return { url: this.address.trim(), token: this.token.trim() };
  }

  #isComplete(): boolean {
    const { url, token } = this.#given;
    this.faults = {
      ...(!url && { address: words.connect.addressMissing }),
      ...(!token && { token: words.connect.tokenMissing }),
    };
    return url !== "" && token !== "";
  }

  async #try(doing: Doing, work: (wire: Wire) => Promise<void>): Promise<void> {
    this.outcome = undefined;
    if (!this.wire || !this.#isComplete()) return this.#showFault();
    this.doing = doing;
    try {
      await work(this.wire);
    } catch (error) {
      this.faults = faultsIn(error);
      await this.#showFault();
    } finally {
      this.doing = "nothing";
    }
  }

  async #showFault(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  #test = () =>
    this.#try("testing", async (wire) => {
      this.outcome = await wire.ask("connections/test", this.#given);
    });

  #connect = (event: Event) => {
    event.preventDefault();
    const name = this.name.trim();
    return this.#try("connecting", async (wire) => {
      const detail = await wire.ask("connections/add", { ...this.#given, ...(name && { name }) });
      this.dispatchEvent(new CustomEvent("connected", { detail }));
    });
  };

  override render() {
    const isBusy = this.doing !== "nothing";
    return html`
      <form class="card" @submit=${this.#connect} aria-busy=${isBusy} novalidate>
        <div>
          <h2>${this.another ? words.connect.another : words.connect.title}</h2>
          ${this.another ? nothing : html`<p class="quiet">${words.connect.intro}</p>`}
        </div>
        ${this.#fields()} ${this.outcome ? testOutcome(this.outcome) : nothing}
        <p class="wrong" role="alert" ?hidden=${!this.faults.form}>${this.faults.form}</p>
        <div class="buttons">
          <button class="button main" ?disabled=${isBusy}>
            ${this.doing === "connecting" ? words.connect.connecting : words.connect.submit}
          </button>
          <button class="button" type="button" ?disabled=${isBusy} @click=${this.#test}>
            ${this.doing === "testing" ? words.connect.testing : words.connect.test}
          </button>
          ${
            this.another
              ? html`<button class="button plain" type="button" @click=${() => this.dispatchEvent(new CustomEvent("cancelled"))}>
                ${words.connect.cancel}
              </button>`
              : nothing
          }
        </div>
      </form>
    `;
  }

  #fields() {
    const { connect } = words;
    return html`
      ${field({
        id: "address",
        label: connect.address,
        help: connect.addressHelp,
        wrong: this.faults.address,
        value: this.address,
        type: "url",
        placeholder: "http://homeassistant.local:8123",
        enter: (value) => {
          this.address = value;
        },
      })}
      <div>
        ${field({
          id: "token",
          label: connect.token,
          wrong: this.faults.token,
          value: this.token,
          type: "password",
          enter: (value) => {
            this.token = value;
          },
        })}
        ${tokenSteps()}
      </div>
      ${field({
        id: "name",
        label: connect.name,
        note: connect.optional,
        help: connect.nameHelp,
        value: this.name,
        enter: (value) => {
          this.name = value;
        },
      })}
    `;
  }
}

define("homeops-connect-form", HomeopsConnectForm);
