import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { z } from "zod";
import type { RecorderAdvice } from "#server/intake/recorder-advice/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { bytes } from "../look/amounts.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { keptLook } from "./kept-look.ts";

type Advice = z.output<typeof RecorderAdvice>;

const DAY_SECONDS = 86_400;

/** How few days Home Assistant's own recorder may keep, now that its past is here. */
class HomeopsRecorder extends LitElement {
  static override readonly styles = [tones, controls, keptLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @state() private accessor advice: Advice | undefined;
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("home")) void this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.advice = await this.wire?.ask("memory/recorder-advice", { home: this.home });
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  override render() {
    return html`
      <h3>${words.kept.recorder.title}</h3>
      ${this.advice ? told(this.advice) : html`<p class="quiet">${this.wrong || words.page.loading}</p>`}
    `;
  }
}

function told(advice: Advice) {
  const { recorder } = words.kept;
  const { state, keep_days, saves_bytes, database_bytes, yaml, longest_absence_seconds } = advice;
  const back = advice.reaches_back_days ?? 0;
  if (state === "importing" || state === "not_connected") return html`<p class="help">${recorder[state]}</p>`;
  if (state !== "advised" || keep_days === null)
    return html`<p class="help">${recorder[state === "advised" ? "short_already" : state](back)}</p>`;
  const away = Math.ceil(longest_absence_seconds / DAY_SECONDS);
  return html`
    <p class="help">${recorder.advised(back, keep_days)} ${away >= keep_days - 1 && away > 2 ? recorder.because(away) : nothing}</p>
    ${saves_bytes !== null && database_bytes !== null ? html`<p class="help">${recorder.saves(bytes(saves_bytes), bytes(database_bytes))}</p>` : nothing}
    <p class="help">${recorder.how}</p>
    <pre tabindex="0">${yaml}</pre>
  `;
}

define("homeops-recorder", HomeopsRecorder);
