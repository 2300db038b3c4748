import { html } from "lit";
import { state } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { ANY_HOME, HomeopsCard } from "../cards/card.ts";
import { offer } from "../cards/offer.ts";
import type { Wire } from "../data/wire.ts";
import "../page/findings/findings.ts";
import { define } from "../page/look/define.ts";
import { findings } from "../page/words/words.ts";

/** What needs attention in the home, on a dashboard; who may not act on it sees it all the same. */
class HomeopsHealthCard extends HomeopsCard {
  @state() private accessor mayChange = false;
  #followed: Wire | undefined;
  #unfollow: (() => void) | undefined;

  static async getConfigForm() {
    return (await import("./form.ts")).form();
  }

  getGridOptions() {
    return { columns: 12, min_columns: 6, rows: "auto", min_rows: 2 };
  }

  getCardSize(): number {
    return 4;
  }

  /** A dashboard that is edited moves its cards. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
    [this.#unfollow, this.#followed] = [undefined, undefined];
  }

  #follow(wire: Wire): void {
    if (this.#followed === wire) return;
    this.#unfollow?.();
    this.#followed = wire;
    const look = (statuses: SystemStatus[]) => {
      this.mayChange = statuses.at(-1)?.you.may_change ?? this.mayChange;
    };
    this.#unfollow = wire.follow("system/status", {}, { snapshot: look, delta: look });
  }

  protected override inside(wire: Wire, heading: string) {
    this.#follow(wire);
    return html`<homeops-findings ?fixed=${!this.mayChange} .wire=${wire} .home=${ANY_HOME} .heading=${heading || findings.title}></homeops-findings>`;
  }
}

define("homeops-health-card", HomeopsHealthCard);
offer("health");
