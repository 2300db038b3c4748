import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { FindingShown } from "#server/store/ledger/findings/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { type IconName, icon } from "../look/icons.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { severityLook } from "../look/severity-look.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofHealth } from "../words/of-health.ts";
import { findings } from "../words/words.ts";
import "./effects.ts";
import { findingLook } from "./finding-look.ts";
import type { Verb } from "./undone-by.ts";

const DAY_MS = 86_400_000;
const SIGNS: Readonly<Record<FindingShown["subject"]["kind"], IconName>> = {
  entity: "gauge",
  automation: "automation",
  device: "device",
  integration: "puzzle",
  area: "home",
  home: "home",
};

export interface ActWish {
  readonly finding: FindingShown;
  readonly verb: Verb;
  readonly until?: string;
}

/** One finding: what is so, and folded away how it is known, what it explains, and what may be done. Fires `act`. */
class HomeopsFinding extends LitElement {
  static override readonly styles = [tones, cardLook, controls, severityLook, findingLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor finding: FindingShown | undefined;
  /** Who may not act sees it all the same. */
  @property({ type: Boolean }) accessor fixed = false;
  @property({ type: Boolean }) accessor busy = false;
  /** Somebody came for this one. */
  @property({ type: Boolean }) accessor pointed = false;
  @state() private accessor isOpen = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("pointed") && this.pointed) this.isOpen = true;
    if (this.isOpen && !this.fixed) void loadMending();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("pointed") && this.pointed) this.scrollIntoView({ block: "nearest" });
  }

  #toggle = () => {
    this.isOpen = !this.isOpen;
  };

  #act = (verb: Verb, days?: number) => () => {
    const until = days === undefined ? undefined : new Date(Date.now() + days * DAY_MS).toISOString();
    const detail = { finding: this.finding, verb, ...(until && { until }) };
    this.dispatchEvent(new CustomEvent("act", { detail, bubbles: true, composed: true }));
  };

  override render() {
    if (!this.finding) return nothing;
    const { check, subject, severity, state, title, sentence } = this.finding;
    const where = subject.area ? `${subject.name} · ${subject.area}` : subject.name;
    return html`
      <button class="head" aria-expanded=${this.isOpen} @click=${this.#toggle}>
        <span class="sign ${severity}">${icon(check.startsWith("battery-") ? "battery" : SIGNS[subject.kind])}</span>
        <span class="what">
          <b>${title}</b>
          <span class="quiet">${where}</span>
        </span>
        <span class="severity ${severity}">${findings.states[state] || findings.severities[severity]}</span>
        ${icon(this.isOpen ? "up" : "down")}
      </button>
      ${this.isOpen ? this.#details(this.finding, sentence) : nothing}
    `;
  }

  #details({ finding, title, expected, advice, closes, since, effects, state }: FindingShown, sentence: string) {
    return html`
      <div class="details">
        <p>${sentence}.</p>
        ${expected ? evidence({ seen: title, expected, since }) : nothing}
        <dl>${this.#line(findings.advice, advice)} ${this.#line(findings.closes, closes)}</dl>
        ${expected ? nothing : html`<p class="quiet">${findings.since(dayAndTimeOf(since))}</p>`}
        ${
          effects > 0
            ? html`<homeops-effects .wire=${this.wire} .home=${this.home} .cause=${finding} .count=${effects}></homeops-effects>`
            : nothing
        }
        ${this.fixed ? nothing : this.#mending()}
        ${this.fixed ? nothing : html`<div class="buttons" role="group" aria-label=${findings.ask}>${this.#verbs(state)}</div>`}
      </div>
    `;
  }

  #mending() {
    return html`<homeops-mending .wire=${this.wire} .home=${this.home} .finding=${this.finding}></homeops-mending>`;
  }

  #line(name: string, text: string) {
    return text ? html`<div><dt>${name}</dt><dd>${text}</dd></div>` : nothing;
  }

  #verbs(state: FindingShown["state"]) {
    const { verbs } = findings;
    const button = (label: string, act: () => void, look = "") =>
      html`<button class="button ${look}" ?disabled=${this.busy} @click=${act}>${label}</button>`;
    if (state === "snoozed") return button(verbs.wake, this.#act("wake"), "main");
    if (state === "muted") return button(verbs.unmute, this.#act("unmute"), "main");
    return html`
      ${button(verbs.fixed, this.#act("fixed"), "main")} ${button(verbs.snoozeDay, this.#act("snooze", 1))}
      ${button(verbs.snoozeWeek, this.#act("snooze", 7))} ${button(verbs.not_a_problem, this.#act("not_a_problem"))}
      ${button(verbs.mute_subject, this.#act("mute_subject"), "plain")}
      ${button(verbs.mute_check, this.#act("mute_check"), "plain")}
    `;
  }
}

/** Not with every page; where it does not come, the rest stands. */
const loadMending = (): Promise<unknown> => import("../mending/mending.ts").catch(() => undefined);

/** What is seen beside what would be usual. */
function evidence({ seen, expected, since }: { seen: string; expected: string; since: string }) {
  const say = ofHealth();
  return html`
    <table>
      <thead><tr><th scope="col">${say.seen}</th><th scope="col">${findings.expected}</th><th scope="col">${say.since}</th></tr></thead>
      <tbody><tr><td>${seen}</td><td>${expected}</td><td>${dayAndTimeOf(since)}</td></tr></tbody>
    </table>
  `;
}

define("homeops-finding", HomeopsFinding);
