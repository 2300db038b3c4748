import { css, html, LitElement, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { RestartPlan } from "#server/surfaces/restart/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";

const say = words.first;

/** What was copied into Home Assistant is loaded by a restart: at night, when it disturbs nobody. */
class HomeopsRestartAtNight extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor plan: RestartPlan | undefined;
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home") && this.home) void this.#ask("restart/get");
  }

  async #ask(name: "restart/get" | "restart/plan" | "restart/cancel"): Promise<void> {
    this.isBusy = true;
    try {
      this.plan = await this.wire?.ask(name, { home: this.home });
      this.wrong = "";
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  }

  #choose = () => this.#ask(this.plan?.at ? "restart/cancel" : "restart/plan");

  override render() {
    const { at, failed } = this.plan ?? {};
    const wrong = this.wrong || (failed ? say.notRestarted(failed) : "");
    return html`
      <p class="quiet" role="status">${at ? say.restartsAt(dayAndTimeOf(at)) : say.restartHelp}</p>
      <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
      <button class="button" ?disabled=${this.isBusy} @click=${this.#choose}>${at ? say.noRestart : say.restart}</button>
    `;
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      p {
        margin: 16px 0 8px;
      }
      .wrong {
        color: var(--bad);
      }
    `,
  ];
}

define("homeops-restart-at-night", HomeopsRestartAtNight);
