import { type CSSResultGroup, css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { Wire } from "../data/wire.ts";
import { manner } from "../page/look/locale.ts";
import type { Hass } from "./hass.ts";
import { hassWire } from "./hass-wire.ts";
import { speakAs } from "./speak-as.ts";

export interface CardConfig {
  type: string;
  title?: string;
  home?: string;
}

/** The integration says which home is asked, whatever number is given here. */
export const ANY_HOME = 1;

/** What every card of ours is: an element of the page, in Home Assistant's frame, language, manner and colours. */
export abstract class HomeopsCard<Config extends CardConfig = CardConfig> extends LitElement {
  @property({ attribute: false }) accessor hass: Hass | undefined;
  @state() protected accessor config: Config | undefined;
  @state() protected accessor isLost = false;
  #wire: Wire | undefined;

  protected abstract inside(wire: Wire, heading: string, config: Config): TemplateResult;

  /** @throws Error that says what is wrong with the options of this kind of card */
  protected refuse(_config: Config): void {}

  static getStubConfig(_hass?: Hass, _entities?: string[], _others?: string[]): object {
    return {};
  }

  setConfig(config: Config): void {
    for (const name of ["title", "home"] as const)
      if (config[name] !== undefined && typeof config[name] !== "string") throw new Error(`“${name}” must be a text`);
    this.refuse(config);
    if (config.home !== this.config?.home) this.#wire = undefined;
    this.config = config;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get("hass");
    if (!this.hass) return;
    const { connection } = this.hass;
    speakAs(this.hass);
    if (before !== undefined && (before as Hass).connection !== connection) this.#wire = undefined;
    this.#wire ??= hassWire({ connection, entry: this.config?.home || undefined, tell: (is) => (this.isLost = !is) });
  }

  override render() {
    if (!this.hass || !this.config || !this.#wire) return nothing;
    const inside = this.inside(this.#wire, this.config.title ?? "", this.config);
    return html`<ha-card>${keyed(`${this.hass.locale.language} ${JSON.stringify(manner())}`, inside)}</ha-card>`;
  }

  /** Home Assistant's own blue and red are too faint for words on a card; mixed with the colour of its text they stay its own. */
  static override readonly styles: CSSResultGroup = css`
    :host {
      display: block;
      height: 100%;
      --homeops-accent: color-mix(in srgb, var(--primary-color) 65%, var(--primary-text-color));
      --homeops-bad: color-mix(in srgb, var(--error-color) 60%, var(--primary-text-color));
    }
    ha-card {
      display: flex;
      flex-direction: column;
      height: 100%;
      overflow: hidden;
    }
    ha-card > * {
      --primary-color: var(--homeops-accent);
      --error-color: var(--homeops-bad);
      --text-primary-color: var(--ha-card-background, var(--card-background-color));
      --ha-card-border-width: 0;
      --ha-card-box-shadow: none;
    }
  `;
}
