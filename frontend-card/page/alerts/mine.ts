import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { gauge } from "../look/gauge.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { sheetLook } from "../look/sheet-look.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { faultsIn } from "./wish-faults.ts";
import { type Change, wishFields } from "./wish-fields.ts";
import { wishWays } from "./wish-ways.ts";

type Mine = Commands["alerts/mine"]["output"];
type Wishes = Mine["wishes"];

/** How whoever looks is told: when, in which language, on which ways and how often; and how often that was. */
class HomeopsMyAlerts extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor mine: Mine | undefined;
  /** As it will be kept, once it is saved. */
  @state() private accessor wishes: Wishes | undefined;
  @state() private accessor isBusy = false;
  @state() private accessor isSaved = false;
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home") && this.home !== 0)
      void this.#ask(() => this.wire?.ask("alerts/mine", { home: this.home }));
  }

  async #ask(asking: () => Promise<Mine> | undefined): Promise<boolean> {
    [this.isBusy, this.wrong, this.isSaved] = [true, "", false];
    try {
      this.mine = await asking();
      this.wishes = this.mine?.wishes;
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
    return this.wrong === "";
  }

  #change: Change = (wish) => {
    if (this.wishes) this.wishes = { ...this.wishes, ...wish };
    [this.isSaved, this.wrong] = [false, ""];
  };

  #save = async (event: Event) => {
    event.preventDefault();
    const { wishes } = this;
    if (!wishes || Object.keys(faultsIn(wishes)).length > 0) return;
    this.isSaved = await this.#ask(() => this.wire?.ask("alerts/keep-mine", { home: this.home, ...wishes }));
  };

  override render() {
    const { mine: say, standing } = ofAlerts();
    const { mine, wishes, wrong } = this;
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!mine}>
        <h2 id="title">${say.title}</h2>
        <p class="quiet">${mine || wrong ? say.help : standing.coming}</p>
        ${mine && wishes ? html`${used(mine)} ${this.#form(mine, wishes)}` : html`<p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>`}
      </section>
    `;
  }

  #form(mine: Mine, wishes: Wishes) {
    const { mine: say } = ofAlerts();
    const isChanged = JSON.stringify(wishes) !== JSON.stringify(mine.wishes);
    return html`
      <form novalidate @submit=${this.#save}>
        ${wishWays(mine.ways, wishes, this.#change)} ${wishFields(wishes, faultsIn(wishes), this.#change)}
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        <div class="buttons save">
          <button class="button main" ?disabled=${this.isBusy || !isChanged}>${say.save}</button>
          <span class="quiet" role="status">${this.isSaved ? say.saved : isChanged ? say.unsaved : ""}</span>
        </div>
      </form>
    `;
  }

  static override readonly styles = [
    tones,
    cardLook,
    controls,
    sheetLook,
    gauge,
    css`
      section {
        display: grid;
        gap: 12px;
        padding: 16px;
      }
      .used {
        display: grid;
        gap: 4px;
        padding: 12px;
        border-radius: 8px;
        background: var(--wash);
      }
      .used b {
        font-weight: 500;
      }
      .used .quiet {
        font-size: 13px;
        line-height: 18px;
      }
      .way {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .way .check {
        flex: 1;
        min-width: 0;
      }
      .way .quiet {
        font-size: 13px;
      }
      .save {
        align-items: center;
      }
    `,
  ];
}

/** "1 of 3 pushes" */
function used({ used: n, held, wishes: { budget } }: Mine) {
  const { mine: say } = ofAlerts();
  const title = say.used(n, budget);
  return html`<div class="used">
    <p id="used"><b>${title}</b> <span class="quiet">${say.usedHelp}</span></p>
    ${budget > 0 ? html`<meter aria-labelledby="used" min="0" max=${budget} value=${Math.min(n, budget)}></meter>` : nothing}
    <p class="quiet">${say.held(held)}</p>
  </div>`;
}

define("homeops-my-alerts", HomeopsMyAlerts);
