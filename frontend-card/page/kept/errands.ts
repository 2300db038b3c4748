import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { z } from "zod";
import type { ErrandShown } from "#server/intake/control/contract.ts";
import { bar } from "../look/bar.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";

type Errand = z.output<typeof ErrandShown>;

/** What is being removed in the background, and how far it is. */
class HomeopsErrands extends LitElement {
  static override readonly styles = [
    tones,
    bar,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 12px;
      }
      .head span {
        overflow-wrap: anywhere;
      }
      p {
        font-size: 13px;
      }
    `,
  ];

  @property({ attribute: false }) accessor errands: readonly Errand[] = [];

  override render() {
    return this.errands.map((errand, i) => this.#errand(errand, i));
  }

  #errand({ kind, about, from, to, done, total }: Errand, i: number) {
    const { kept } = words;
    const isGoingOn = i === 0;
    const share = Math.min(1, done / Math.max(1, total));
    const id = `errand-${i}`;
    return html`
      <div class="head">
        <span id=${id}>${kept.errand(kept.errands[kind] ?? kind, about ?? kept.everything)}</span>
        <span class="quiet">${isGoingOn ? `${Math.floor(share * 100)} %` : kept.waits}</span>
      </div>
      ${isGoingOn ? html`<progress aria-labelledby=${id} max="1" value=${share}></progress>` : nothing}
      ${from && to ? html`<p class="quiet">${kept.fewDays(shown(from), shown(to))}</p>` : nothing}
    `;
  }
}

/** Days as they are, instants with their time. */
const shown = (at: string) => (at.includes("T") ? dayAndTimeOf(at) : at);

define("homeops-errands", HomeopsErrands);
