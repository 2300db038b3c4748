import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { z } from "zod";
import type { Footprints, Left } from "#server/surfaces/leave/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { keptLook } from "../kept/kept-look.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { field } from "../look/field.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { safekeeping } from "../words/words.ts";

type Made = { kind: string; name: string; reason?: string };

/** What HomeOps made in Home Assistant, and its removal once a word is typed. Fires `export`. */
class HomeopsLeave extends LitElement {
  static override readonly styles = [tones, controls, keptLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @state() private accessor made: z.output<typeof Footprints>["items"] | undefined;
  @state() private accessor left: z.output<typeof Left> | undefined;
  @state() private accessor typed = "";
  @state() private accessor wrong = "";
  @state() private accessor isBusy = false;

  override firstUpdated(): void {
    void this.#try(async (wire) => {
      this.made = (await wire.ask("leave/list", {})).items;
    });
  }

  #remove = (event: Event) => {
    event.preventDefault();
    if (!this.#isTyped()) return;
    void this.#try(async (wire) => {
      this.left = await wire.ask("leave/remove", { confirm: "leave" });
      this.made = this.left.remaining;
    });
  };

  async #try(work: (wire: Wire) => Promise<void>): Promise<void> {
    if (!this.wire) return;
    this.isBusy = true;
    this.wrong = "";
    try {
      await work(this.wire);
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  }

  #isTyped = () => this.typed.trim().toLowerCase() === safekeeping.word;

  #toExport = () => this.dispatchEvent(new CustomEvent("export"));

  override render() {
    const { made, left, wrong } = this;
    return html`
      <p class="help">${safekeeping.leaveHelp}</p>
      <div class="buttons"><button class="button" @click=${this.#toExport}>${safekeeping.leaveExport}</button></div>
      <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
      ${made ? this.#list(left?.remaining ?? made) : nothing}
      ${left ? html`<p role="status">${safekeeping.removed(left.removed.length)} ${safekeeping.after}</p>` : this.#form()}
    `;
  }

  #list(made: readonly Made[]) {
    if (made.length === 0) return html`<p>${safekeeping.nothingMade}</p>`;
    return html`
      <h3 id="made">${safekeeping.made}</h3>
      <ul class="rows" aria-labelledby="made">
        ${made.map(
          ({ kind, name, reason }) => html`
            <li class="row"><div>
              <span class="name">${name}</span>
              <span class="quiet">${safekeeping.kinds[kind] ?? kind}${reason ? html`: ${reason}` : nothing}</span>
            </div></li>`,
        )}
      </ul>
    `;
  }

  #form() {
    if (!this.made || this.made.length === 0) return nothing;
    const enter = (value: string) => {
      this.typed = value;
    };
    return html`
      <form @submit=${this.#remove} novalidate>
        ${field({ id: "word", label: safekeeping.typeWord(safekeeping.word), value: this.typed, enter })}
        <div class="buttons">
          <button class="button grave" ?disabled=${this.isBusy || !this.#isTyped()}>${safekeeping.remove}</button>
        </div>
      </form>
    `;
  }
}

define("homeops-leave", HomeopsLeave);
