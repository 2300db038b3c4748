import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { z } from "zod";
import type { DeadLetter } from "#server/intake/letters/contract.ts";
import { Refused, type Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";

const SHOWN = 20;
const say = words.health.letters;

/** Events that could not be stored: what they are, and what may be done with them. */
class HomeopsDeadLetters extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ type: Number }) accessor count = 0;
  @state() private accessor letters: z.infer<typeof DeadLetter>[] = [];
  @state() private accessor outcome = "";
  @state() private accessor isBusy = false;
  @state() private accessor isSure = false;

  override updated(changed: Map<string, unknown>): void {
    if (changed.has("count") || changed.has("home")) void this.#look();
  }

  /** Nothing waits for it: a button that rests loses the keyboard. */
  async #look(): Promise<void> {
    if (!this.wire || this.home === 0) return;
    await this.#show(this.wire).catch((error: unknown) => this.#say(error));
  }

  async #show(wire: Wire): Promise<void> {
    this.letters = (await wire.ask("memory/dead-letters", { home: this.home, limit: SHOWN })).items;
  }

  #retry = () =>
    this.#during(async (wire) => {
      const { stored, failed } = await wire.ask("memory/retry", { home: this.home, all: true });
      this.outcome = [...(stored > 0 ? [say.stored(stored)] : []), ...(failed > 0 ? [say.failed(failed)] : [])].join(
        " ",
      );
      await this.#show(wire);
    });

  #discard = () => {
    if (!this.isSure) {
      this.isSure = true;
      return undefined;
    }
    this.isSure = false;
    return this.#during(async (wire) => {
      await wire.ask("memory/discard", { home: this.home, all: true });
      await this.#show(wire);
    });
  };

  async #during(work: (wire: Wire) => Promise<void>): Promise<void> {
    if (!this.wire || this.home === 0) return;
    this.isBusy = true;
    try {
      await work(this.wire);
    } catch (error) {
      this.#say(error);
    } finally {
      this.isBusy = false;
    }
  }

  #say(error: unknown): void {
    if (!(error instanceof Refused)) throw error;
    this.outcome = error.message;
  }

  override render() {
    if (this.letters.length === 0 && this.outcome === "") return nothing;
    const more = this.count - this.letters.length;
    return html`
      <h3>${say.title}</h3>
      <ul>
        ${this.letters.map(
          ({ at, reason, look }) =>
            html`<li>${dayAndTimeOf(at)} <span class="quiet">${reason}</span> <code>${look}</code></li>`,
        )}
      </ul>
      ${more > 0 && this.letters.length > 0 ? html`<p class="quiet">${say.more(more)}</p>` : nothing}
      <p role="status">${this.outcome}</p>
      <div class="acts" ?hidden=${this.letters.length === 0}>
        <button class="button" ?disabled=${this.isBusy} @click=${this.#retry}>${say.again}</button>
        <button class="button" ?disabled=${this.isBusy} @click=${this.#discard}>
          ${this.isSure ? say.sure : say.discard}
        </button>
      </div>
    `;
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
      p:empty {
        display: none;
      }
      h3 {
        font-size: 14px;
        font-weight: 500;
      }
      li {
        overflow-wrap: anywhere;
      }
      li + li {
        margin-top: 8px;
      }
      code {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: 12px;
        color: var(--quiet);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      [hidden] {
        display: none;
      }
    `,
  ];
}

define("homeops-dead-letters", HomeopsDeadLetters);
