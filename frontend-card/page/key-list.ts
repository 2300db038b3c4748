import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { keysAreOn, turnKeys } from "./keys.ts";
import { controls } from "./look/controls.ts";
import { define } from "./look/define.ts";
import { icon } from "./look/icons.ts";
import { cardLook, tones } from "./look/tones.ts";
import type { Place } from "./places.ts";
import { places as words } from "./words/words.ts";

/** Which keys there are, and whether they are used. Open it with `show()`. */
export class HomeopsKeyList extends LitElement {
  @property({ attribute: false }) accessor places: readonly Place[] = [];

  async show(): Promise<void> {
    await this.updateComplete;
    this.#dialog?.showModal();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  #close = () => this.#dialog?.close();

  #turn = ({ target }: Event) => target instanceof HTMLInputElement && turnKeys(target.checked);

  override render() {
    const { keys, titles } = words;
    const all = [
      { key: "/", does: keys.question },
      ...this.places.map(({ name }, n) => ({ key: String(n + 1), does: titles[name] })),
      { key: "?", does: keys.help },
    ];
    return html`
      <dialog class="card" aria-labelledby="title">
        <header>
          <h2 id="title">${keys.title}</h2>
          <button class="round" aria-label=${keys.close} @click=${this.#close}>${icon("close")}</button>
        </header>
        <dl>${all.map(({ key, does }) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl>
        <label><input type="checkbox" ?checked=${keysAreOn()} @change=${this.#turn} />${keys.on}</label>
      </dialog>
    `;
  }

  static override readonly styles = [
    tones,
    cardLook,
    controls,
    css`
      dialog {
        width: min(400px, calc(100vw - 32px));
        padding: 8px 8px 16px 16px;
        color: inherit;
      }
      dialog::backdrop {
        background: rgba(0, 0, 0, 0.4);
      }
      header,
      dl div,
      label {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      header {
        justify-content: space-between;
      }
      dl div {
        min-height: 36px;
      }
      dt {
        width: 40px;
      }
      kbd {
        display: inline-block;
        min-width: 28px;
        padding: 2px 6px;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--wash);
        font: inherit;
        text-align: center;
      }
      label {
        min-height: 44px;
        margin-top: 8px;
      }
      label input {
        flex: none;
        width: 20px;
        height: 20px;
        margin: 0 4px;
        accent-color: var(--accent);
      }
    `,
  ];
}

define("homeops-key-list", HomeopsKeyList);
