import { css, html, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { ANY_HOME, type CardConfig, HomeopsCard } from "../cards/card.ts";
import { hasCome, loadAgain } from "../cards/later.ts";
import { MayChange } from "../cards/may-change.ts";
import { offer } from "../cards/offer.ts";
import type { Wire } from "../data/wire.ts";
import { define } from "../page/look/define.ts";

interface DevicesConfig extends CardConfig {
  /** Id of an area: the card begins with its devices alone. */
  area?: string;
  /** Whether it begins with what needs attention alone. */
  attention?: boolean;
}

/** Every device of the home, on a dashboard; the list is loaded when the first such card is shown. */
class HomeopsDevicesCard extends HomeopsCard<DevicesConfig> {
  @state() private accessor list: "coming" | "here" | "gone" = "coming";
  readonly #mayChange = new MayChange(this);

  static override readonly styles = [
    HomeopsCard.styles,
    css`
      homeops-devices {
        flex: 1;
        min-height: 0;
      }
      .coming {
        min-height: 420px;
      }
      .again {
        padding: 16px;
      }
    `,
  ];

  static async getConfigForm() {
    return (await import("./form.ts")).form();
  }

  getGridOptions() {
    return { columns: "full", min_columns: 6, rows: 9, min_rows: 5 };
  }

  getCardSize(): number {
    return 10;
  }

  protected override refuse({ area, attention }: DevicesConfig): void {
    if (area !== undefined && typeof area !== "string")
      throw new Error("“area” must be the id of an area, such as kitchen");
    if (attention !== undefined && typeof attention !== "boolean") throw new Error("“attention” must be true or false");
  }

  override async firstUpdated(): Promise<void> {
    this.list = (await hasCome(import("../page/devices/devices.ts"))) ? "here" : "gone";
  }

  protected override inside(wire: Wire, heading: string, { area, attention }: DevicesConfig): TemplateResult {
    this.#mayChange.follow(wire);
    if (this.list === "coming") return html`<div class="coming" aria-busy="true"></div>`;
    if (this.list === "gone") return loadAgain();
    return html`
      <homeops-devices
        bounded
        ?fixed=${!this.#mayChange.is}
        ?attention=${attention === true}
        .wire=${wire}
        .home=${ANY_HOME}
        .heading=${heading}
        .area=${this.hass?.areas?.[area ?? ""]?.name ?? ""}
      ></homeops-devices>
    `;
  }
}

define("homeops-devices-card", HomeopsDevicesCard);
offer("devices", ({ states }, entity) =>
  states[entity]?.attributes.device_class === "battery" ? { config: { type: "custom:homeops-devices-card" } } : null,
);
