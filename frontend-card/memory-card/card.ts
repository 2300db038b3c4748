import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { Wire } from "../data/wire.ts";
import "../page/explain/explain.ts";
import { define } from "../page/look/define.ts";
import "../page/timeline/timeline.ts";
import { ANY_HOME, HomeopsCard, offer } from "../cards/card.ts";
import "./more.ts";
import type { View } from "./more.ts";

/** What happens, as it happens, on a dashboard; each event tells why when it is pressed. */
class HomeopsMemoryCard extends HomeopsCard {
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
        ?hidden=${this.view !== undefined}
        ?lost=${this.isLost}
        .wire=${wire}
        .home=${ANY_HOME}
        .heading=${heading}
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

define("homeops-memory-card", HomeopsMemoryCard);
offer("memory");
