import { html } from "lit";
import { ANY_HOME, HomeopsCard } from "../cards/card.ts";
import { offer } from "../cards/offer.ts";
import type { Wire } from "../data/wire.ts";
import { define } from "../page/look/define.ts";
import "../page/status/status.ts";

/** How the memory itself is, on a dashboard: for everybody in the house, as far as the server tells them. */
class HomeopsStatusCard extends HomeopsCard {
  static async getConfigForm() {
    return (await import("./form.ts")).form();
  }

  getGridOptions() {
    return { columns: 12, min_columns: 6, rows: "auto", min_rows: 4 };
  }

  getCardSize(): number {
    return 6;
  }

  protected override inside(wire: Wire, heading: string) {
    return html`<homeops-status .wire=${wire} .home=${ANY_HOME} .heading=${heading}></homeops-status>`;
  }
}

define("homeops-status-card", HomeopsStatusCard);
offer("status");
