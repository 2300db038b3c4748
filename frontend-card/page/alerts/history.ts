import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf, dayNamed, dayOf, shortTimeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { severityLook } from "../look/severity-look.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { toldLanguage } from "../words/told-language.ts";
import { type Alert, alertRow } from "./alert-row.ts";
import { alertsLook } from "./alerts-look.ts";

const PAGE = 50;

/** What somebody was told of and is over, the newest first, by the day on which it began. */
class HomeopsAlertHistory extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor items: readonly Alert[] | undefined;
  @state() private accessor cursor: string | null = null;
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home") && this.home !== 0) void this.#read([], undefined);
  }

  #more = () => void this.#read(this.items ?? [], this.cursor ?? undefined);

  async #read(before: readonly Alert[], cursor: string | undefined): Promise<void> {
    const asked = { home: this.home, language: toldLanguage(), limit: PAGE, ...(cursor && { cursor }) };
    try {
      const page = await this.wire?.ask("alerts/history", asked);
      this.items = [...before, ...(page?.items ?? [])];
      this.cursor = page?.cursor ?? null;
      this.wrong = "";
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  override render() {
    const { history: say, standing } = ofAlerts();
    const days = Map.groupBy(this.items ?? [], ({ opened_at }) => dayOf(opened_at));
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!this.items}>
        <h2 id="title">${say.title}</h2>
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        ${this.items || this.wrong ? nothing : html`<p class="quiet none">${standing.coming}</p>`}
        ${this.items?.length === 0 ? html`<p class="quiet none">${say.none}</p>` : nothing}
        ${[...days].map(
          ([day, items]) => html`
            <h3>${dayNamed(day)}</h3>
            <ul>${items.map((alert) => alertRow(alert, lineOf(alert)))}</ul>
          `,
        )}
        ${this.cursor ? html`<button class="button plain" @click=${this.#more}>${say.more}</button>` : nothing}
      </section>
    `;
  }

  static override readonly styles = [
    tones,
    cardLook,
    controls,
    severityLook,
    alertsLook,
    css`
      h2,
      .none {
        padding: 16px;
      }
      .none {
        padding-block-start: 0;
      }
      h3 {
        padding: 8px 16px;
        font-size: 14px;
        font-weight: 500;
      }
      .card > .button {
        margin: 4px;
      }
    `,
  ];
}

/** From when until when, and who had it. */
function lineOf({ opened_at, closed_at, acked_at, acked_by }: Alert): string {
  const { history: say, standing } = ofAlerts();
  const isSameDay = closed_at !== null && dayOf(opened_at) === dayOf(closed_at);
  const to = closed_at === null ? "" : isSameDay ? shortTimeOf(closed_at) : dayAndTimeOf(closed_at);
  const span = say.span(shortTimeOf(opened_at), to);
  return [span, acked_at === null ? say.nobody : say.had(acked_by ?? standing.somebody)].join(" · ");
}

define("homeops-alert-history", HomeopsAlertHistory);
