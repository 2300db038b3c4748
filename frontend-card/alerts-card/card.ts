import { html, nothing } from "lit";
import { ANY_HOME, type CardConfig, HomeopsCard } from "../cards/card.ts";
import { offer } from "../cards/offer.ts";
import { Piece } from "../cards/piece.ts";
import type { Wire } from "../data/wire.ts";
import { define } from "../page/look/define.ts";
import { cards } from "../page/words/words.ts";

interface AlertsConfig extends CardConfig {
  /** The letter of the week beneath it. */
  week?: boolean;
}

/** What stands and who has it, on a dashboard; one line where nothing does. */
class HomeopsAlertsCard extends HomeopsCard<AlertsConfig> {
  readonly #alerts = new Piece(this, () =>
    Promise.all([import("../page/alerts/standing.ts"), import("../page/alerts/week.ts")]),
  );

  static async getConfigForm() {
    return (await import("./form.ts")).form();
  }

  getGridOptions() {
    return { columns: 12, min_columns: 6, rows: "auto", min_rows: 1 };
  }

  getCardSize(): number {
    return this.config?.week ? 8 : 2;
  }

  protected override refuse({ week }: AlertsConfig): void {
    if (week !== undefined && typeof week !== "boolean") throw new Error("“week” must be true or false");
  }

  protected override inside(wire: Wire, heading: string, { week = false }: AlertsConfig) {
    return this.#alerts.shown(
      () => html`
        <homeops-alerts .wire=${wire} .home=${ANY_HOME} .heading=${heading || cards.alerts}></homeops-alerts>
        ${week ? html`<homeops-week .wire=${wire} .home=${ANY_HOME}></homeops-week>` : nothing}
      `,
    );
  }
}

define("homeops-alerts-card", HomeopsAlertsCard);
offer("alerts");
