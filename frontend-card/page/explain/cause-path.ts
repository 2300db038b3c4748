import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { CauseShown } from "#server/store/memory/explain/contract.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { type IconName, icon } from "../look/icons.ts";
import { timeOf } from "../look/moments.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";

const ICONS: Record<CauseShown["kind"], IconName> = {
  person: "person",
  automation: "automation",
  script: "script",
  scene: "sun",
  group: "device",
  device: "device",
  integration: "puzzle",
  sun: "sun",
  time: "clock",
  "home assistant start": "home",
  unknown: "question",
};

/** From the first cause down to the nearest, as a path that ends at what happened. Fires `follow` with the id of an event. */
class HomeopsCausePath extends LitElement {
  /** As HomeOps answers them: from the nearest to the first. */
  @property({ attribute: false }) accessor causes: readonly CauseShown[] = [];
  /** The id of what they led to, which is no place to go. */
  @property({ attribute: false }) accessor event = "";
  /** What they led to, in words. */
  @property({ attribute: false }) accessor effect = "";

  override render() {
    if (this.causes.length === 0) return html`<p class="quiet">${words.explain.nothing}</p>`;
    return html`
      <ol>
        ${this.causes.toReversed().map((cause) => this.#step(cause))}
        <li>
          <span class="sign end">${icon("check")}</span>
          <p>${this.effect}</p>
        </li>
      </ol>
    `;
  }

  #step({ kind, sentence, event, at, certainty }: CauseShown) {
    const { certain, likely, showCause } = words.explain;
    return html`
      <li>
        <span class="sign">${icon(ICONS[kind] ?? "question")}</span>
        <div>
          <p>${sentence}</p>
          <p class="quiet small">
            ${at ? html`<time datetime=${at}>${timeOf(at)}</time> · ` : nothing}<span class=${certainty}
              >${certainty === "certain" ? certain : likely}</span
            >
          </p>
          ${event && event !== this.event ? html`<button class="button plain" @click=${() => this.#follow(event)}>${showCause}</button>` : nothing}
        </div>
      </li>
    `;
  }

  #follow(event: string): void {
    this.dispatchEvent(new CustomEvent("follow", { detail: event }));
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      li {
        position: relative;
        display: flex;
        gap: 12px;
        padding-bottom: 16px;
      }
      li:not(:last-child)::before {
        content: "";
        position: absolute;
        inset-block: 36px 0;
        inset-inline-start: 17px;
        width: 2px;
        background: var(--line);
      }
      .sign {
        display: grid;
        place-items: center;
        flex: none;
        width: 36px;
        height: 36px;
        border-radius: 50%;
        background: var(--wash);
        color: var(--quiet);
      }
      .end {
        background: var(--tint);
        color: var(--accent);
      }
      li > p,
      div > p:first-child {
        padding-top: 8px;
      }
      div {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .small {
        font-size: 13px;
      }
      .likely {
        font-style: italic;
      }
      .plain {
        margin-inline-start: -12px;
      }
    `,
  ];
}

define("homeops-cause-path", HomeopsCausePath);
