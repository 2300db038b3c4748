import { html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { linkTo } from "../address.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { cardLook, tones } from "../look/tones.ts";
import { wholeLook } from "../look/whole-look.ts";
import "../people/invitations.ts";
import "../people/members.ts";
import "../people/sessions.ts";
import "../people/tokens.ts";
import { ofPeople } from "../words/of-people.ts";
import { places } from "../words/words.ts";
import { tabsLook } from "./tabs-look.ts";

const tabs = ["members", "invitations", "tokens", "sessions"] as const;
type Tab = (typeof tabs)[number];

/** Who belongs to the home and who comes in, their programs and their browsers. */
class HomeopsPeople extends LitElement {
  static override readonly styles = [tones, cardLook, controls, wholeLook, tabsLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor status: SystemStatus | undefined;
  @property({ attribute: false }) accessor asked = new URLSearchParams();

  /** Whom it concerns: guests see neither who lives here nor who is invited. */
  get #tabs(): readonly Tab[] {
    const { you } = this.status ?? {};
    return tabs.filter((tab) => (tab === "members" ? !you?.is_guest : tab !== "invitations" || you?.may_change));
  }

  override render() {
    if (!this.status) return nothing;
    const home = this.asked.get("home") ?? undefined;
    const shown = this.#tabs.find((tab) => tab === this.asked.get("tab")) ?? this.#tabs[0];
    return html`
      <nav class="tabs" aria-label=${places.titles.people}>
        ${this.#tabs.map((tab) => html`<a class="button" href=${linkTo("people", { home, tab })} aria-current=${tab === shown ? "page" : nothing}>${ofPeople().tabs[tab]}</a>`)}
      </nav>
      <section class="card narrowly" aria-labelledby="title">
        <h2 id="title">${shown ? ofPeople().tabs[shown] : nothing}</h2>
        ${this.#inside(shown)}
      </section>
    `;
  }

  #inside(tab: Tab | undefined) {
    const { wire, home } = this;
    if (tab === "members")
      return html`<homeops-members ?fixed=${!this.status?.you.may_change} .wire=${wire} .home=${home}></homeops-members>`;
    if (tab === "invitations") return html`<homeops-invitations .wire=${wire} .home=${home}></homeops-invitations>`;
    if (tab === "tokens") return html`<homeops-tokens .wire=${wire} .home=${home}></homeops-tokens>`;
    return html`<homeops-sessions .wire=${wire} .home=${home}></homeops-sessions>`;
  }
}

define("homeops-people", HomeopsPeople);
