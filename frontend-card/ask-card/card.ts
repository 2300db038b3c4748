import { html } from "lit";
import { ANY_HOME, HomeopsCard } from "../cards/card.ts";
import { offer } from "../cards/offer.ts";
import type { Wire } from "../data/wire.ts";
import "../page/ask/ask.ts";
import { define } from "../page/look/define.ts";

/** A question about the past, from a dashboard. */
class HomeopsAskCard extends HomeopsCard {
  static async getConfigForm() {
    return (await import("./form.ts")).form();
  }

  getGridOptions() {
    return { columns: 12, min_columns: 6, rows: "auto" };
  }

  getCardSize(): number {
    return 3;
  }

  protected override inside(wire: Wire, heading: string) {
    return html`<homeops-ask .wire=${wire} .home=${ANY_HOME} .heading=${heading}></homeops-ask>`;
  }
}

define("homeops-ask-card", HomeopsAskCard);
offer("ask");
