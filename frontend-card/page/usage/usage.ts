import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { ofDevices } from "../words/of-devices.ts";
import { type LastWeek, lastWeek, type Used } from "./last-week.ts";

const MOST = 8;

/** How much a device was used in the last week, and whether that was more than before; nothing where it has no use to count. */
class HomeopsUsage extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor device = "";
  @state() private accessor items: readonly Used[] = [];
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home") || changed.has("device")) void this.#read();
  }

  async #read(): Promise<void> {
    const { wire, home, device } = this;
    this.items = [];
    if (!wire || home === 0 || !device) return;
    try {
      const page = await wire.ask("health/usage", { home, things: [device], limit: MOST });
      if (device === this.device) [this.items, this.wrong] = [page.items, ""];
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  override render() {
    const rows = this.items.flatMap((item) => {
      const week = lastWeek(item);
      return week ? [{ item, week }] : [];
    });
    if (this.wrong) return html`<p class="wrong" role="alert">${this.wrong}</p>`;
    if (rows.length === 0) return nothing;
    return html`
      <section aria-labelledby="title">
        <h3 id="title">${ofDevices().usage.title}</h3>
        <ul>${rows.map(({ item, week }) => usedRow(item, week))}</ul>
      </section>
    `;
  }

  static override readonly styles = [
    tones,
    css`
      section {
        padding-block-start: 16px;
        border-block-start: 1px solid var(--line);
      }
      h3 {
        margin-block-end: 4px;
        font-size: 14px;
        font-weight: 500;
      }
      li {
        display: grid;
        padding-block: 4px;
        overflow-wrap: anywhere;
      }
      .quiet {
        font-size: 13px;
        line-height: 18px;
      }
      .wrong {
        color: var(--bad);
      }
    `,
  ];
}

function usedRow({ name, measure, unit, trend }: Used, { hours, times, amount, knownDays }: LastWeek) {
  const say = ofDevices().usage;
  const figures = [
    hours === null ? "" : say.hours[measure](hours),
    times === null ? "" : say.times(times),
    amount === null ? "" : say.amount(amount, unit ?? ""),
    knownDays === undefined ? "" : say.partly(knownDays),
  ];
  const each = (n: number) => (measure === "amount" ? say.amount(n, unit ?? "") : say.inHours(n));
  return html`<li>
    <span>${name}</span>
    <span class="quiet">${figures.filter(Boolean).join(" · ")}</span>
    ${trend ? html`<span class="quiet">${say.trends[trend.direction](each(trend.before), each(trend.after))}</span>` : nothing}
  </li>`;
}

define("homeops-usage", HomeopsUsage);
