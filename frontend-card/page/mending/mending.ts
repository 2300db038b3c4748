import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { FindingShown } from "#server/store/ledger/findings/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { bar } from "../look/bar.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { Followed } from "../look/followed.ts";
import { icon } from "../look/icons.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { ofMending } from "../words/of-mending.ts";
import { toldLanguage } from "../words/told-language.ts";
import { attemptTold } from "./attempt-told.ts";
import { mendingLook } from "./mending-look.ts";
import "./mending-switch.ts";
import type { Attempt, Plan, Remedy, RemedyPage } from "./mending-wire.ts";
import { planTold } from "./plan-told.ts";

const ATTEMPTS = 3;

/** What HomeOps can do about one finding, what it did, and what came of it; nothing where no remedy is meant for such a thing. */
class HomeopsMending extends LitElement {
  static override readonly styles = [tones, controls, bar, mendingLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor finding: FindingShown | undefined;
  @state() private accessor isOpen = false;
  @state() private accessor plans: readonly Plan[] | undefined;
  @state() private accessor attempts: readonly Attempt[] = [];
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";
  readonly #followed = new Followed(this, "healing/remedies", () => ({ home: this.home, language: toldLanguage() }));
  #read: RemedyPage | undefined; // the item of the feed by which all else was read

  override willUpdate(changed: PropertyValues<this>): void {
    this.#followed.look(changed);
    if (this.isOpen && this.#followed.item && this.#followed.item !== this.#read) void this.#look();
  }

  #toggle = () => {
    this.isOpen = !this.isOpen;
    this.#read = undefined;
  };

  /** What was tried, and where nothing is under way what could be done now. */
  async #look(): Promise<void> {
    const { wire, home, finding } = this;
    this.#read = this.#followed.item;
    if (!wire || !finding) return;
    const language = toldLanguage();
    try {
      const asked = { home, findings: [finding.finding], language, limit: ATTEMPTS };
      this.attempts = (await wire.ask("healing/history", asked)).items;
      const isUnderWay = this.attempts.some(({ verdict }) => verdict === null);
      const isOver = finding.state === "closed";
      this.plans =
        isUnderWay || isOver
          ? []
          : (await wire.ask("healing/plan", { home, finding: finding.finding, language })).items;
      this.wrong = "";
    } catch (error) {
      [this.plans, this.wrong] = [[], sentenceOf(error)];
    }
  }

  /** What it answers is known before the feed tells of it. */
  async #do(ask: (wire: Wire) => Promise<Attempt>): Promise<void> {
    if (!this.wire) return;
    this.isBusy = true;
    try {
      const attempt = await ask(this.wire);
      this.attempts = [attempt, ...this.attempts.filter((it) => it.attempt !== attempt.attempt)];
      [this.plans, this.wrong] = [attempt.verdict === null ? [] : this.plans, ""];
    } catch (error) {
      const wrong = sentenceOf(error);
      await this.#look(); // the home may be another by now
      this.wrong = wrong;
    }
    this.isBusy = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".told")?.focus(); // what was pressed is gone
  }

  #approve = ({ plan, hash }: Plan) => {
    if (plan === null) return;
    void this.#do((wire) => wire.ask("healing/approve", { home: this.home, plan, hash, language: toldLanguage() }));
  };

  #undo = ({ attempt }: Attempt) =>
    void this.#do((wire) => wire.ask("healing/undo", { home: this.home, attempt, language: toldLanguage() }));

  #switched = ({ detail }: CustomEvent<RemedyPage>) => {
    this.#followed.show(detail);
  };

  override render() {
    const { item } = this.#followed;
    if (!item?.items.some((it) => this.#isFor(it))) return nothing;
    const say = ofMending();
    return html`
      <button class="button" aria-expanded=${this.isOpen} aria-controls="inside" @click=${this.#toggle}>
        ${say.whatItCan} ${icon(this.isOpen ? "up" : "down")}
      </button>
      <section id="inside" ?hidden=${!this.isOpen}>${this.isOpen ? this.#inside(item) : nothing}</section>
    `;
  }

  #isFor({ checks, subjects, mode }: Remedy): boolean {
    if (mode === "off" || !this.finding) return false;
    const { check, subject } = this.finding;
    return checks.includes(check) && subjects.includes(subject.kind);
  }

  #inside(page: RemedyPage) {
    const say = ofMending();
    const { isBusy, attempts, plans } = this;
    return html`
      <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      <div class="told" tabindex="-1" aria-live="polite">
        ${attempts.length > 0 ? html`<ul class="rows">${attempts.map((it) => html`<li>${attemptTold(it, { isBusy, undo: this.#undo })}</li>`)}</ul>` : nothing}
        ${plans ? nothing : html`<p class="quiet">${say.coming}</p>`}
        ${plans?.length === 0 && attempts.length === 0 && !this.wrong ? html`<p class="quiet">${this.finding?.subject.kind === "device" ? say.nothingFed : say.nothing}</p>` : nothing}
      </div>
      ${plans?.map((plan) => planTold(plan, { isBusy, doIt: this.#approve }))}
      <homeops-mending-switch .wire=${this.wire} .home=${this.home} .page=${page} @switched=${this.#switched}></homeops-mending-switch>
    `;
  }
}

define("homeops-mending", HomeopsMending);
