import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { linkTo } from "../address.ts";
import "../findings/findings.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { tones } from "../look/tones.ts";
import { wholeLook } from "../look/whole-look.ts";
import { ofWard } from "../words/of-ward.ts";
import { places } from "../words/words.ts";
import { tabsLook } from "./tabs-look.ts";

const tabs = ["now", "devices", "batteries", "mending", "history"] as const;
type Tab = (typeof tabs)[number];
const LOADS: Partial<Record<Tab, () => Promise<unknown>>> = {
  now: () => Promise.all([import("../maintenance/maintenance.ts"), import("../score/score-past.ts")]),
  devices: () => import("../devices/devices.ts"),
  batteries: () => Promise.all([import("../batteries/batteries.ts"), import("../predictions/predictions.ts")]),
  mending: () => import("../mending/remedies.ts"),
  history: () => import("../findings/history.ts"),
};

/** How a home is: what needs attention, every device, every battery, what may be mended, and what was. */
class HomeopsHealthPlace extends LitElement {
  static override readonly styles = [
    tones,
    controls,
    wholeLook,
    tabsLook,
    css`
      .beside {
        display: grid;
        gap: 16px;
        min-width: 0;
      }
      @media (min-width: 1200px) {
        .beside {
          grid-area: 1 / 2;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor status: SystemStatus | undefined;
  @property({ attribute: false }) accessor asked = new URLSearchParams();
  @state() private accessor broken: Tab | undefined;

  get #tab(): Tab {
    return tabs.find((tab) => tab === this.asked.get("tab")) ?? "now";
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("asked")) void this.#load(this.#tab);
  }

  async #load(tab: Tab): Promise<void> {
    const isLoaded = await LOADS[tab]?.().then(
      () => true,
      () => false, // the files of another version, or none
    );
    this.broken = isLoaded === false && tab !== "now" ? tab : undefined; // what needs attention is here already
  }

  override render() {
    if (!this.status) return nothing;
    const isFixed = !this.status.you.may_change;
    return html`
      <nav class="tabs" aria-label=${places.titles.health}>
        ${tabs.map((tab) => html`<a class="button" href=${this.#link(tab)} aria-current=${this.#tab === tab ? "page" : nothing}>${ofWard().tabs[tab]}</a>`)}
      </nav>
      ${this.broken === this.#tab ? html`<p role="alert">${places.notLoaded}</p>` : this.#inside(this.#tab, isFixed)}
    `;
  }

  #link = (tab: Tab): string =>
    linkTo("health", { home: this.asked.get("home") ?? undefined, tab: tab === "now" ? undefined : tab });

  #inside(tab: Tab, isFixed: boolean): TemplateResult {
    const { wire, home } = this;
    if (tab === "devices")
      return html`<homeops-devices ?fixed=${isFixed} .wire=${wire} .home=${home} .address=${this.#address}></homeops-devices>`;
    if (tab === "batteries")
      return html`<div class="pair">
        <homeops-predictions class="beside" .wire=${wire} .home=${home}></homeops-predictions>
        <homeops-batteries .wire=${wire} .home=${home}></homeops-batteries>
      </div>`;
    if (tab === "mending")
      return html`<homeops-remedies ?fixed=${isFixed} .wire=${wire} .home=${home}></homeops-remedies>`;
    if (tab === "history")
      return html`<homeops-findings-history class="narrowly" ?fixed=${isFixed} .wire=${wire} .home=${home}></homeops-findings-history>`;
    return html`<div class="pair">
      <homeops-findings filtered ?fixed=${isFixed} .wire=${wire} .home=${home} pointed=${this.asked.get("finding") ?? nothing}></homeops-findings>
      <div class="beside">
        <homeops-score-past .wire=${wire} .home=${home}></homeops-score-past>
        <homeops-maintenance ?fixed=${isFixed} .wire=${wire} .home=${home}></homeops-maintenance>
      </div>
    </div>`;
  }

  /** Behind ingress Home Assistant is the page around this one. */
  get #address(): string {
    const own = this.status?.connections.find(({ home }) => home === this.home);
    return this.status?.app ? "" : (own?.url ?? "");
  }
}

define("homeops-health-place", HomeopsHealthPlace);
