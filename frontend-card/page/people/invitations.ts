import { html, nothing } from "lit";
import { state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { define } from "../look/define.ts";
import { field } from "../look/field.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { ofPeople } from "../words/of-people.ts";
import { areasOf } from "./areas-of.ts";
import { PeoplePart } from "./people-part.ts";
import { type Area, roomChoice } from "./room-choice.ts";

type Invitation = Commands["people/invitations"]["output"]["items"][number];

const roles = ["member", "guest", "admin"] as const;
const DAYS = [1, 7, 30];

/** Invites people by a link, and shows who was. */
class HomeopsInvitations extends PeoplePart {
  @state() private accessor invitations: Invitation[] = [];
  @state() private accessor areas: Area[] = [];
  @state() private accessor name = "";
  @state() private accessor nameWrong = "";
  @state() private accessor asRole: (typeof roles)[number] = "member";
  @state() private accessor days = 7;
  @state() private accessor chosen: string[] = [];

  protected override async read(wire: Wire): Promise<void> {
    const { home } = this;
    const [{ items }, areas] = await Promise.all([wire.ask("people/invitations", { home }), areasOf(wire, home)]);
    [this.invitations, this.areas] = [items, areas];
  }

  #invite = async (event: SubmitEvent) => {
    event.preventDefault();
    const say = ofPeople();
    const { asRole: role, days, home } = this;
    const name = this.name.trim();
    this.nameWrong = name ? "" : say.nameMissing;
    if (!name) return;
    const areas = role === "guest" ? this.chosen : [];
    await this.deed(async (wire) => {
      const { link } = await wire.ask("people/invite", { home, name, role, days, areas });
      this.show(say.link, new URL(`.${link}`, location.href).href, say.linkFor(name));
      [this.name, this.chosen] = ["", []];
    });
  };

  #withdraw = ({ invitation, name }: Invitation) =>
    this.deed((wire) => wire.ask("people/withdraw", { home: this.home, invitation }), ofPeople().withdrawn(name));

  protected override content() {
    const say = ofPeople();
    const { invitations } = this;
    return html`
      ${invitations.length === 0 ? html`<p class="help">${say.noInvitations}</p>` : html`<ul class="rows">${invitations.map((one) => this.#row(one))}</ul>`}
      <h3>${say.inviteTitle}</h3>
      <p class="help">${say.inviteHelp}</p>
      <form @submit=${this.#invite} novalidate>
        ${field({ id: "name", label: say.name, value: this.name, wrong: this.nameWrong, enter: this.#setName })}
        <div class="field">
          <label for="role">${say.role}</label>
          <select id="role" @change=${this.#setRole}>
            ${roles.map((one) => html`<option value=${one} .selected=${one === this.asRole}>${say.roles[one]}</option>`)}
          </select>
        </div>
        ${this.asRole === "guest" ? roomChoice({ label: say.rooms, areas: this.areas, chosen: this.chosen, choose: this.#setAreas }) : nothing}
        <div class="field">
          <label for="days">${say.days}</label>
          <select id="days" @change=${this.#setDays}>
            ${DAYS.map((n) => html`<option value=${n} .selected=${n === this.days}>${say.dayCount(n)}</option>`)}
          </select>
        </div>
        <div class="buttons"><button class="button main" ?disabled=${this.isBusy}>${say.invite}</button></div>
      </form>
    `;
  }

  #setName = (name: string) => {
    this.name = name;
  };

  #setAreas = (areas: string[]) => {
    this.chosen = areas;
  };

  #setRole = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) this.asRole = roles.find((one) => one === target.value) ?? "member";
  };

  #setDays = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) this.days = Number(target.value);
  };

  #row(one: Invitation) {
    const say = ofPeople();
    const { name, role, state: how, expires_at } = one;
    const ends = how === "open" ? [say.until(dayAndTimeOf(expires_at))] : [];
    return html`<li class="row">
      <div>
        <span class="name">${name}</span>
        <span class="quiet">${[say.roles[role], say.states[how], ...ends].join(" · ")}</span>
      </div>
      ${how === "accepted" ? nothing : html`<button class="button" aria-label=${say.withdrawOf(name)} ?disabled=${this.isBusy} @click=${() => this.#withdraw(one)}>${say.withdraw}</button>`}
    </li>`;
  }
}

define("homeops-invitations", HomeopsInvitations);
