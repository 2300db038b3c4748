import { css, html, LitElement, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { field } from "../look/field.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { sheetLook } from "../look/sheet-look.ts";
import { tones } from "../look/tones.ts";
import { ofRules } from "../words/of-rules.ts";
import { faultsOf, type RuleFaults } from "./rule-faults.ts";
import { freshRule, type KeptRule, NO_NAMES, type Rule, type RuleNames, saidIn } from "./rule-names.ts";
import "./rule-preview.ts";
import { nameOf } from "./rule-told.ts";
import { type ChangeRule, ruleWhat, ruleWhen } from "./rule-what.ts";
import { ruleWhom } from "./rule-whom.ts";

/** A rule being written, with how often it would have told somebody. Fires `kept` with its name, or `cancelled`. */
class HomeopsRuleEditor extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** One that is there; undefined: a new one. */
  @property({ attribute: false }) accessor kept: KeptRule | undefined;
  @property({ attribute: false }) accessor names: RuleNames = NO_NAMES;
  @state() private accessor rule: Rule = freshRule();
  /** What is wrong is said once somebody wanted to save. */
  @state() private accessor isTried = false;
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("kept") || changed.get("kept")?.rule === this.kept?.rule) return; // what was typed stays
    this.rule = this.kept ? { ...saidIn(this.kept), name: nameOf(this.kept) } : freshRule();
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector("input")?.focus();
  }

  #change: ChangeRule = (part) => {
    this.rule = { ...this.rule, ...part };
    this.wrong = "";
  };

  #save = async (event: Event) => {
    event.preventDefault();
    this.isTried = true;
    if (Object.keys(faultsOf(this.rule)).length > 0) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      return;
    }
    this.isBusy = true;
    try {
      const { home, rule: said, kept } = this;
      await this.wire?.ask("alerts/keep-rule", { home, said, ...(kept && { rule: kept.rule }) });
      this.dispatchEvent(new CustomEvent("kept", { detail: said.name.trim() }));
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  override render() {
    const { form: say } = ofRules();
    const { rule, names, wrong } = this;
    const found = faultsOf(rule);
    const faults: RuleFaults = this.isTried ? found : {};
    const { name: _name, ...others } = found;
    const isUnderstood = Object.keys(others).length === 0;
    return html`
      <form novalidate @submit=${this.#save}>
        ${field({ id: "name", label: say.name, value: rule.name, enter: (name) => this.#change({ name }), wrong: faults.name })}
        ${ruleWhat(rule, names, this.#change)} ${ruleWhen(rule, faults, this.#change)}
        ${ruleWhom({ rule, names, faults, change: this.#change })}
        <homeops-rule-preview .wire=${this.wire} .home=${this.home} .rule=${isUnderstood ? rule : undefined}></homeops-rule-preview>
        <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
        <div class="buttons">
          <button class="button main" ?disabled=${this.isBusy}>${say.save}</button>
          <button type="button" class="button" @click=${() => this.dispatchEvent(new CustomEvent("cancelled"))}>${say.cancel}</button>
        </div>
      </form>
    `;
  }

  static override readonly styles = [
    tones,
    controls,
    sheetLook,
    css`
      .inset,
      .button:not(.main) {
        background: var(--card);
      }
      details {
        border-block-end: 1px solid var(--line);
      }
      details > fieldset,
      details > .field {
        margin-block-end: 12px;
      }
      details > .help {
        margin-block: 0 12px;
      }
      .level {
        position: relative;
        gap: 12px;
        padding: 12px;
      }
      .level > legend {
        float: inline-start;
        min-height: 28px;
      }
      .level > .round {
        position: absolute;
        inset-block-start: 0;
        inset-inline-end: 0;
      }
      .taken li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        overflow-wrap: anywhere;
      }
    `,
  ];
}

define("homeops-rule-editor", HomeopsRuleEditor);
