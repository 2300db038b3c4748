import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { AboutMe } from "#server/surfaces/mine/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { about } from "../words/words.ts";

type Deed = { say: string; does(): Promise<unknown>; undoes(): Promise<unknown> };

/** A part in which something is changed: it says what was done, and takes it back. */
export abstract class Changing extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @property({ attribute: false }) accessor me: AboutMe | undefined;
  @state() private accessor done: Deed | undefined;
  @state() private accessor isUndone = false;
  @state() protected accessor isBusy = false;
  @state() protected accessor wrong = "";

  /** Answers whether it was done. */
  protected async change(deed: Deed): Promise<boolean> {
    const isDone = await this.#try(deed.does);
    if (isDone) [this.done, this.isUndone] = [deed, false];
    return isDone;
  }

  #undo = async () => {
    if (this.done && (await this.#try(this.done.undoes))) this.isUndone = true;
  };

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    this.isBusy = true;
    this.wrong = "";
    try {
      await work();
      this.dispatchEvent(new CustomEvent("changed"));
      return true;
    } catch (error) {
      this.wrong = sentenceOf(error);
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  protected told() {
    const { done, isUndone, wrong } = this;
    return html`
      <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
      <div class="pair" role="status">
        ${done && !wrong ? html`<span>${isUndone ? about.undone : done.say}</span>` : nothing}
        ${done && !wrong && !isUndone ? html`<button class="button" ?disabled=${this.isBusy} @click=${this.#undo}>${about.undo}</button>` : nothing}
      </div>
    `;
  }
}
