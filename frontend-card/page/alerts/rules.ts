import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Wire } from "../../data/wire.ts";
import { box } from "../look/boxes.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { sheetLook } from "../look/sheet-look.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { ofRules } from "../words/of-rules.ts";
import "./rule-editor.ts";
import { type KeptRule, NO_NAMES, type RuleNames, ruleNames, saidIn } from "./rule-names.ts";
import { nameOf, whatTold, whomTold } from "./rule-told.ts";
import { rulesLook } from "./rules-look.ts";

/** Asked to be written anew, or the one that is new. */
const NEW = "new";
type Deed = { say: string; undo?(): Promise<unknown> };

/** The rules in their order: switched, written, moved, added, removed, and as they came; most of it can be undone. */
class HomeopsRules extends LitElement {
  static override readonly styles = [tones, cardLook, controls, sheetLook, rulesLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Who may not change them reads them all the same. */
  @property({ type: Boolean }) accessor fixed = false;
  @state() private accessor items: readonly KeptRule[] | undefined;
  @state() private accessor names: RuleNames = NO_NAMES;
  @state() private accessor open: string | undefined;
  @state() private accessor done: Deed | undefined;
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home") && this.home !== 0) void this.#do(() => this.#furnish());
  }

  async #furnish(): Promise<void> {
    if (this.wire) this.names = await ruleNames(this.wire, this.home);
  }

  async #do(work: () => Promise<unknown> | undefined, done?: Deed): Promise<void> {
    [this.isBusy, this.wrong, this.done] = [true, "", undefined];
    try {
      await work();
      this.items = (await this.wire?.ask("alerts/rules", { home: this.home }))?.items;
      this.done = done;
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  }

  #keep = (kept: KeptRule, { rule = kept.rule, ...more }: { rule?: string; place?: number; is_on?: boolean } = {}) => {
    const { place, is_on = kept.is_on } = more;
    const said = { ...saidIn(kept), is_on };
    return (
      this.wire?.ask("alerts/keep-rule", { home: this.home, said, ...(rule !== NEW && { rule }), place }) ??
      Promise.resolve()
    );
  };

  #turn = (kept: KeptRule) => async (is_on: boolean) => {
    const { turnedOn, turnedOff } = ofRules();
    this.#show({ ...kept, is_on });
    await this.#do(() => this.#keep(kept, { is_on }), { say: (is_on ? turnedOn : turnedOff)(nameOf(kept)) });
    if (this.wrong) this.#show(kept);
  };

  #show(rule: KeptRule): void {
    this.items = this.items?.map((one) => (one.rule === rule.rule ? rule : one));
  }

  #move = (kept: KeptRule, place: number) => async () => {
    await this.#do(() => this.#keep(kept, { place }), { say: ofRules().moved(nameOf(kept), place + 1) });
    await this.updateComplete;
    const button = [...this.renderRoot.querySelectorAll<HTMLButtonElement>(`[data-rule="${kept.rule}"] .move`)];
    button.find(({ disabled }) => !disabled)?.focus();
  };

  #remove = (kept: KeptRule, place: number) => async () => {
    const say = ofRules()[kept.is_default ? "restored" : "removed"](nameOf(kept));
    const again = kept.is_default ? { rule: kept.rule } : { rule: NEW, place };
    const gone = () => this.wire?.ask("alerts/remove-rule", { home: this.home, rule: kept.rule });
    await this.#do(gone, { say, undo: () => this.#keep(kept, again) });
    await this.#toTop();
  };

  #undo = async () => {
    const { done } = this;
    if (done?.undo) await this.#do(done.undo, { say: ofRules().undone });
    await this.#toTop();
  };

  #kept = async ({ detail }: CustomEvent<string>) => {
    this.open = undefined;
    await this.#do(() => Promise.resolve(), { say: ofRules().saved(detail) });
    await this.#toTop();
  };

  /** What was pressed is gone. */
  async #toTop(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  #choose = (open?: string) => () => {
    [this.open, this.done] = [open, undefined];
  };

  override render() {
    const say = ofRules();
    const { items, wrong } = this;
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!items}>
        <header>
          <h2 id="title" tabindex="-1">${say.title}</h2>
          <p class="quiet">${say.help}</p>
        </header>
        ${this.#told()}
        <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
        ${items ? this.#all(items) : wrong ? nothing : html`<p class="quiet">${ofAlerts().standing.coming}</p>`}
      </section>
    `;
  }

  #told() {
    const { done } = this;
    return html`<div role="status" class="done" ?hidden=${!done}>
      ${done ? html`<span>${done.say}</span>` : nothing}
      ${done?.undo ? html`<button class="button plain" ?disabled=${this.isBusy} @click=${this.#undo}>${ofRules().undo}</button>` : nothing}
    </div>`;
  }

  #all(items: readonly KeptRule[]) {
    const say = ofRules();
    const own = items.filter(({ is_default }) => !is_default);
    const ours = items.filter(({ is_default }) => is_default);
    return html`
      <h3>${say.own}</h3>
      ${own.length === 0 && this.open !== NEW ? html`<p class="quiet">${say.noOwn}</p>` : nothing}
      ${this.open === NEW ? this.#editor() : this.fixed ? nothing : html`<div class="buttons"><button class="button" @click=${this.#choose(NEW)}>${icon("plus")}${say.add}</button></div>`}
      <ol>${this.#list(own)}</ol>
      <h3>${say.ours}</h3>
      <ol>${this.#list(ours)}</ol>
    `;
  }

  #list = (items: readonly KeptRule[]) =>
    repeat(
      items,
      ({ rule }) => rule,
      (kept, i) => html`<li data-rule=${kept.rule}>
        ${this.open === kept.rule ? this.#editor(kept) : this.#rule(kept, i, items.length)}
      </li>`,
    );

  #editor = (kept?: KeptRule) => html`<homeops-rule-editor
    class="inset"
    .wire=${this.wire}
    .home=${this.home}
    .names=${this.names}
    .kept=${kept}
    @kept=${this.#kept}
    @cancelled=${this.#choose()}
  ></homeops-rule-editor>`;

  #rule(kept: KeptRule, i: number, of: number) {
    const { names } = this;
    const say = ofRules();
    const name = nameOf(kept);
    return html`
      <div class="what">
        <b>${name}</b>
        <span class="quiet">${kept.is_changed ? `${say.changedOne} · ` : ""}${whatTold(kept, names)}</span>
        <span class="quiet">${icon("action")}<span>${whomTold(kept, names)}</span></span>
      </div>
      ${this.fixed ? nothing : html`<div class="deeds">${box(say.isOn(name), kept.is_on, this.#turn(kept))}${this.#deeds(kept, i, of)}</div>`}
    `;
  }

  #deeds(kept: KeptRule, i: number, of: number) {
    const say = ofRules();
    const name = nameOf(kept);
    const mover = (to: number, label: string, sign: "up" | "down") => html`<button
      class="round move"
      aria-label=${label}
      ?disabled=${this.isBusy || to < 0 || to >= of}
      @click=${this.#move(kept, to)}
    >
      ${icon(sign)}
    </button>`;
    const [text, about] = kept.is_default ? [say.restore, say.restoreOf(name)] : [say.remove, say.removeOf(name)];
    return html`
      ${!kept.is_default && of > 1 ? html`${mover(i - 1, say.up(name), "up")}${mover(i + 1, say.down(name), "down")}` : nothing}
      <button class="button plain" aria-label=${say.editOf(name)} @click=${this.#choose(kept.rule)}>${say.edit}</button>
      ${kept.is_default && !kept.is_changed ? nothing : html`<button class="button plain" aria-label=${about} ?disabled=${this.isBusy} @click=${this.#remove(kept, i)}>${text}</button>`}
    `;
  }
}

define("homeops-rules", HomeopsRules);
