import { type CSSResultGroup, css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { Wire } from "../data/wire.ts";
import { chooseLocale } from "../page/look/locale.ts";
import { cards, speak } from "../page/words/words.ts";
import type { Hass } from "./hass.ts";
import { hassWire } from "./hass-wire.ts";

type Config = { type: string; title?: string; home?: string };

/** The integration says which home is asked, whatever number is given here. */
export const ANY_HOME = 1;

const HOURS: Record<string, string> = { "12": "-u-hc-h12", "24": "-u-hc-h23" };

/** What every card of ours is: an element of the page, in Home Assistant's frame, language and colours. */
export abstract class HomeopsCard extends LitElement {
  @property({ attribute: false }) accessor hass: Hass | undefined;
  @state() protected accessor config: Config | undefined;
  @state() protected accessor isLost = false;
  #wire: Wire | undefined;

  protected abstract inside(wire: Wire, heading: string): TemplateResult;

  static getStubConfig(): object {
    return {};
  }

  static getConfigForm() {
    const labels: Record<string, string> = { title: cards.title, home: cards.home };
    return {
      schema: [
        { name: "title", selector: { text: {} } },
        { name: "home", selector: { config_entry: { integration: "homeops" } } },
      ],
      computeLabel: ({ name }: { name: string }) => labels[name],
      computeHelper: ({ name }: { name: string }) => (name === "home" ? cards.homeHelp : undefined),
    };
  }

  setConfig(config: Config): void {
    for (const name of ["title", "home"] as const)
      if (config[name] !== undefined && typeof config[name] !== "string") throw new Error(`“${name}” must be a text`);
    if (config.home !== this.config?.home) this.#wire = undefined;
    this.config = config;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get("hass");
    if (!this.hass) return;
    const { connection, locale } = this.hass;
    speak(locale.language);
    chooseLocale(`${locale.language}${HOURS[locale.time_format] ?? ""}`);
    if (before !== undefined && (before as Hass).connection !== connection) this.#wire = undefined;
    this.#wire ??= hassWire({ connection, entry: this.config?.home || undefined, tell: (is) => (this.isLost = !is) });
  }

  override render() {
    if (!this.hass || !this.config || !this.#wire) return nothing;
    const { language, time_format } = this.hass.locale;
    const inside = this.inside(this.#wire, this.config.title ?? "");
    return html`<ha-card>${keyed(`${language} ${time_format}`, inside)}</ha-card>`;
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

type Kind = keyof Pick<typeof cards, "ask" | "memory">;

declare global {
  interface Window {
    customCards?: object[];
  }
}

/** Offered when somebody adds a card to a dashboard, in the language that the browser speaks. */
export function offer(kind: Kind): void {
  const type = `homeops-${kind}-card`;
  window.customCards ??= [];
  const documentationURL = "https://github.com/homeops/homeops/blob/main/DOCS.md";
  const { name, about: description } = cards[kind];
  window.customCards.push({ type, name, description, preview: true, documentationURL });
}
