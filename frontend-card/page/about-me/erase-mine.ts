import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { keptLook } from "../kept/kept-look.ts";
import { sure } from "../kept/would-go.ts";
import { bytes } from "../look/amounts.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { localMinute, upToNow } from "../look/local-minute.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { about, words } from "../words/words.ts";

const DAY_MS = 86_400_000;

/** A span or all of one's own movements is previewed, and then erased. */
class HomeopsEraseMine extends LitElement {
  static override readonly styles = [tones, controls, keptLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @state() private accessor isSpan = false;
  @state() private accessor from = localMinute(Date.now() - DAY_MS);
  @state() private accessor to = upToNow();
  @state() private accessor isAsking = false;
  @state() private accessor going: Commands["people/erase-mine"]["output"] | undefined;
  @state() private accessor wrong = "";
  @state() private accessor done = "";
  @state() private accessor isBusy = false;

  #enter =
    (field: "from" | "to") =>
    ({ target }: Event) => {
      if (target instanceof HTMLInputElement) this[field] = target.value;
      this.#cancel();
    };

  #choose = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) this.isSpan = target.value === "span";
    this.#cancel();
  };

  #cancel = () => {
    [this.isAsking, this.going, this.wrong, this.done] = [false, undefined, "", ""];
  };

  #preview = async (event: SubmitEvent) => {
    event.preventDefault();
    this.#cancel();
    if (this.isSpan && !(Date.parse(this.from) < Date.parse(this.to))) {
      this.wrong = about.badSpan;
      return;
    }
    const span = { from: new Date(this.from).toISOString(), to: new Date(this.to).toISOString() };
    this.isAsking = true;
    this.going = await this.#ask(this.isSpan ? span : {});
  };

  #erase = async () => {
    this.isBusy = true;
    const answer = await this.#ask({ confirm: this.going?.confirm ?? "" });
    this.isBusy = false;
    if (!answer) return;
    this.#cancel();
    this.done = about.erasing;
    this.dispatchEvent(new CustomEvent("changed"));
  };

  async #ask(wish: { confirm: string } | { from?: string; to?: string }) {
    try {
      return await this.wire?.ask("people/erase-mine", { home: this.home, ...wish });
    } catch (error) {
      this.wrong = sentenceOf(error);
      return undefined;
    }
  }

  override render() {
    return html`
      <p class="help">${about.eraseHelp}</p>
      <form @submit=${this.#preview} novalidate>
        <div class="field">
          <label for="span">${about.span}</label>
          <select id="span" @change=${this.#choose}>
            <option value="all">${about.eraseAll}</option>
            <option value="span">${about.eraseSpan}</option>
          </select>
        </div>
        ${this.isSpan ? [this.#moment("from"), this.#moment("to")] : nothing}
        ${this.isAsking ? nothing : html`<div class="buttons"><button class="button">${about.preview}</button></div>`}
      </form>
      <p class="wrong" role="alert" ?hidden=${this.isAsking || !this.wrong}>${this.wrong}</p>
      <p role="status" ?hidden=${!this.done}>${this.done}</p>
      ${this.isAsking ? this.#question() : nothing}
    `;
  }

  #moment(id: "from" | "to") {
    return html`
      <div class="field">
        <label for=${id}>${about[id]}</label>
        <input id=${id} type="datetime-local" step="60" .value=${this[id]} @change=${this.#enter(id)} />
      </div>
    `;
  }

  #question() {
    const { going, wrong, isBusy } = this;
    return sure({
      sentence: going ? told(going) : words.kept.looking,
      isGrave: true,
      isReady: going !== undefined,
      ...{ wrong, isBusy, apply: this.#erase, cancel: this.#cancel, act: about.eraseNow },
    });
  }
}

function told({ events, bytes: size, shared }: Commands["people/erase-mine"]["output"]): string {
  const sentence = about.wouldErase(events, bytes(size));
  return shared.length > 0 ? `${sentence} ${about.shared(shared.join(", "))}` : sentence;
}

define("homeops-erase-mine", HomeopsEraseMine);
