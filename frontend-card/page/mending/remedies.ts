import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { Followed } from "../look/followed.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { choiceLook } from "../timeline/choice-look.ts";
import { ofMending } from "../words/of-mending.ts";
import { toldLanguage } from "../words/told-language.ts";
import { findings } from "../words/words.ts";
import "./attempts.ts";
import "./feeds.ts";
import { mendingLook } from "./mending-look.ts";
import "./mending-switch.ts";
import type { Remedy, RemedyPage } from "./mending-wire.ts";
import { remediesLook } from "./remedies-look.ts";
import { remedyTold } from "./remedy-told.ts";

type Mode = Commands["healing/keep-mode"]["input"]["mode"];

/** What may be mended and how far each remedy may go, how often it helped, what feeds what, and what was tried. */
class HomeopsRemedies extends LitElement {
  static override readonly styles = [tones, cardLook, controls, choiceLook, mendingLook, remediesLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Who may not change it sees it all the same. */
  @property({ type: Boolean }) accessor fixed = false;
  @state() private accessor wrong: { remedy: string; sentence: string } | undefined;
  readonly #followed = new Followed(this, "healing/remedies", () => ({ home: this.home, language: toldLanguage() }));

  override willUpdate(changed: PropertyValues<this>): void {
    this.#followed.look(changed);
  }

  #choose = async ({ remedy }: Remedy, mode: Mode): Promise<void> => {
    try {
      const asked = { home: this.home, remedy, mode, language: toldLanguage() };
      this.#followed.show(await this.wire?.ask("healing/keep-mode", asked));
      this.wrong = undefined;
    } catch (error) {
      this.wrong = { remedy, sentence: sentenceOf(error) };
    }
  };

  #switched = ({ detail }: CustomEvent<RemedyPage>) => {
    this.#followed.show(detail);
  };

  override render() {
    const { wire, home, fixed } = this;
    const { item: page, wrong } = this.#followed;
    return html`
      <div class="main">
        ${this.#standing(page)}
        <section class="card" aria-labelledby="remedies" aria-busy=${!page}>
          <header>
            <h2 id="remedies">${ofMending().remedies}</h2>
            <p class="quiet">${ofMending().help}</p>
          </header>
          <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
          ${page ? this.#list(page) : html`<p class="quiet">${findings.coming}</p>`}
        </section>
      </div>
      <div class="beside">
        <homeops-attempts ?fixed=${fixed} .wire=${wire} .home=${home} .page=${page}></homeops-attempts>
        <homeops-feeds ?fixed=${fixed} .wire=${wire} .home=${home} .page=${page} @declared=${this.#switched}></homeops-feeds>
      </div>
    `;
  }

  #standing(page: RemedyPage | undefined) {
    const { wire, home, fixed } = this;
    return html`<section class="card" aria-labelledby="mending">
      <h2 id="mending">${ofMending().title}</h2>
      <homeops-mending-switch ?fixed=${fixed} .wire=${wire} .home=${home} .page=${page} @switched=${this.#switched}></homeops-mending-switch>
      ${page && page.incidents.length > 0 ? html`<ul class="incidents">${page.incidents.map(({ sentence }) => html`<li>${sentence}.</li>`)}</ul>` : nothing}
    </section>`;
  }

  #list({ items, rule }: RemedyPage) {
    const wrongOf = (it: Remedy) => (this.wrong?.remedy === it.remedy ? this.wrong.sentence : "");
    const choose = this.fixed ? undefined : this.#choose;
    return html`
      <ul class="rows">${items.map((it) => html`<li>${remedyTold(it, { wrong: wrongOf(it), choose })}</li>`)}</ul>
      <p class="quiet note">${rule}.</p>
    `;
  }
}

define("homeops-remedies", HomeopsRemedies);
