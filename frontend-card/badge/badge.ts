import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { ANY_HOME } from "../cards/card.ts";
import type { Hass } from "../cards/hass.ts";
import { hassWire } from "../cards/hass-wire.ts";
import { offered } from "../cards/offered.ts";
import { readable } from "../cards/readable.ts";
import { speakAs } from "../cards/speak-as.ts";
import type { Wire } from "../data/wire.ts";
import "../page/explain/explain.ts";
import type { HomeopsExplain } from "../page/explain/explain.ts";
import { roundly } from "../page/look/amounts.ts";
import { controls } from "../page/look/controls.ts";
import { define } from "../page/look/define.ts";
import { type IconName, icon } from "../page/look/icons.ts";
import { tones } from "../page/look/tones.ts";
import "../page/timeline/timeline.ts";
import { cards, native } from "../page/words/words.ts";
import { badgeLook } from "./badge-look.ts";
import { type MemoryState, StateOfMemory } from "./state-of-memory.ts";

type Config = { type: string; home?: string; show_count?: boolean };
const TYPE = "homeops-badge";
const ICONS: Record<MemoryState, IconName> = {
  remembering: "check",
  paused: "pause",
  catchingUp: "clock",
  away: "warn",
};

/** At the head of a dashboard: whether the home is being remembered, and how much happened today. Opens the memory. */
class HomeopsBadge extends LitElement {
  static override readonly styles = [tones, controls, readable, badgeLook];

  @property({ attribute: false }) accessor hass: Hass | undefined;
  @state() private accessor config: Config | undefined;
  @state() private accessor isOpen = false;
  @query("dialog") private accessor dialog!: HTMLDialogElement | null;
  @query("homeops-explain") private accessor drawer!: HomeopsExplain | null;
  #wire: Wire | undefined;
  #memory: StateOfMemory | undefined;

  static getStubConfig(): Config {
    return { type: `custom:${TYPE}` };
  }

  static getConfigForm() {
    const labels: Record<string, () => string> = {
      show_count: () => native.badge.showCount,
      home: () => cards.options.home,
    };
    return {
      schema: [
        { name: "show_count", default: true, selector: { boolean: {} } },
        { name: "home", selector: { config_entry: { integration: "homeops" } } },
      ],
      computeLabel: ({ name }: { name: string }) => labels[name]?.(),
      computeHelper: ({ name }: { name: string }) => (name === "home" ? cards.help.home : undefined),
    };
  }

  setConfig(config: Config): void {
    if (config.home !== this.config?.home) this.#leave();
    this.config = config;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { hass, config } = this;
    if (!hass || !config || !this.isConnected) return;
    speakAs(hass);
    const before = changed.get("hass");
    if (before && before.connection !== hass.connection) this.#leave();
    if (this.#wire) return;
    const tell = (isThere: boolean) => (isThere ? undefined : this.#memory?.lose());
    this.#wire = hassWire({ connection: hass.connection, entry: config.home || undefined, tell });
    this.#memory = new StateOfMemory(this.#wire, () => this.requestUpdate());
  }

  #leave(): void {
    this.#memory?.close();
    this.#memory = undefined;
    this.#wire = undefined;
  }

  #open = async () => {
    this.isOpen = true;
    await this.updateComplete;
    this.dialog?.showModal();
  };

  #close = () => this.dialog?.close();
  #onBackdrop = ({ target }: Event) => target === this.dialog && this.#close();
  #explain = ({ detail }: CustomEvent<RememberedEvent>) => this.drawer?.explain(detail);

  override render() {
    if (!this.hass || !this.config) return nothing;
    const { state: how, eventsToday } = this.#memory ?? {};
    const words = native.badge;
    const isCounted = this.config.show_count !== false && eventsToday !== undefined && how !== "away";
    return html`
      <button class="badge" data-state=${how ?? ""} aria-haspopup="dialog" title=${words.open} @click=${this.#open}>
        ${icon(ICONS[how ?? "catchingUp"])}
        <span class="told">
          ${isCounted && how ? html`<span class="label">${words[how]}</span>` : nothing}
          <span>${isCounted ? words.today(roundly(eventsToday)) : how ? words[how] : "HomeOps"}</span>
        </span>
      </button>
      ${this.isOpen ? this.#drawer(how) : nothing}
    `;
  }

  #drawer(how: MemoryState | undefined) {
    return html`
      <dialog aria-label=${native.badge.name} @click=${this.#onBackdrop} @close=${() => (this.isOpen = false)}>
        <div class="memory readable">
          <homeops-timeline bounded ?lost=${how === "away"} .wire=${this.#wire} .home=${ANY_HOME} @explain=${this.#explain}></homeops-timeline>
          <button class="button" @click=${this.#close}>${native.badge.close}</button>
        </div>
        <homeops-explain class="readable" .wire=${this.#wire} .home=${ANY_HOME}></homeops-explain>
      </dialog>
    `;
  }
}

declare global {
  interface Window {
    customBadges?: object[];
  }
}

define(TYPE, HomeopsBadge);
window.customBadges ??= [];
window.customBadges.push(offered({ type: TYPE, preview: true }, () => native.badge));
