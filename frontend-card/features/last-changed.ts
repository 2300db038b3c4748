import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, query, state } from "lit/decorators.js";
import { ANY_HOME } from "../cards/card.ts";
import type { HassWithStates } from "../cards/hass.ts";
import { hassWire } from "../cards/hass-wire.ts";
import { offered } from "../cards/offered.ts";
import { readable } from "../cards/readable.ts";
import { speakAs } from "../cards/speak-as.ts";
import type { Wire } from "../data/wire.ts";
import "../page/explain/explain.ts";
import type { HomeopsExplain } from "../page/explain/explain.ts";
import { controls } from "../page/look/controls.ts";
import { define } from "../page/look/define.ts";
import { icon } from "../page/look/icons.ts";
import { dayAndTimeOf, dayOf, shortTimeOf } from "../page/look/moments.ts";
import { tones } from "../page/look/tones.ts";
import { cards, native } from "../page/words/words.ts";
import { changedBy, iconOfCause } from "./changed-by.ts";
import { LastChange } from "./last-change.ts";
import { lastLook } from "./last-look.ts";

type Config = { type: string; home?: string; show_time?: boolean };
type Context = { entity_id?: string };
const TYPE = "homeops-last-changed";

/** In a tile: who or what changed the entity last, and when; why, when it is pressed. */
class HomeopsLastChanged extends LitElement {
  static override readonly styles = [tones, controls, readable, lastLook];

  @property({ attribute: false }) accessor hass: HassWithStates | undefined;
  @property({ attribute: false }) accessor context: Context | undefined;
  @state() private accessor config: Config | undefined;
  @query("homeops-explain") private accessor drawer!: HomeopsExplain | null;
  #wire: Wire | undefined;
  #change = new LastChange(() => this.requestUpdate());

  static getStubConfig(): Config {
    return { type: `custom:${TYPE}` };
  }

  static getConfigForm() {
    const labels: Record<string, () => string> = {
      show_time: () => native.lastChanged.showTime,
      home: () => cards.options.home,
    };
    return {
      schema: [
        { name: "show_time", default: true, selector: { boolean: {} } },
        { name: "home", selector: { config_entry: { integration: "homeops" } } },
      ],
      computeLabel: ({ name }: { name: string }) => labels[name]?.(),
      computeHelper: ({ name }: { name: string }) => (name === "home" ? cards.help.home : undefined),
    };
  }

  setConfig(config: Config): void {
    if (config.home !== this.config?.home) this.#wire = undefined;
    this.config = config;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#change.stop();
  }

  /** A dashboard that is edited moves its cards. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { hass, context, config } = this;
    if (!hass || !config || !context?.entity_id || !this.isConnected) return;
    speakAs(hass);
    const before = changed.get("hass");
    if (before && before.connection !== hass.connection) this.#wire = undefined;
    this.#wire ??= hassWire({ connection: hass.connection, entry: config.home || undefined, tell: () => {} });
    const { last_changed } = hass.states[context.entity_id] ?? {};
    if (last_changed) this.#change.look({ wire: this.#wire, entity: context.entity_id, changed: last_changed });
  }

  #why = () => {
    const event = this.#change.explanation?.event.event;
    if (event) void this.drawer?.explainEvent(event);
  };

  override render() {
    if (!this.hass || !this.config || !this.context?.entity_id) return nothing;
    const { by, at, sign } = this.#told(this.hass);
    return html`
      <button class="last" ?disabled=${!at} aria-haspopup="dialog" aria-label=${at ? native.lastChanged.why(`${by}, ${at}`) : by}
        @click=${this.#why}>
        ${icon(sign)}
        <span class="told">
          <span class="by" title=${by}>${by}</span>
          ${at && this.config.show_time !== false ? html`<span class="at">${at}</span>` : nothing}
        </span>
      </button>
      <homeops-explain class="readable" .wire=${this.#wire} .home=${ANY_HOME}></homeops-explain>
    `;
  }

  #told({ states }: HassWithStates) {
    const { explanation, isUnremembered, isAway } = this.#change;
    const { asking, unremembered, away } = native.lastChanged;
    if (!explanation)
      return { by: isAway ? away : isUnremembered ? unremembered : asking, at: "", sign: "question" as const };
    const { event, causes } = explanation;
    return { by: changedBy(causes, states), at: shortly(event.at), sign: iconOfCause(causes) };
  }
}

const shortly = (at: string): string =>
  dayOf(at) === dayOf(new Date().toISOString()) ? shortTimeOf(at) : dayAndTimeOf(at);

/** Any entity that somebody else made; ours are not remembered. */
const isSupported = ({ states, entities }: HassWithStates, { entity_id }: Context): boolean =>
  entity_id !== undefined && states[entity_id] !== undefined && entities[entity_id]?.platform !== "homeops";

declare global {
  interface Window {
    customCardFeatures?: object[];
  }
}

define(TYPE, HomeopsLastChanged);
window.customCardFeatures ??= [];
window.customCardFeatures.push(offered({ type: TYPE, isSupported, configurable: true }, () => native.lastChanged));
