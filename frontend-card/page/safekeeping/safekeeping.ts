import { html, LitElement } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { cardLook, tones } from "../look/tones.ts";
import { wholeLook } from "../look/whole-look.ts";
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
  @state() private accessor tab: Tab = "backup";

  #show = (tab: Tab) => () => {
    this.tab = tab;
  };

  override render() {
    return html`
      <section class="card" aria-label=${safekeeping.title}>
        <div class="tabs" role="group" aria-label=${safekeeping.title}>
          ${tabs.map(
            (tab) =>
              html`<button class="button" aria-pressed=${tab === this.tab} @click=${this.#show(tab)}>${safekeeping.tabs[tab]}</button>`,
          )}
        </div>
        <h2 class="spoken">${safekeeping.tabs[this.tab]}</h2>
        ${this.#shown()}
      </section>
    `;
  }

  #shown() {
    const { wire, home, tab } = this;
    if (tab === "backup") return html`<homeops-backup .wire=${wire}></homeops-backup>`;
    if (tab === "export") return html`<homeops-export .wire=${wire} .home=${home}></homeops-export>`;
    if (tab === "support") return html`<homeops-support .wire=${wire}></homeops-support>`;
    return html`<homeops-leave .wire=${wire} @export=${this.#show("export")}></homeops-leave>`;
  }

  static override readonly styles = [tones, cardLook, controls, wholeLook];
}

define("homeops-safekeeping", HomeopsSafekeeping);
