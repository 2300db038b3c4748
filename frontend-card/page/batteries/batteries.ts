import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { define } from "../look/define.ts";
import { Followed } from "../look/followed.ts";
import { meterLook } from "../look/meter-look.ts";
import { shortDateOf } from "../look/moments.ts";
import { rowsLook } from "../look/rows-look.ts";
import { styled } from "../look/styled.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofWard } from "../words/of-ward.ts";
import { aboutBattery, type Battery, batteryScore } from "./about-battery.ts";
import { batteriesLook } from "./batteries-look.ts";

/** Every battery: how full it is, when it will be empty, and how good that was foretold so far. */
class HomeopsBatteries extends LitElement {
  static override readonly styles = [tones, cardLook, meterLook, rowsLook, batteriesLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  readonly #followed = new Followed(this, "health/batteries", () => ({ home: this.home }));

  override willUpdate(changed: PropertyValues<this>): void {
    this.#followed.look(changed);
  }

  override render() {
    const { batteries: say } = ofWard();
    const { item: page, wrong } = this.#followed;
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!page}>
        <header>
          <h2 id="title">${say.title}</h2>
          ${page ? html`<p class="quiet">${page.items.length > 0 ? batteryScore(page.score) : say.none}</p>` : html`<p class="quiet">${say.coming}</p>`}
        </header>
        <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
        <ul>${inOrder(page?.items ?? []).map((battery) => this.#battery(battery))}</ul>
        ${page?.items.some((battery) => !battery.expected_on && withoutDate(battery) === say.unknown) ? html`<p class="quiet help">${say.unknown}: ${say.unknownHelp}</p>` : nothing}
      </section>
    `;
  }

  #battery(battery: Battery) {
    const { batteries: say } = ofWard();
    const { name, area, expected_on, earliest_on, latest_on, since } = battery;
    const about = [area, since ? say.since(shortDateOf(since)) : ""].filter(Boolean).join(" · ");
    const kind = aboutBattery(battery);
    return html`<li>
      <span class="what">
        <b>${name}</b>
        ${about ? html`<span class="quiet">${about}</span>` : nothing}
        ${kind ? html`<span class="quiet">${kind}</span>` : nothing}
      </span>
      <span class="when">
        ${expected_on ? html`<span>${say.empty(shortDateOf(expected_on))}</span>` : html`<span class="quiet">${withoutDate(battery)}</span>`}
        ${earliest_on && latest_on ? html`<span class="quiet">${say.between(shortDateOf(earliest_on), shortDateOf(latest_on))}</span>` : nothing}
      </span>
      <span class="level ${battery.is_low ? "low" : ""}">${levelOf(battery)}</span>
    </li>`;
  }
}

/** What is nearly empty needs no date, and what is charged again and again has none. */
function withoutDate({ percent, is_low, is_charged }: Battery): string {
  const { batteries: say } = ofWard();
  if (is_charged) return say.charge;
  if (percent !== null && is_low) return say.emptySoon;
  return say.unknown;
}

/** As far as it is told: a level, whether it is low, or a voltage. */
function levelOf({ percent, is_low, volts }: Battery) {
  const { batteries: say } = ofWard();
  if (percent !== null)
    return html`<i class="meter" aria-hidden="true"><i ${styled({ width: `${Math.min(100, Math.max(10, percent))}%` })}></i></i>${say.percent(percent)}`;
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

define("homeops-batteries", HomeopsBatteries);
