import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { foldedLook } from "../look/folded-look.ts";
import { icon } from "../look/icons.ts";
import { cardLook, tones } from "../look/tones.ts";
import { safekeeping } from "../words/words.ts";
import "./backup.ts";
import "./export.ts";
import "./leave.ts";
import "./support.ts";

const tabs = ["backup", "export", "support", "leave"] as const;
type Tab = (typeof tabs)[number];

/** What can be taken along: into a backup, as a file, to a helper, or away for good. */
class HomeopsSafekeeping extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @state() private accessor isOpen = false;
  @state() private accessor tab: Tab = "backup";

  #toggle = () => {
    this.isOpen = !this.isOpen;
  };

  #show = (tab: Tab) => () => {
    this.tab = tab;
  };

  override render() {
    const { title, show, hide } = safekeeping;
    return html`
      <section class="card" aria-labelledby="title">
        <header>
          <span class="sign">${icon("save")}</span>
          <h2 id="title">${title}</h2>
          <button class="round" aria-label=${this.isOpen ? hide : show} aria-expanded=${this.isOpen} @click=${this.#toggle}>
            ${icon(this.isOpen ? "up" : "down")}
          </button>
        </header>
        ${this.isOpen ? this.#inside() : nothing}
      </section>
    `;
  }

  #inside() {
    return html`
      <div class="body">
        <div class="tabs" role="group" aria-label=${safekeeping.title}>
          ${tabs.map(
            (tab) =>
              html`<button class="button" aria-pressed=${tab === this.tab} @click=${this.#show(tab)}>${safekeeping.tabs[tab]}</button>`,
          )}
        </div>
        ${this.#shown()}
      </div>
    `;
  }

  #shown() {
    const { wire, home, tab } = this;
    if (tab === "backup") return html`<homeops-backup .wire=${wire}></homeops-backup>`;
    if (tab === "export") return html`<homeops-export .wire=${wire} .home=${home}></homeops-export>`;
    if (tab === "support") return html`<homeops-support .wire=${wire}></homeops-support>`;
    return html`<homeops-leave .wire=${wire} @export=${this.#show("export")}></homeops-leave>`;
  }

  static override readonly styles = [
    tones,
    cardLook,
    controls,
    foldedLook,
    css`
      h2 {
        flex: 1;
        min-width: 0;
      }
      .tabs .button {
        padding: 0 12px;
      }
    `,
  ];
}

define("homeops-safekeeping", HomeopsSafekeeping);
