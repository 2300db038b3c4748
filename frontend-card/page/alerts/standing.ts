import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { Followed } from "../look/followed.ts";
import { icon } from "../look/icons.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { severityLook } from "../look/severity-look.ts";
import { cardLook, tones } from "../look/tones.ts";
import { tomorrow } from "../maintenance/work-spans.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { toldLanguage } from "../words/told-language.ts";
import { type Alert, alertRow, howItStands, isQuiet } from "./alert-row.ts";
import { alertsLook } from "./alerts-look.ts";

/** What stands in a home, who was told of it, and who has it; to be taken, or to be quiet until tomorrow. */
class HomeopsAlerts extends LitElement {
  static override readonly styles = [tones, cardLook, controls, severityLook, alertsLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor heading = "";
  /** Where a finding is shown; left out where there is no page around. */
  @property({ attribute: false }) accessor linkTo: ((finding: number) => string) | undefined;
  @state() private accessor isBusy = false;
  @state() private accessor told = "";
  @state() private accessor wrong = "";
  readonly #followed = new Followed(this, "alerts/list", () => ({ home: this.home, language: toldLanguage() }));

  override willUpdate(changed: PropertyValues<this>): void {
    this.#followed.look(changed);
    if (changed.has("home")) [this.told, this.wrong] = ["", ""];
  }

  #ack = ({ alert }: Alert) => this.#do({ alert }, ofAlerts().standing.acked);
  #snooze = ({ alert }: Alert) => this.#do({ alert, until: tomorrow(Date.now()) }, ofAlerts().standing.snoozed);

  async #do(input: { alert: number; until?: string }, told: string): Promise<void> {
    [this.isBusy, this.told, this.wrong] = [true, "", ""];
    try {
      const { alert, ...is } = (await this.wire?.ask("alerts/ack", { home: this.home, ...input })) ?? { alert: 0 };
      this.#show(alert, is);
      this.told = told;
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus(); // what was pressed is gone
  }

  /** Before the feed tells it. */
  #show(alert: number, is: Partial<Alert>): void {
    const { item } = this.#followed;
    if (!item) return;
    this.#followed.show({ ...item, items: item.items.map((one) => (one.alert === alert ? { ...one, ...is } : one)) });
  }

  override render() {
    const { item, wrong: lost } = this.#followed;
    const { standing: say } = ofAlerts();
    const items = item?.items ?? [];
    const summary = item === undefined ? say.coming : items.length > 0 ? say.count(items.length) : say.none;
    const isWell = item !== undefined && items.length === 0;
    const wrong = this.wrong || lost;
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${item === undefined}>
        <header>
          <span class="sign ${isWell ? "good" : ""}">${icon(isWell ? "check" : "bell")}</span>
          <div>
            <h2 id="title" tabindex="-1">${this.heading || summary}</h2>
            ${this.heading ? html`<p class="quiet" role="status">${summary}</p>` : nothing}
          </div>
        </header>
        <p class="done" role="status" ?hidden=${!this.told}>${this.told}</p>
        <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
        ${items.length > 0 ? html`<ul>${items.map((alert) => this.#row(alert))}</ul>` : nothing}
      </section>
    `;
  }

  #row(alert: Alert) {
    const now = Date.now();
    const has = alert.acked_at !== null;
    const line = html`<span class="has">${has ? icon("check") : nothing}<span>${howItStands(alert, now)}</span></span>`;
    return alertRow(alert, line, this.#deeds(alert, now));
  }

  /** A danger is not put off: it is somebody's, or nobody's yet. */
  #deeds(alert: Alert, now: number) {
    const { standing: say } = ofAlerts();
    const { finding, title } = alert;
    const isOpen = alert.acked_at === null;
    const maySnooze = isOpen && !alert.is_danger && !isQuiet(alert.snoozed_until, now);
    const link = finding === null ? undefined : this.linkTo?.(finding);
    if (!isOpen && !link) return nothing;
    const button = (deed: (alert: Alert) => void, [name, about]: [string, string], look = "") =>
      html`<button class="button ${look}" aria-label=${about} ?disabled=${this.isBusy} @click=${() => deed(alert)}>${name}</button>`;
    return html`<div class="buttons">
      ${isOpen ? button(this.#ack, [say.ack, say.ackOf(title)], "main") : nothing}
      ${maySnooze ? button(this.#snooze, [say.snooze, say.snoozeOf(title)]) : nothing}
      ${link ? html`<a class="button plain" href=${link} aria-label=${say.findingOf(title)}>${say.finding}</a>` : nothing}
    </div>`;
  }
}

define("homeops-alerts", HomeopsAlerts);
