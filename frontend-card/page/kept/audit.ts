import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { ofAudit } from "../words/of-audit.ts";
import { keptLook } from "./kept-look.ts";
import { linesLook } from "./lines-look.ts";

type Wish = Commands["audit/search"]["input"];
type Row = Commands["audit/search"]["output"]["items"][number];
type Verdict = Commands["audit/verify"]["output"];

const kinds = ["all", "security", "refused"] as const;
type Kind = (typeof kinds)[number];
const WISHES: Record<Kind, Wish> = { all: {}, security: { is_security: true }, refused: { success: false } };
const PAGE = 50;

/** Who did what and from where, to be searched, and proven to be as it was written. */
class HomeopsAudit extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @state() private accessor kind: Kind = "all";
  @state() private accessor text = "";
  @state() private accessor rows: readonly Row[] | undefined;
  @state() private accessor cursor: string | null = null;
  @state() private accessor verdict: Verdict | undefined;
  @state() private accessor isChecking = false;
  @state() private accessor wrong = "";

  override firstUpdated(): void {
    void this.#read();
  }

  #search = (event: Event) => {
    event.preventDefault();
    void this.#read();
  };

  #choose = ({ target }: Event) => {
    if (!(target instanceof HTMLSelectElement)) return;
    this.kind = kinds.find((one) => one === target.value) ?? "all";
    void this.#read();
  };

  #write = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) this.text = target.value;
  };

  #older = () => this.#read(this.cursor);

  async #read(cursor: string | null = null): Promise<void> {
    const text = this.text.trim();
    const wish = { ...WISHES[this.kind], ...(text && { text }), ...(cursor && { cursor }), limit: PAGE };
    await this.#ask(async (wire) => {
      const page = await wire.ask("audit/search", wish);
      this.rows = cursor ? [...(this.rows ?? []), ...page.items] : page.items;
      this.cursor = page.cursor;
    });
  }

  #check = async () => {
    this.isChecking = true;
    this.verdict = undefined;
    await this.#ask(async (wire) => {
      this.verdict = await wire.ask("audit/verify", {});
    });
    this.isChecking = false;
  };

  async #ask(work: (wire: Wire) => Promise<void>): Promise<void> {
    if (!this.wire) return;
    this.wrong = "";
    try {
      await work(this.wire);
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  override render() {
    const say = ofAudit();
    const { rows, wrong } = this;
    return html`
      <p class="help">${say.help}</p>
      <form @submit=${this.#search}>
        <div class="field">
          <label for="text">${say.text}</label>
          <input id="text" type="search" maxlength="200" placeholder=${say.textHelp} .value=${this.text} @input=${this.#write} />
        </div>
        <div class="field">
          <label for="kind">${say.which}</label>
          <select id="kind" .value=${this.kind} @change=${this.#choose}>
            ${kinds.map((one) => html`<option value=${one}>${say.kinds[one]}</option>`)}
          </select>
        </div>
        <div class="buttons">
          <button class="button main" type="submit">${say.find}</button>
          <button class="button" type="button" ?disabled=${this.isChecking} @click=${this.#check}>${say.check}</button>
        </div>
      </form>
      <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
      <p role="status" ?hidden=${!this.#said()}>${this.#said()}</p>
      <ul class="rows">${rows?.map((row) => html`<li>${rowOf(row)}</li>`)}</ul>
      ${this.cursor ? html`<div class="buttons"><button class="button" @click=${this.#older}>${say.more}</button></div>` : nothing}
    `;
  }

  #said(): string {
    const say = ofAudit();
    if (this.isChecking) return say.checking;
    if (this.verdict) return verdictSaid(this.verdict);
    if (!this.rows) return this.wrong ? "" : say.looking;
    return this.rows.length === 0 ? say.none : "";
  }

  static override readonly styles = [
    tones,
    controls,
    keptLook,
    linesLook,
    css`
      .turned {
        color: var(--bad);
      }
      [hidden] {
        display: none;
      }
    `,
  ];
}

function rowOf({ action, success, error, at, ip, user_agent, times, is_blanked, ...row }: Row) {
  const say = ofAudit();
  const result = success ? say.done : (error ?? say.refused);
  const often = times > 1 ? say.times(times) : "";
  const from = [dayAndTimeOf(at), whoOf(row), ip, often, is_blanked ? say.blanked : "", user_agent];
  return html`
    <span class="name">${action}</span>
    <span class=${success ? "quiet" : "quiet turned"}>${result}</span>
    <span class="quiet">${from.filter(Boolean).join(" · ")}</span>
  `;
}

function whoOf({ name, asker }: Pick<Row, "name" | "asker">): string {
  const say = ofAudit();
  if (asker === "owner") return say.owner;
  return name ?? (asker === "nobody" ? say.stranger : say.server);
}

function verdictSaid({ broken, records }: Verdict): string {
  const say = ofAudit();
  if (!broken) return say.whole(records);
  return `${say.broken[broken.what](String(broken.number ?? broken.record))} ${say.compare}`;
}

define("homeops-audit", HomeopsAudit);
