import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { Refused, type Wire } from "../../data/wire.ts";
import { linkTo } from "../address.ts";
import "../charts/charts.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { places, words } from "../words/words.ts";
import { chartsLook } from "./charts-look.ts";
import { type Drawable, drawables, measuredIn } from "./drawables.ts";

const MOST = 6;
const MOST_FOUND = 20;
const TYPING_MS = 250;
const say = places.charts;

/** How things were over time: those that the address names, else a choice of what is measured. */
class HomeopsChartPlace extends LitElement {
  static override readonly styles = [tones, cardLook, controls, chartsLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ type: Boolean }) accessor lost = false;
  @property({ attribute: false }) accessor asked = new URLSearchParams();
  @state() private accessor known: ReadonlyMap<string, Drawable> | undefined;
  @state() private accessor found: { text: string; items: Drawable[] } | undefined;
  @state() private accessor wrong = "";
  #ids: string[] = [];
  #typing: number | undefined;
  #stop = new AbortController();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home") && this.wire && this.home) void this.#furnish(this.wire);
  }

  async #furnish(wire: Wire): Promise<void> {
    this.known = undefined;
    try {
      this.known = await drawables(wire, this.home);
      this.wrong = "";
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  get #chosen(): Drawable[] {
    const ids = [...new Set(this.asked.getAll("entity"))].slice(0, MOST);
    return ids.map((id) => this.known?.get(id) ?? { id, name: id, area: null, value: "", isNumber: false });
  }

  #type = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return;
    clearTimeout(this.#typing);
    this.#stop.abort();
    const text = target.value.trim();
    if (text === "") this.found = undefined;
    else this.#typing = window.setTimeout(() => void this.#seek(text), TYPING_MS);
  };

  async #seek(text: string): Promise<void> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    try {
      const wanted = { query: text, home: this.home, limit: MOST_FOUND };
      const hits = await this.wire?.ask("house/search", wanted, signal);
      if (signal.aborted) return;
      const items = (hits?.items ?? []).filter(({ kind }) => kind === "entity");
      this.found = {
        text,
        items: items.map((hit) => this.known?.get(hit.id) ?? { ...hit, value: "", isNumber: false }),
      };
      this.wrong = "";
    } catch (error) {
      if (!signal.aborted && error instanceof Refused) this.wrong = sentenceOf(error);
      else if (!signal.aborted) throw error;
    }
  }

  /** A link, so that a chart can be kept, shared and gone back from. */
  #linkTo(entities: readonly string[]): string {
    return linkTo("charts", { home: this.asked.get("home") ?? undefined, entity: entities });
  }

  #clear = () => {
    const field = this.renderRoot.querySelector("input");
    if (field) field.value = "";
    this.found = undefined;
  };

  override render() {
    const chosen = this.#chosen;
    return html`
      <div class="search" role="search">
        ${icon("search")}
        <input type="search" aria-label=${say.search} placeholder=${say.search} @input=${this.#type} />
      </div>
      <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      <div role="status">${this.found ? this.#results(this.found, chosen) : nothing}</div>
      ${chosen.length > 0 ? this.#charts(chosen) : this.#choice()}
    `;
  }

  #results({ text, items }: { text: string; items: Drawable[] }, chosen: readonly Drawable[]) {
    const ids = chosen.map(({ id }) => id);
    if (items.length === 0) return html`<p class="quiet hint">${say.unknown(text)}</p>`;
    return html`<section class="card">${this.#list(items, (id) => this.#linkTo([...ids, id].slice(-MOST)))}</section>`;
  }

  #list(items: readonly Drawable[], link: (id: string) => string) {
    return html`<ul class="choices">
      ${items.map(
        ({ id, name, area, value }) => html`<li>
          <a href=${link(id)} @click=${this.#clear}>
            <span class="what"><b>${name}</b> ${area ? html`<span class="quiet">${area}</span>` : nothing}</span>
            <span class="value">${value}</span>
          </a>
        </li>`,
      )}
    </ul>`;
  }

  #charts(chosen: readonly Drawable[]) {
    const ids = chosen.map(({ id }) => id);
    return html`
      <section class="card drawn">
        <ul class="chosen">
          ${chosen.map(
            ({ id, name, area }) => html`<li>
              <span>${name}${area ? html` <span class="quiet">${area}</span>` : nothing}</span>
              <a class="round" href=${this.#linkTo(ids.filter((one) => one !== id))} aria-label=${say.remove(name)}>${icon("close")}</a>
            </li>`,
          )}
        </ul>
        <homeops-charts ?lost=${this.lost} .wire=${this.wire} .home=${this.home} .entities=${this.#drawn(ids)}></homeops-charts>
      </section>
    `;
  }

  /** The same list as long as it has the same entities: another is asked about anew. */
  #drawn(ids: string[]): string[] {
    if (this.#ids.join() !== ids.join()) this.#ids = ids;
    return this.#ids;
  }

  #choice() {
    if (!this.known)
      return this.wrong ? nothing : html`<p class="quiet hint" aria-busy="true">${words.page.loading}</p>`;
    const areas = measuredIn(this.known, say.elsewhere);
    if (areas.length === 0) return html`<p class="quiet hint">${say.nothing} ${say.hint}</p>`;
    return html`
      <p class="quiet hint">${say.hint}</p>
      <h2>${say.measured}</h2>
      <div class="areas">
        ${areas.map(
          ([area, items]) => html`<section class="card" aria-label=${area}>
            <h3>${area}</h3>
            ${this.#list(
              items.map((one) => ({ ...one, area: null })),
              (id) => this.#linkTo([id]),
            )}
          </section>`,
        )}
      </div>
    `;
  }
}

define("homeops-chart-place", HomeopsChartPlace);
