import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf, shortDateOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { styled } from "../look/styled.ts";
import { tones } from "../look/tones.ts";
import { ofRules } from "../words/of-rules.ts";
import type { Rule } from "./rule-names.ts";
import { kindNamed } from "./rule-told.ts";

type Preview = Commands["alerts/preview-rule"]["output"];

const TYPING_MS = 400;
const EXAMPLES = 5;

/** How often a rule would have told somebody, week by week, while it is being written. */
class HomeopsRulePreview extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Undefined while it cannot be understood. */
  @property({ attribute: false }) accessor rule: Rule | undefined;
  @state() private accessor preview: Preview | undefined;
  @state() private accessor wrong = "";
  @state() private accessor isComing = false;
  #typing: number | undefined;
  #stop = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    this.#stop.abort();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("rule") || !this.rule) return;
    clearTimeout(this.#typing);
    this.#stop.abort();
    this.isComing = true;
    const { rule } = this;
    this.#typing = window.setTimeout(() => void this.#count(rule), this.preview ? TYPING_MS : 0);
  }

  async #count(rule: Rule): Promise<void> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    try {
      const preview = await this.wire?.ask("alerts/preview-rule", { home: this.home, said: named(rule) }, signal);
      if (signal.aborted) return;
      [this.preview, this.wrong] = [preview, ""];
    } catch (error) {
      if (signal.aborted) return;
      this.wrong = sentenceOf(error);
    }
    this.isComing = false;
  }

  override render() {
    const { preview: say } = ofRules();
    const { preview, wrong } = this;
    return html`
      <section aria-labelledby="title" aria-busy=${this.isComing}>
        <h3 id="title">${say.title}</h3>
        <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
        ${preview ? counted(preview) : wrong ? nothing : html`<p class="quiet">${say.coming}</p>`}
      </section>
    `;
  }

  static override readonly styles = [
    tones,
    css`
      section {
        display: grid;
        gap: 8px;
        padding: 12px;
        border-radius: 8px;
        background: var(--tint);
      }
      h3 {
        font-size: 14px;
        font-weight: 500;
      }
      .weeks {
        display: flex;
        align-items: end;
        gap: 8px;
        height: 48px;
      }
      .weeks li {
        display: grid;
        flex: 1;
        align-content: end;
        justify-items: center;
        max-width: 64px;
        height: 100%;
        font-size: 12px;
        line-height: 16px;
      }
      .weeks i {
        width: 100%;
        min-height: 2px;
        border-radius: 2px;
        background: var(--accent);
      }
      .quiet,
      .wrong {
        font-size: 13px;
        line-height: 18px;
      }
      .wrong {
        color: var(--bad);
      }
      [hidden] {
        display: none;
      }
    `,
  ];
}

/** One without a name is counted all the same. */
const named = (rule: Rule): Rule => ({ ...rule, name: rule.name.trim() || "-" });

function counted({ weeks, examples, unknown }: Preview) {
  const { preview: say } = ofRules();
  const all = weeks.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...weeks.map(({ count }) => count));
  return html`
    <p role="status">${all === 0 ? say.none : say.told(all)}</p>
    ${
      all === 0
        ? nothing
        : html`<ol class="weeks">
              ${weeks.map(
                ({ from, count }) => html`<li>
                  <span aria-hidden="true">${count}</span>
                  <i ${styled({ height: `${Math.round((count / most) * 28)}px` })}></i>
                  <span class="spoken">${say.week(shortDateOf(from), count)}</span>
                </li>`,
              )}
            </ol>
            <p class="quiet">${say.examples}: ${examples
              .slice(0, EXAMPLES)
              .map(({ at, kind }) => `${kindNamed(kind)} (${dayAndTimeOf(at)})`)
              .join(", ")}</p>`
    }
    ${unknown.map((what) => html`<p class="quiet">${say.unknown[what]}</p>`)}
  `;
}

define("homeops-rule-preview", HomeopsRulePreview);
