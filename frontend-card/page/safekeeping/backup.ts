import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { BackupChoices } from "#server/store/backup/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { keptLook } from "../kept/kept-look.ts";
import { bytes } from "../look/amounts.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { safekeeping } from "../words/words.ts";

type Choice = BackupChoices["choices"][number];

/** How much of the memory goes into a backup, with what that takes. */
class HomeopsBackup extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @state() private accessor choices: BackupChoices | undefined;
  @state() private accessor wrong = "";
  @state() private accessor done = "";
  @state() private accessor isBusy = false;

  override firstUpdated(): void {
    void this.#ask((wire) => wire.ask("backup/preview", {}));
  }

  #choose = (scope: Choice["scope"]) => async () => {
    this.done = "";
    await this.#ask((wire) => wire.ask("backup/scope", { scope }));
    if (!this.wrong) this.done = safekeeping.chosen;
  };

  async #ask(work: (wire: Wire) => Promise<BackupChoices>): Promise<void> {
    if (!this.wire) return;
    this.isBusy = true;
    this.wrong = "";
    try {
      this.choices = await work(this.wire);
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  }

  override render() {
    const { choices, wrong, done } = this;
    return html`
      <p class="help">${safekeeping.backupHelp}</p>
      <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
      ${choices ? this.#choices(choices) : wrong ? nothing : html`<p role="status">${safekeeping.looking}</p>`}
      <p role="status" ?hidden=${!done}>${done}</p>
      <p class="help">${safekeeping.key}</p>
    `;
  }

  #choices(all: BackupChoices) {
    const { last } = all;
    const when = last && new Date(last.taken_at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    return html`
      <p class="quiet">${last && when ? safekeeping.lastBackup(bytes(last.bytes), when) : safekeeping.noBackup}</p>
      <div class="rows" role="radiogroup" aria-label=${safekeeping.tabs.backup}>
        ${all.choices.map((choice) => this.#choice(choice, all))}
      </div>
    `;
  }

  #choice({ scope, bytes: size, warning }: Choice, all: BackupChoices) {
    return html`
      <label class="choice">
        <input
          type="radio"
          name="scope"
          .checked=${scope === all.scope}
          ?disabled=${this.isBusy}
          @change=${this.#choose(scope)}
        />
        <span>
          <span class="what"><span>${safekeeping.scopes[scope]}</span><span class="quiet">${safekeeping.about(bytes(size))}</span></span>
          <span class="quiet small">${safekeeping.scopeHelp[scope](all.hour_days)}</span>
          ${warning ? html`<span class="warning">${icon("warn")}${warning}</span>` : nothing}
        </span>
      </label>
    `;
  }

  static override readonly styles = [
    tones,
    controls,
    keptLook,
    css`
      .choice {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 12px;
        min-height: 44px;
        padding: 12px;
        border: 1px solid var(--line);
        border-radius: 8px;
        cursor: pointer;
      }
      .choice:has(:checked) {
        border-color: var(--accent);
        background: var(--tint);
      }
      .choice input {
        width: 20px;
        height: 20px;
        margin: 0;
        accent-color: var(--accent);
      }
      .what {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 12px;
        font-weight: 500;
      }
      .what .quiet {
        font-weight: 400;
      }
      .small {
        display: block;
        margin-top: 4px;
        font-size: 13px;
        line-height: 18px;
      }
      .warning {
        display: flex;
        gap: 8px;
        margin-top: 8px;
        font-size: 13px;
        line-height: 20px;
      }
      .warning .icon {
        color: var(--warn);
      }
    `,
  ];
}

define("homeops-backup", HomeopsBackup);
