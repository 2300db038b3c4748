import { css, html, type TemplateResult } from "lit";
import { ANY_HOME, type CardConfig, HomeopsCard } from "../cards/card.ts";
import { MayChange } from "../cards/may-change.ts";
import { offer } from "../cards/offer.ts";
import { Piece } from "../cards/piece.ts";
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
  readonly #mayChange = new MayChange(this);
  readonly #list = new Piece(this, () => import("../page/devices/devices.ts"));

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
    return { columns: 12, min_columns: 6, rows: 9, min_rows: 5 };
  }

  getCardSize(): number {
    return 10;
  }

  protected override refuse({ area, attention }: DevicesConfig): void {
    if (area !== undefined && typeof area !== "string")
      throw new Error("“area” must be the id of an area, such as kitchen");
    if (attention !== undefined && typeof attention !== "boolean") throw new Error("“attention” must be true or false");
  }

  protected override inside(wire: Wire, heading: string, { area, attention }: DevicesConfig): TemplateResult {
    this.#mayChange.follow(wire);
    return this.#list.shown(
      () => html`
      <homeops-devices
        bounded
        ?fixed=${!this.#mayChange.is}
        ?attention=${attention === true}
        .wire=${wire}
        .home=${ANY_HOME}
        .heading=${heading}
        .area=${this.hass?.areas?.[area ?? ""]?.name ?? ""}
      ></homeops-devices>
    `,
    );
  }
}

define("homeops-devices-card", HomeopsDevicesCard);
offer("devices", ({ states }, entity) =>
  states[entity]?.attributes.device_class === "battery" ? { config: { type: "custom:homeops-devices-card" } } : null,
);
