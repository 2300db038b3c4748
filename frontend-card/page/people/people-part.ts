import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { keptLook } from "../kept/kept-look.ts";
import { controls } from "../look/controls.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { ofPeople } from "../words/of-people.ts";

const partLook = css`
  .shown {
    font-family: ui-monospace, monospace;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .sure .button:not(.main, .grave) {
    background: var(--card);
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 500;
  }
`;

/** A part of the place: reads when it has a home, and says what came of each deed. */
export abstract class PeoplePart extends LitElement {
  static override readonly styles = [tones, controls, keptLook, partLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() protected accessor isBusy = false;
  @state() protected accessor wrong = "";
  @state() private accessor done = "";
  @state() private accessor shown: { label: string; secret: string; help: string } | undefined;
  @state() private accessor isRead = false;

  protected abstract read(wire: Wire): Promise<void>;
  protected abstract content(): TemplateResult;

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has("home") && !changed.has("wire")) return;
    if (this.wire && this.home) void this.deed(async () => {});
  }

  /** Does it, reads anew, and says what was done. */
  protected async deed(work: (wire: Wire) => Promise<unknown>, say = ""): Promise<boolean> {
    const { wire } = this;
    if (!wire) return false;
    [this.isBusy, this.wrong, this.done] = [true, "", ""];
    try {
      await work(wire);
      await this.read(wire);
      [this.isRead, this.done] = [true, say];
      return true;
    } catch (error) {
      this.wrong = sentenceOf(error);
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  /** What is shown once, until somebody has it. */
  protected show(label: string, secret: string, help: string): void {
    this.shown = { label, secret, help };
  }

  /** The clipboard's own API is kept from pages over plain HTTP. */
  #copy = () => {
    const code = this.renderRoot.querySelector("code");
    const selection = getSelection();
    if (!code || !selection) return;
    selection.selectAllChildren(code);
    if (document.execCommand("copy")) this.done = ofPeople().copied;
  };

  #hide = () => {
    this.shown = undefined;
  };

  override render() {
    const say = ofPeople();
    const { wrong, done, shown } = this;
    return html`
      <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
      <p role="status" ?hidden=${!done}>${done}</p>
      ${
        shown
          ? html`<div class="sure" role="group" aria-label=${shown.label}>
              <span class="name">${shown.label}</span>
              <code class="shown">${shown.secret}</code>
              <p class="help">${shown.help}</p>
              <div class="buttons">
                <button class="button main" @click=${this.#copy}>${say.copy}</button>
                <button class="button" @click=${this.#hide}>${say.done}</button>
              </div>
            </div>`
          : nothing
      }
      ${this.isRead ? this.content() : wrong ? nothing : html`<p class="quiet">${say.coming}</p>`}
    `;
  }
}
