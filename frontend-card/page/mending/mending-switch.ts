import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { ofMending } from "../words/of-mending.ts";
import { toldLanguage } from "../words/told-language.ts";
import type { RemedyPage } from "./mending-wire.ts";

/** Stops all mending at once, or lets it go on; stands wherever mending is shown. Fires `switched` with what is so then. */
class HomeopsMendingSwitch extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor page: RemedyPage | undefined;
  /** Who may not stop it sees how it stands all the same. */
  @property({ type: Boolean }) accessor fixed = false;
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";

  #switch = async (): Promise<void> => {
    const name = this.page?.stopped ? "healing/resume" : "healing/stop";
    this.isBusy = true;
    try {
      const detail = await this.wire?.ask(name, { home: this.home, language: toldLanguage() });
      this.wrong = "";
      this.dispatchEvent(new CustomEvent("switched", { detail }));
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  override render() {
    if (!this.page) return nothing;
    const say = ofMending();
    const { stopped } = this.page;
    return html`
      <div class="state ${stopped ? "stopped" : ""}">
        <p role="status">
          ${this.#standing()}
          ${stopped ? html`<span class="quiet">${say.stoppedHelp}</span>` : nothing}
        </p>
        ${
          this.fixed
            ? nothing
            : html`<button class="button ${stopped ? "main" : "grave"}" ?disabled=${this.isBusy} @click=${this.#switch}>
                ${icon(stopped ? "play" : "pause")}${stopped ? say.resume : say.stop}
              </button>`
        }
      </div>
      <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
    `;
  }

  #standing(): string {
    const say = ofMending();
    const { stopped, items = [] } = this.page ?? {};
    if (stopped) return say.stopped(dayAndTimeOf(stopped.at), stopped.by ?? "");
    const going = items.filter(({ goes_on }) => goes_on);
    const [act, ask] = (["act", "ask"] as const).map((mode) => going.filter((it) => it.mode === mode).length);
    return act || ask ? say.goesOn.some(act ?? 0, ask ?? 0) : say.goesOn.none;
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      .state {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 8px 16px;
      }
      .stopped {
        padding: 12px;
        border-radius: 8px;
        background: color-mix(in srgb, var(--warn) 16%, transparent);
      }
      p {
        flex: 1 1 200px;
        display: grid;
        font-size: 13px;
        line-height: 18px;
      }
      .button {
        padding: 0 16px;
      }
      [hidden] {
        display: none;
      }
    `,
  ];
}

define("homeops-mending-switch", HomeopsMendingSwitch);
