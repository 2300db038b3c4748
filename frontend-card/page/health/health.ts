import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { cardLook, tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import "./certificate.ts";
import "./dead-letters.ts";
import { figures } from "./figures.ts";
import { remembered } from "./remembered.ts";
import { verdict } from "./verdict.ts";

const SIGNS = { well: "check", note: "clock", trouble: "warn" } as const;

/** The health of the memory itself: one line while all is well, its figures for who wants to know. */
class HomeopsHealth extends LitElement {
  @property({ attribute: false }) accessor status: SystemStatus | undefined;
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor isOpen = false;

  override render() {
    if (!this.status) return nothing;
    const { level, sentences } = verdict(this.status, words);
    return html`
      <section class="card" aria-label=${words.health.title}>
        <button class="line" aria-expanded=${this.isOpen} aria-controls="figures" @click=${this.#toggle}>
          <span class="sign" data-level=${level}>${icon(SIGNS[level])}</span>
          <span class="what">
            <b role="heading" aria-level="2">${sentences[0] ?? words.health.well}</b>
            <span class="quiet">${brief(this.status)}</span>
          </span>
          ${icon(this.isOpen ? "up" : "down")}
        </button>
        ${sentences.slice(1).map((sentence) => html`<p class="more">${sentence}</p>`)}
        <div id="figures" ?hidden=${!this.isOpen}>${this.isOpen ? this.#figures(this.status) : nothing}</div>
      </section>
    `;
  }

  #toggle = () => {
    this.isOpen = !this.isOpen;
  };

  #figures(status: SystemStatus) {
    const { health } = words;
    return html`
      <dl>${figures(status).map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      ${status.engine.name === "embedded" ? html`<p class="quiet">${health.embedded}</p>` : nothing}
      ${
        status.queue.dead > 0
          ? html`<homeops-dead-letters .wire=${this.wire} .home=${this.home} .count=${status.queue.dead}></homeops-dead-letters>`
          : nothing
      }
      <h3>${health.gaps}</h3>
      ${status.gaps.length === 0 ? html`<p class="quiet">${health.noGaps}</p>` : nothing}
      <ul>
        ${status.gaps.map(
          ({ from, to, reason, missing }) => html`<li>
            ${health.gap(dayAndTimeOf(from), dayAndTimeOf(to))} <span class="quiet">${reason}${missing ? ` · ${missing}` : ""}</span>
          </li>`,
        )}
      </ul>
      ${status.tls ? html`<homeops-certificate .certificate=${status.tls}></homeops-certificate>` : nothing}
    `;
  }

  static override readonly styles = [
    tones,
    cardLook,
    controls,
    css`
      .line {
        display: flex;
        align-items: center;
        gap: 12px;
        width: 100%;
        min-height: 64px;
        padding-block: 8px;
        padding-inline: 16px 24px;
        border: 0;
        border-radius: var(--radius);
        background: none;
        text-align: start;
      }
      .line[aria-expanded="true"] {
        border-radius: var(--radius) var(--radius) 0 0;
      }
      .line:hover {
        background: var(--wash);
      }
      .what {
        flex: 1;
        min-width: 0;
      }
      .what b {
        display: block;
        font-weight: 500;
      }
      .what .quiet {
        font-size: 13px;
      }
      .line > .icon {
        color: var(--quiet);
      }
      .sign {
        --sign: var(--good);
        background: color-mix(in srgb, var(--sign) 16%, transparent);
        color: var(--sign);
      }
      .sign[data-level="note"] {
        --sign: var(--accent);
      }
      .sign[data-level="trouble"] {
        --sign: var(--bad);
      }
      .more,
      #figures {
        padding: 0 16px 12px;
      }
      #figures {
        display: grid;
        gap: 12px;
      }
      #figures > * {
        min-width: 0;
      }
      [hidden] {
        display: none !important;
      }
      dl {
        display: grid;
        gap: 4px;
        padding-top: 12px;
        border-top: 1px solid var(--line);
      }
      dl div {
        display: flex;
        justify-content: space-between;
        gap: 16px;
      }
      dt {
        color: var(--quiet);
      }
      dd {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      h3 {
        font-size: 14px;
        font-weight: 500;
      }
      li + li {
        margin-top: 8px;
      }
    `,
  ];
}

function brief(status: SystemStatus): string {
  const { perMinute, remembered: say } = words.health;
  const events = remembered(status);
  const rates = status.connections.flatMap(({ health }) => health?.event_rate ?? []);
  const rate = rates.reduce((sum, one) => sum + one, 0);
  return [...(events > 0 ? [say(events)] : []), ...(rates.length > 0 ? [perMinute(rate)] : [])].join(" · ");
}

define("homeops-health", HomeopsHealth);
