import { html } from "lit";
import { ANY_HOME, HomeopsCard } from "../cards/card.ts";
import { MayChange } from "../cards/may-change.ts";
import { offer } from "../cards/offer.ts";
import { Piece } from "../cards/piece.ts";
import type { Wire } from "../data/wire.ts";
import { define } from "../page/look/define.ts";
import { findings } from "../page/words/words.ts";

/** What needs attention in the home, on a dashboard; who may not act on it sees it all the same. */
class HomeopsHealthCard extends HomeopsCard {
  readonly #mayChange = new MayChange(this);
  readonly #findings = new Piece(this, () => import("../page/findings/findings.ts"));

  static async getConfigForm() {
    return (await import("./form.ts")).form();
  }

  getGridOptions() {
    return { columns: 12, min_columns: 6, rows: "auto", min_rows: 2 };
  }

  getCardSize(): number {
    return 4;
  }

  protected override inside(wire: Wire, heading: string) {
    this.#mayChange.follow(wire);
    return this.#findings.shown(
      () =>
        html`<homeops-findings ?fixed=${!this.#mayChange.is} .wire=${wire} .home=${ANY_HOME} .heading=${heading || findings.title}></homeops-findings>`,
    );
  }
}

define("homeops-health-card", HomeopsHealthCard);
offer("health");
