import { css, html, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { ANY_HOME, type CardConfig, HomeopsCard } from "../cards/card.ts";
import type { Hass } from "../cards/hass.ts";
import { hasCome, loadAgain } from "../cards/later.ts";
import { offer } from "../cards/offer.ts";
import type { Wire } from "../data/wire.ts";
import "../page/explain/explain.ts";
import { define } from "../page/look/define.ts";
import { LONGEST_HOURS, USUAL_HOURS } from "./hours.ts";
import { isNumeric } from "./numeric.ts";

interface ChartConfig extends CardConfig {
  entities?: string[];
  /** From 1 to 8784, which is a year. */
  hours?: number;
}

/** How things were over a span, on a dashboard; what draws it is loaded when the first such card is shown. */
class HomeopsChartCard extends HomeopsCard<ChartConfig> {
  @state() private accessor drawing: "coming" | "here" | "gone" = "coming";

  static override readonly styles = [
    HomeopsCard.styles,
    css`
      homeops-charts {
        flex: 1;
        min-height: 0;
      }
      .coming {
        min-height: 320px;
      }
      .again {
        padding: 16px;
      }
      .again button {
        min-height: 44px;
        margin-block-start: 8px;
        padding: 0 20px;
        border: 0;
        border-radius: 22px;
        background: var(--primary-color);
        color: var(--text-primary-color);
        font: inherit;
        cursor: pointer;
      }
    `,
  ];

  static override getStubConfig(hass?: Hass, entities: string[] = [], others: string[] = []): object {
    const found = [...entities, ...others].find((id) => hass && isNumeric(hass, id));
    return { entities: found ? [found] : [], hours: USUAL_HOURS };
  }

  static async getConfigForm() {
    return (await import("./form.ts")).form();
  }

  getGridOptions() {
    return { columns: 12, min_columns: 6, rows: "auto", min_rows: 5 };
  }

  getCardSize(): number {
    return 8;
  }

  protected override refuse({ entities = [], hours = USUAL_HOURS }: ChartConfig): void {
    if (!Array.isArray(entities) || entities.some((one) => typeof one !== "string"))
      throw new Error("“entities” must be a list of entity ids, such as sensor.outside_temperature");
    if (typeof hours !== "number" || !(hours >= 1 && hours <= LONGEST_HOURS))
      throw new Error(`“hours” must be a number from 1 to ${LONGEST_HOURS}`);
  }

  override async firstUpdated(): Promise<void> {
    this.drawing = (await hasCome(import("../page/charts/charts.ts"))) ? "here" : "gone";
  }

  #explain = ({ detail }: CustomEvent<RememberedEvent>) =>
    this.renderRoot.querySelector("homeops-explain")?.explain(detail);

  protected override inside(wire: Wire, heading: string, config: ChartConfig): TemplateResult {
    if (this.drawing === "coming") return html`<div class="coming" aria-busy="true"></div>`;
    if (this.drawing === "gone") return loadAgain();
    return html`
      <homeops-charts
        ?lost=${this.isLost}
        .wire=${wire}
        .home=${ANY_HOME}
        .entities=${config.entities ?? NONE}
        .hours=${config.hours ?? USUAL_HOURS}
        .heading=${heading}
        @explain=${this.#explain}
      ></homeops-charts>
      <homeops-explain .wire=${wire} .home=${ANY_HOME}></homeops-explain>
    `;
  }
}

const NONE: string[] = []; // the same one each time: another list is asked about anew

define("homeops-chart-card", HomeopsChartCard);
offer("chart", (hass, entity) =>
  isNumeric(hass, entity)
    ? { config: { type: "custom:homeops-chart-card", entities: [entity], hours: USUAL_HOURS } }
    : null,
);
