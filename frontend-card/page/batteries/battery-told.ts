import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { define } from "../look/define.ts";
import { Followed } from "../look/followed.ts";
import { shortDateOf } from "../look/moments.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofDevices } from "../words/of-devices.ts";
import { ofWard } from "../words/of-ward.ts";
import { aboutBattery, type Battery, batteryScore } from "./about-battery.ts";

/** The batteries of one device: of which kind they are, when they will be empty, and how often such dates came true here. */
class HomeopsBatteryTold extends LitElement {
  static override readonly styles = [
    tones,
    cardLook,
    css`
      section {
        display: grid;
        gap: 4px;
        padding-block-start: 16px;
        border-block-start: 1px solid var(--line);
      }
      h3 {
        font-size: 14px;
        font-weight: 500;
      }
      p {
        overflow-wrap: anywhere;
      }
      .quiet {
        font-size: 13px;
        line-height: 18px;
      }
    `,
  ];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Among these are the entities of the device. */
  @property({ attribute: false }) accessor subjects: ReadonlySet<string> = new Set();
  readonly #followed = new Followed(this, "health/batteries", () => ({ home: this.home }));

  override willUpdate(changed: PropertyValues<this>): void {
    this.#followed.look(changed);
  }

  override render() {
    const { item: page } = this.#followed;
    const own = page?.items.filter(({ entity_id }) => this.subjects.has(entity_id)) ?? [];
    if (!page || own.length === 0) return nothing;
    return html`<section aria-labelledby="title">
      <h3 id="title">${own.length > 1 ? ofWard().batteries.title : ofDevices().columns.battery}</h3>
      ${own.map((battery) => told(battery, own.length > 1))}
      ${own.some(({ expected_on }) => expected_on) ? html`<p class="quiet">${batteryScore(page.score)}</p>` : nothing}
    </section>`;
  }
}

function told(battery: Battery, isOneOfMany: boolean) {
  const { batteries: say } = ofWard();
  const { name, expected_on, earliest_on, latest_on, since } = battery;
  const about = [aboutBattery(battery), since ? say.since(shortDateOf(since)) : ""].filter(Boolean).join(" · ");
  const when =
    expected_on && earliest_on && latest_on
      ? `${say.empty(shortDateOf(expected_on))}, ${say.between(shortDateOf(earliest_on), shortDateOf(latest_on))}`
      : "";
  return html`
    ${isOneOfMany ? html`<p><b>${name}</b></p>` : nothing}
    ${when ? html`<p>${when}</p>` : nothing}
    ${about ? html`<p class="quiet">${about}</p>` : nothing}
  `;
}

define("homeops-battery-told", HomeopsBatteryTold);
