import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { linkTo } from "../address.ts";
import "../alerts/standing.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { tones } from "../look/tones.ts";
import { wholeLook } from "../look/whole-look.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { places } from "../words/words.ts";
import { tabsLook } from "./tabs-look.ts";

const tabs = ["now", "mine", "channels", "rules", "history"] as const;
type Tab = (typeof tabs)[number];
const LOADS: Record<Tab, () => Promise<unknown>> = {
  now: () => import("../alerts/week.ts"),
  mine: () => import("../alerts/mine.ts"),
  channels: () => import("../alerts/channels.ts"),
  rules: () => import("../alerts/rules.ts"),
  history: () => import("../alerts/history.ts"),
};

/** Who is told of what, on which ways, and who has it. */
class HomeopsAlertsPlace extends LitElement {
  static override readonly styles = [tones, controls, wholeLook, tabsLook];

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
    const isLoaded = await LOADS[tab]().then(
      () => true,
      () => false, // the files of another version, or none
    );
    this.broken = isLoaded || tab === "now" ? undefined : tab; // what stands is here already
  }

  get #home(): string | undefined {
    return this.asked.get("home") ?? undefined;
  }

  #toFinding = (finding: number) => linkTo("health", { home: this.#home, finding: String(finding) });

  override render() {
    if (!this.status) return nothing;
    const link = (tab: Tab) => linkTo("alerts", { home: this.#home, tab: tab === "now" ? undefined : tab });
    return html`
      <nav class="tabs" aria-label=${places.titles.alerts}>
        ${tabs.map((tab) => html`<a class="button" href=${link(tab)} aria-current=${this.#tab === tab ? "page" : nothing}>${ofAlerts().tabs[tab]}</a>`)}
      </nav>
      ${this.broken === this.#tab ? html`<p role="alert">${places.notLoaded}</p>` : this.#inside(this.#tab, !this.status.you.may_change)}
    `;
  }

  #inside(tab: Tab, isFixed: boolean): TemplateResult {
    const { wire, home } = this;
    if (tab === "mine")
      return html`<homeops-my-alerts class="narrowly" .wire=${wire} .home=${home}></homeops-my-alerts>`;
    if (tab === "channels")
      return html`<homeops-channels class="narrowly" ?fixed=${isFixed} .wire=${wire} .home=${home}></homeops-channels>`;
    if (tab === "rules")
      return html`<homeops-rules class="narrowly" ?fixed=${isFixed} .wire=${wire} .home=${home}></homeops-rules>`;
    if (tab === "history")
      return html`<homeops-alert-history class="narrowly" .wire=${wire} .home=${home}></homeops-alert-history>`;
    return html`<div class="pair">
      <homeops-alerts .wire=${wire} .home=${home} .linkTo=${this.#toFinding}></homeops-alerts>
      <homeops-week .wire=${wire} .home=${home}></homeops-week>
    </div>`;
  }
}

define("homeops-alerts-place", HomeopsAlertsPlace);
