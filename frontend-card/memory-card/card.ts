import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import type { ConnectionShown } from "#server/intake/contract.ts";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { ANY_HOME, type CardConfig, HomeopsCard } from "../cards/card.ts";
import type { Hass } from "../cards/hass.ts";
import { offer } from "../cards/offer.ts";
import type { Wire } from "../data/wire.ts";
import "../page/explain/explain.ts";
import { define } from "../page/look/define.ts";
import "../page/timeline/timeline.ts";
import "./more.ts";
import type { View } from "./more.ts";
import { followPast } from "./past.ts";
import { isToldOf } from "./told-of.ts";

interface MemoryConfig extends CardConfig {
  /** What happened to this one alone; left out or empty, everything. */
  entity?: string;
  /** The same of several. */
  entities?: string[];
  /** What happened in these areas, by their ids. */
  areas?: string[];
}

/** What happens, as it happens, on a dashboard; each event tells why when it is pressed. */
class HomeopsMemoryCard extends HomeopsCard<MemoryConfig> {
  @state() private accessor past: ConnectionShown["import"] | undefined;
  #followed: Wire | undefined;
  #unfollow: (() => void) | undefined;

  static override readonly styles = [
    HomeopsCard.styles,
    css`
      homeops-timeline {
        flex: 1;
        min-height: 0;
      }
      homeops-timeline[hidden] {
        display: none;
      }
      homeops-memory-more {
        flex: none;
        min-height: 0;
      }
      homeops-memory-more[view] {
        flex: 1;
      }
    `,
  ];

  @state() private accessor view: View | undefined;

  #look = ({ detail }: CustomEvent<View | undefined>) => {
    this.view = detail;
  };

  static async getConfigForm() {
    return (await import("./form.ts")).form();
  }

  getGridOptions() {
    return { columns: 12, min_columns: 6, rows: "auto", min_rows: 4 };
  }

  getCardSize(): number {
    return 10;
  }

  protected override refuse({ entity, entities, areas }: MemoryConfig): void {
    if (entity !== undefined && typeof entity !== "string") throw new Error("“entity” must be the id of an entity");
    for (const [name, ids] of Object.entries({ entities, areas }))
      if (ids !== undefined && !isListOfTexts(ids)) throw new Error(`“${name}” must be a list of ids`);
  }

  /** A dashboard that is edited moves its cards. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  #leave(): void {
    this.#unfollow?.();
    [this.#unfollow, this.#followed] = [undefined, undefined];
  }

  #follow(wire: Wire): void {
    if (this.#followed === wire) return;
    this.#leave();
    this.#followed = wire;
    this.#unfollow = followPast(wire, (past) => {
      this.past = past;
    });
  }

  #explain = ({ detail }: CustomEvent<RememberedEvent>) =>
    this.renderRoot.querySelector("homeops-explain")?.explain(detail);

  protected override inside(wire: Wire, heading: string, config: MemoryConfig) {
    const { entity = "" } = config;
    this.#follow(wire);
    return html`
      <homeops-timeline
        bounded
        ?hidden=${this.view !== undefined}
        ?lost=${this.isLost}
        .wire=${wire}
        .home=${ANY_HOME}
        .only=${narrowing(config)}
        .past=${this.past}
        .heading=${heading || nameOf(this.hass, entity)}
        @explain=${this.#explain}
      ></homeops-timeline>
      <homeops-memory-more
        .wire=${wire}
        .home=${ANY_HOME}
        .view=${this.view}
        view=${this.view ?? nothing}
        @view=${this.#look}
      ></homeops-memory-more>
      <homeops-explain .wire=${wire} .home=${ANY_HOME}></homeops-explain>
    `;
  }
}

const isListOfTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** The same object as long as the options are the same, so that nothing is asked again. */
const narrowed = new WeakMap<MemoryConfig, { entities?: string[]; areas?: string[] }>();

function narrowing(config: MemoryConfig) {
  const { entity, entities, areas } = config;
  const ids = entity ? [entity] : entities;
  const only = narrowed.get(config) ?? { ...(ids?.length && { entities: ids }), ...(areas?.length && { areas }) };
  narrowed.set(config, only);
  return only;
}

const nameOf = (hass: Hass | undefined, entity: string): string =>
  entity ? (hass?.states[entity]?.attributes.friendly_name ?? entity) : "";

define("homeops-memory-card", HomeopsMemoryCard);
offer("memory", (hass, entity) =>
  isToldOf(hass, entity) ? { config: { type: "custom:homeops-memory-card", entity } } : null,
);
