import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { ConnectionShown } from "#server/intake/contract.ts";
import { bar } from "../look/bar.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";

type Import = ConnectionShown["import"];

/** How far the past of a home is read; nothing to see once it is. */
class HomeopsImportProgress extends LitElement {
  static override readonly styles = [
    tones,
    bar,
    css`
      .head,
      .foot {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 12px;
      }
      .foot {
        font-size: 13px;
        color: var(--quiet);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) accessor progress: Import | undefined;

  override render() {
    if (this.progress?.state !== "running") return nothing;
    const { done, remaining, part } = this.progress;
    const share = remaining === null ? undefined : done / Math.max(1, done + remaining);
    const title = part ? `${words.import.title}: ${words.import.parts[part]}` : words.import.title;
    return html`
      <div class="head">
        <span id="title">${title}</span>
        ${share === undefined ? nothing : html`<span>${Math.floor(share * 100)} %</span>`}
      </div>
      ${
        share === undefined
          ? html`<progress aria-labelledby="title"></progress>`
          : html`<progress aria-labelledby="title" max="1" value=${share}></progress>`
      }
      <p class="foot">${figuresOf(this.progress).map((figure) => html`<span>${figure}</span>`)}</p>
    `;
  }
}

function figuresOf({ done, remaining, rate, reached }: Import): string[] {
  const { import: say } = words;
  return [
    say.done(done),
    ...(rate ? [say.rate(rate)] : []),
    ...(remaining !== null && rate ? [say.left(remaining / rate)] : []),
    ...(remaining !== null && !rate ? [say.remaining(remaining)] : []),
    ...(reached ? [say.reached(dayAndTimeOf(reached))] : []),
  ];
}

define("homeops-import-progress", HomeopsImportProgress);
