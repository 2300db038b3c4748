import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { labelledChoice } from "../look/labelled-choice.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { sheetLook } from "../look/sheet-look.ts";
import { tones } from "../look/tones.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { ofChannels } from "../words/of-channels.ts";
import type { KeptChannel } from "./channel-fields.ts";
import "./channel-form.ts";
import { type Offer, openOffers } from "./offers.ts";

const forms = ["webhook", "email", "mqtt"] as const;
type Form = (typeof forms)[number];

/** Adds a way: one of those that the home offers, or one that is entered. Fires `kept` with its name. */
class HomeopsAddChannel extends LitElement {
  static override readonly styles = [
    tones,
    controls,
    sheetLook,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      h3 {
        font-size: 14px;
        font-weight: 500;
      }
      .field {
        max-width: 280px;
      }
      .groups li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        overflow-wrap: anywhere;
      }
      details[open] {
        padding-block-end: 8px;
      }
      .groups li + li {
        border-block-start: 1px solid var(--line);
      }
      details + details {
        border-block-start: 1px solid var(--line);
      }
      summary {
        justify-content: space-between;
      }
      .button[aria-expanded="true"] {
        background: var(--accent);
        color: var(--on-accent);
      }
    `,
  ];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Who may not change the home keeps ways of their own alone, and not of every kind. */
  @property({ type: Boolean }) accessor fixed = false;
  @property({ attribute: false }) accessor offered: readonly Offer[] = [];
  @property({ attribute: false }) accessor kept: readonly KeptChannel[] = [];
  @state() private accessor whose: "mine" | "household" = "mine";
  @state() private accessor form: Form | undefined;
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";

  #toggle = (form: Form) => () => {
    this.form = this.form === form ? undefined : form;
  };

  #close = () => {
    this.form = undefined;
  };

  #tell = (name: string) => {
    this.#close();
    this.dispatchEvent(new CustomEvent("kept", { detail: name }));
  };

  #take =
    ({ kind, name, target }: Offer) =>
    async () => {
      [this.isBusy, this.wrong] = [true, ""];
      try {
        await this.wire?.ask("alerts/keep-channel", { home: this.home, kind, name, target, whose: this.whose });
        this.#tell(name);
      } catch (error) {
        this.wrong = sentenceOf(error);
      }
      this.isBusy = false;
    };

  override render() {
    const { add: say } = ofChannels();
    const groups = openOffers(this.offered, this.kept);
    return html`
      <h3>${say.title}</h3>
      ${this.fixed ? nothing : this.#whose()}
      <div class="buttons">
        ${forms.filter((form) => !this.fixed || form !== "mqtt").map((form) => this.#opener(form))}
      </div>
      ${this.form ? this.#entered(this.form) : nothing}
      <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      <div class="groups" role="group" aria-label=${say.offered}>
        <p class="quiet">${groups.length > 0 ? say.offered : say.nothing}</p>
        ${groups.map(([kind, offers]) => this.#group(kind, offers))}
      </div>
    `;
  }

  #whose() {
    const { add: say } = ofChannels();
    return labelledChoice({
      ...{ id: "whose", label: say.whose, chosen: this.whose },
      choices: [
        ["mine", say.mine],
        ["household", say.household],
      ],
      choose: (value) => {
        this.whose = value === "household" ? "household" : "mine";
      },
    });
  }

  #opener = (form: Form) =>
    html`<button class="button" aria-expanded=${this.form === form} @click=${this.#toggle(form)}>
      ${icon("plus")}${ofChannels().add.forms[form]}
    </button>`;

  #entered = (form: Form) => html`<homeops-channel-form
    .wire=${this.wire}
    .home=${this.home}
    .kind=${form}
    .whose=${this.whose}
    @kept=${({ detail }: CustomEvent<string>) => this.#tell(detail)}
    @cancelled=${this.#close}
  ></homeops-channel-form>`;

  #group(kind: Offer["kind"], offers: readonly Offer[]) {
    const { add: say } = ofChannels();
    return html`<details ?open=${offers.length === 1}>
      <summary>${say.group(ofAlerts().ways[kind], offers.length)} ${icon("down")}</summary>
      <ul>
        ${offers.map(
          (offer) => html`<li>
            <span>${offer.name}</span>
            <button class="button" aria-label=${say.of(offer.name)} ?disabled=${this.isBusy} @click=${this.#take(offer)}>${say.act}</button>
          </li>`,
        )}
      </ul>
    </details>`;
  }
}

define("homeops-add-channel", HomeopsAddChannel);
