import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { AboutMe } from "#server/surfaces/mine/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { keptLook } from "../kept/kept-look.ts";
import { count } from "../look/amounts.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { save } from "../safekeeping/save.ts";
import { about } from "../words/words.ts";
import "./erase-mine.ts";

/** Where somebody's data lie; to take along, and to erase. */
class HomeopsMyData extends LitElement {
  static override readonly styles = [tones, controls, keptLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @property({ attribute: false }) accessor me: AboutMe | undefined;
  /** On a dashboard, from where no file can be fetched. */
  @property({ type: Boolean }) accessor afar = false;
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";
  @state() private accessor done = "";

  #take = async () => {
    this.isBusy = true;
    [this.wrong, this.done] = ["", ""];
    try {
      const offered = await this.wire?.ask("people/export-mine", { home: this.home });
      if (offered) {
        save(offered.path, offered.name);
        this.done = about.taken(offered.name);
      }
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  override render() {
    if (!this.me) return nothing;
    const { you, kept } = this.me;
    return html`
      <p class="help">${about.dataHelp}</p>
      <ul class="rows">${kept.filter(isThere).map((one) => this.#place(one))}</ul>
      ${you.entity_id ? this.#deeds() : nothing}
    `;
  }

  #place({ where, count: n, is_erased }: AboutMe["kept"][number]) {
    const backup = where === "backups" && this.me?.backup_at ? about.lastBackup(dayAndTimeOf(this.me.backup_at)) : "";
    const amount = n === null ? backup : count(n);
    return html`
      <li class="row">
        <div>
          <span class="name">${about.where[where]}</span>
          <span class="quiet">${is_erased ? about.erasable : [about.notFromHere, about.stays[where]].join(". ")}</span>
        </div>
        <span class="quiet">${amount}</span>
      </li>
    `;
  }

  #deeds() {
    return html`
      <h3>${about.take}</h3>
      <p class="help">${this.afar ? about.takeElsewhere : about.takeHelp}</p>
      ${
        this.afar
          ? nothing
          : html`<div class="buttons"><button class="button" ?disabled=${this.isBusy} @click=${this.#take}>${about.take}</button></div>`
      }
      <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      <p role="status" ?hidden=${!this.done}>${this.done}</p>
      <h3>${about.erase}</h3>
      <homeops-erase-mine .wire=${this.wire} .home=${this.home} @changed=${this.#pass}></homeops-erase-mine>
    `;
  }

  #pass = () => this.dispatchEvent(new CustomEvent("changed"));
}

const isThere = ({ where, count }: AboutMe["kept"][number]): boolean => where === "events" || count !== 0;

define("homeops-my-data", HomeopsMyData);
