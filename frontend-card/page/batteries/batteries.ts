import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { Again } from "../look/again.ts";
import { define } from "../look/define.ts";
import { meterLook } from "../look/meter-look.ts";
import { shortDayOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { styled } from "../look/styled.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofWard } from "../words/of-ward.ts";
import { batteriesLook } from "./batteries-look.ts";

type BatteryPage = Commands["health/batteries"]["output"];
type Battery = BatteryPage["items"][number];
const AGAIN_MS = 300_000;

/** Every battery: how full it is, when it will be empty, and how good that was foretold so far. */
class HomeopsBatteries extends LitElement {
  static override readonly styles = [tones, cardLook, meterLook, batteriesLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor page: BatteryPage | undefined;
  @state() private accessor wrong = "";

  constructor() {
    super();
    new Again(this, AGAIN_MS, () => void this.#read());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home")) void this.#read();
  }

  async #read(): Promise<void> {
    if (this.home === 0) return;
    try {
      this.page = await this.wire?.ask("health/batteries", { home: this.home });
      this.wrong = "";
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  override render() {
    const { batteries: say } = ofWard();
    const { page } = this;
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!page}>
        <header>
          <h2 id="title">${say.title}</h2>
          ${page ? html`<p class="quiet">${page.items.length > 0 ? scoreOf(page.score) : say.none}</p>` : html`<p class="quiet">${say.coming}</p>`}
        </header>
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        <ul>${inOrder(page?.items ?? []).map((battery) => this.#battery(battery))}</ul>
        ${page?.items.some(({ expected_on }) => !expected_on) ? html`<p class="quiet help">${say.unknown}: ${say.unknownHelp}</p>` : nothing}
      </section>
    `;
  }

  #battery(battery: Battery) {
    const { batteries: say } = ofWard();
    const { name, area, expected_on, earliest_on, latest_on, since, cell } = battery;
    const type = cell ? say.cell(cell.type, cell.quantity ?? 1) : "";
    const about = [area, type, since ? say.since(dayIn(since)) : ""].filter(Boolean).join(" · ");
    return html`<li>
      <span class="what"><b>${name}</b><span class="quiet">${about}</span></span>
      <span class="when">
        <span>${expected_on ? say.empty(dayIn(expected_on)) : html`<span class="quiet">${say.unknown}</span>`}</span>
        ${earliest_on && latest_on ? html`<span class="quiet">${say.between(dayIn(earliest_on), dayIn(latest_on))}</span>` : nothing}
      </span>
      <span class="level ${battery.is_low ? "low" : ""}">${levelOf(battery)}</span>
    </li>`;
  }
}

/** As far as it is told: a level, whether it is low, or a voltage. */
function levelOf({ percent, is_low, volts }: Battery) {
  const { batteries: say } = ofWard();
  if (percent !== null)
    return html`<i class="meter" aria-hidden="true"><i ${styled({ width: `${Math.min(100, Math.max(4, percent))}%` })}></i></i>${say.percent(percent)}`;
  if (is_low !== null) return is_low ? say.low : say.fine;
  return volts === null ? nothing : say.volts(volts);
}

/** Those that end soonest first, as the server has them; then those that are emptiest. */
function inOrder(items: readonly Battery[]): Battery[] {
  const without = items.filter(({ expected_on }) => !expected_on);
  without.sort((one, other) => leftOf(one) - leftOf(other));
  return [...items.filter(({ expected_on }) => expected_on), ...without];
}

const leftOf = ({ percent, is_low }: Battery): number => percent ?? (is_low ? 0 : 101);

/** A day that has no time zone is shown as it is called. */
const dayIn = (date: string): string => shortDayOf(`${date}T12:00:00`);

function scoreOf({ scored, within, median_days_off }: BatteryPage["score"]): string {
  const { batteries: say } = ofWard();
  if (scored === 0) return say.scoreNone;
  return within === null ? say.scoreLater(scored) : say.score(within, scored, median_days_off ?? 0);
}

define("homeops-batteries", HomeopsBatteries);
