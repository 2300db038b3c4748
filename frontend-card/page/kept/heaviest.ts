import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { z } from "zod";
import type { HeaviestPage, HeavyEntity, Kept, TakenBack } from "#server/intake/control/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { bytes, count } from "../look/amounts.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { gauge } from "../look/gauge.ts";
import { icon } from "../look/icons.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { keptLook } from "./kept-look.ts";
import { sure, wouldGo } from "./would-go.ts";

const SHOWN = 10;
const details = ["changes", "rollups", "out"] as const;
type Detail = (typeof details)[number];

/** Entities by the room they take, with what can be kept less of each. */
class HomeopsHeaviest extends LitElement {
  static override readonly styles = [
    tones,
    controls,
    keptLook,
    gauge,
    css`
      meter {
        --thick: 4px;
        margin-bottom: 8px;
      }
    `,
  ];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @state() private accessor page: z.output<typeof HeaviestPage> | undefined;
  @state() private accessor open: string | undefined;
  /** Null: as usual again. */
  @state() private accessor wish: Detail | null | undefined;
  @state() private accessor isPast = false;
  @state() private accessor going: Pick<z.output<typeof Kept>["would_go"], "events" | "bytes"> | undefined;
  @state() private accessor back: z.output<typeof TakenBack> | undefined;
  @state() private accessor wrong = "";
  @state() private accessor isBusy = false;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("home")) void this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.page = await this.wire?.ask("memory/heaviest", { home: this.home, limit: SHOWN });
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  #toggle = (entityId: string) => () => {
    this.open = this.open === entityId ? undefined : entityId;
    this.wish = undefined;
    this.wrong = "";
  };

  #choose = (wish: Detail | null) => () => {
    this.wish = wish;
    this.isPast = false;
    void this.#preview();
  };

  #alsoPast = ({ target }: Event) => {
    this.isPast = target instanceof HTMLInputElement && target.checked;
    void this.#preview();
  };

  async #preview(): Promise<void> {
    this.wrong = "";
    this.going = undefined;
    this.back = undefined;
    this.going = (await this.#ask(true))?.would_go;
  }

  #apply = async () => {
    this.isBusy = true;
    if (await this.#ask(false)) {
      this.open = undefined;
      this.wish = undefined;
      await this.#read();
    }
    this.isBusy = false;
  };

  async #ask(preview: boolean) {
    if (this.open === undefined || this.wish === undefined) return undefined;
    const which = { home: this.home, kind: "entity", value: this.open } as const;
    try {
      if (this.wish !== null)
        return await this.wire?.ask("memory/keep-less", { ...which, detail: this.wish, past: this.isPast, preview });
      const back = await this.wire?.ask("memory/take-back", { ...which, preview });
      this.back = back;
      return back && { would_go: { events: 0, bytes: 0 } };
    } catch (error) {
      this.wrong = sentenceOf(error);
      return undefined;
    }
  }

  override render() {
    const { kept, page } = words;
    if (!this.page) return html`<p class="quiet">${this.wrong || page.loading}</p>`;
    if (this.page.items.length === 0) return html`<p class="quiet">${kept.noHeaviest}</p>`;
    return html`
      <p class="help">${kept.heaviestHelp(this.page.days)}</p>
      <ol class="rows">${this.page.items.map((one) => this.#row(one))}</ol>
    `;
  }

  #row(one: HeavyEntity) {
    const { kept } = words;
    const name = one.name ?? one.entity_id;
    const isOpen = this.open === one.entity_id;
    const place = [one.area, one.detail && kept.isDetail[one.detail]].filter(Boolean).join(" · ");
    return html`
      <li>
        <div class="row">
          <div>
            <span class="name">${name}</span>
            <span class="quiet">${kept.heavy(count(one.events_a_day), bytes(one.bytes_a_day))}${place ? ` · ${place}` : ""}</span>
          </div>
          <button class="round" aria-label=${kept.less(name)} aria-expanded=${isOpen} @click=${this.#toggle(one.entity_id)}>
            ${icon(isOpen ? "up" : "down")}
          </button>
        </div>
        <meter aria-hidden="true" min="0" max="1" .value=${one.share}></meter>
        ${isOpen ? this.#options(one) : nothing}
      </li>
    `;
  }

  #options({ saves, detail }: HeavyEntity) {
    const { kept } = words;
    return html`
      <div class="fields">
        <div class="options">
          ${details.map((each) => {
            const saving = saves[each];
            if (saving === null && each !== detail) return nothing;
            return html`<div class="option">
              <div>
                <span class="quiet">${kept.detailHelp[each]}</span>
                ${saving ? html`<span class="quiet">${kept.saves(bytes(saving))}</span>` : nothing}
              </div>
              <button class="button" aria-pressed=${this.wish === each} ?disabled=${each === detail} @click=${this.#choose(each)}>
                ${kept.details[each]}
              </button>
            </div>`;
          })}
          ${detail ? html`<button class="button" @click=${this.#choose(null)}>${kept.asUsual}</button>` : nothing}
        </div>
        ${this.wish === undefined ? nothing : this.#question()}
      </div>
    `;
  }

  #question() {
    const past = html`<label class="check">
      <input type="checkbox" .checked=${this.isPast} @change=${this.#alsoPast} />${words.kept.past}
    </label>`;
    const { going, wrong, isBusy, back } = this;
    const answer = { wrong, isBusy, apply: this.#apply, cancel: this.#toggle(this.open ?? "") };
    if (this.wish === null)
      return sure({ ...answer, sentence: takesBack(back), isReady: !!back, isGrave: false, act: words.kept.apply });
    return html`${past}${wouldGo({ ...answer, going, say: words.kept.wouldGoNow })}`;
  }
}

function takesBack(back: z.output<typeof TakenBack> | undefined): string {
  const { kept } = words;
  if (!back) return kept.looking;
  const sentence = kept.takesBack(back.gone.events, bytes(back.gone.bytes));
  return back.stops ? `${sentence} ${kept.stopsRemoving}` : sentence;
}

define("homeops-heaviest", HomeopsHeaviest);
