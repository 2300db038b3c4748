import { css, html } from "lit";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { Wire } from "../data/wire.ts";
import "../page/explain/explain.ts";
import { define } from "../page/look/define.ts";
import "../page/timeline/timeline.ts";
import { ANY_HOME, HomeopsCard, offer } from "../cards/card.ts";

/** What happens, as it happens, on a dashboard; each event tells why when it is pressed. */
class HomeopsMemoryCard extends HomeopsCard {
  static override readonly styles = [
    HomeopsCard.styles,
    css`
      homeops-timeline {
        flex: 1;
        min-height: 0;
      }
    `,
  ];

  getGridOptions() {
    return { columns: 12, min_columns: 6, rows: "auto", min_rows: 4 };
  }

  getCardSize(): number {
    return 10;
  }

  #explain = ({ detail }: CustomEvent<RememberedEvent>) =>
    this.renderRoot.querySelector("homeops-explain")?.explain(detail);

  protected override inside(wire: Wire, heading: string) {
    return html`
      <homeops-timeline
        bounded
        ?lost=${this.isLost}
        .wire=${wire}
        .home=${ANY_HOME}
        .heading=${heading}
        @explain=${this.#explain}
      ></homeops-timeline>
      <homeops-explain .wire=${wire} .home=${ANY_HOME}></homeops-explain>
    `;
  }
}

define("homeops-memory-card", HomeopsMemoryCard);
offer("memory");
