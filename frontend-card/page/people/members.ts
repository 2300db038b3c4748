import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { define } from "../look/define.ts";
import { ofPeople } from "../words/of-people.ts";
import { areasOf } from "./areas-of.ts";
import { PeoplePart } from "./people-part.ts";
import { type Area, roomChoice } from "./room-choice.ts";

type Member = Commands["people/list"]["output"]["items"][number];
type Role = Commands["people/role"]["input"]["role"];
type Open = { person: string; what: "rooms" | "leaving" };

const roles = ["admin", "member", "guest"] as const;

/** Who belongs to the home, as what; rooms of guests, and how somebody goes. */
class HomeopsMembers extends PeoplePart {
  /** Who may not change the home only looks. */
  @property({ type: Boolean }) accessor fixed = false;
  @state() private accessor members: Member[] = [];
  @state() private accessor areas: Area[] = [];
  @state() private accessor open: Open | undefined;
  @state() private accessor chosen: string[] = [];
  @state() private accessor isErased = false;

  protected override async read(wire: Wire): Promise<void> {
    const { home } = this;
    const [{ items }, areas] = await Promise.all([wire.ask("people/list", { home }), areasOf(wire, home)]);
    [this.members, this.areas] = [items, areas];
  }

  #choose =
    (open?: Open, chosen: string[] = []) =>
    () => {
      [this.open, this.chosen, this.isErased] = [open, chosen, false];
    };

  #role =
    ({ person, name, role: before }: Member) =>
    async ({ target }: Event) => {
      if (!(target instanceof HTMLSelectElement)) return;
      const role = roles.find((one) => one === target.value) ?? "member";
      const say = ofPeople();
      const change = (wire: Wire) => wire.ask("people/role", { home: this.home, person, role });
      if (!(await this.deed(change, say.isNow(name, say.roles[role])))) target.value = before;
    };

  #keepRooms = async ({ person, name }: Member) => {
    const keep = (wire: Wire) => wire.ask("people/guest-rooms", { home: this.home, person, areas: this.chosen });
    if (await this.deed(keep, ofPeople().roomsKept(name))) this.open = undefined;
  };

  #remove = async ({ person, name }: Member) => {
    const wish = { home: this.home, person, erase_movements: this.isErased };
    if (await this.deed((wire) => wire.ask("people/remove", wish), ofPeople().removed(name))) this.open = undefined;
  };

  protected override content() {
    return html`
      <p class="help">${ofPeople().rolesHelp}</p>
      <ul class="rows">${this.members.map((one) => html`<li>${this.#member(one)}</li>`)}</ul>
    `;
  }

  #member(one: Member) {
    const say = ofPeople();
    const { person, name, role, areas, entity_id } = one;
    const sees = areas === null ? [] : [areas.length === 0 ? say.noRoomsYet : say.seesRooms(areas.length)];
    const isFixed = this.fixed || role === "owner";
    const what = this.open?.person === person ? this.open.what : undefined;
    return html`
      <div class="row">
        <div>
          <span class="name">${name}</span>
          <span class="quiet">${[...(isFixed ? [say.roles[role]] : []), ...(entity_id ? [entity_id] : []), ...sees].join(" · ")}</span>
        </div>
        ${isFixed ? nothing : this.#roles(one, role as Role)}
      </div>
      ${
        isFixed
          ? nothing
          : html`<div class="buttons">
              ${role === "guest" ? html`<button class="button" aria-label=${say.roomsOf(name)} @click=${this.#choose({ person, what: "rooms" }, areas ?? [])}>${say.rooms}</button>` : nothing}
              <button class="button" aria-label=${say.removeOf(name)} @click=${this.#choose({ person, what: "leaving" })}>${say.remove}</button>
            </div>`
      }
      ${what === "rooms" ? this.#rooms(one) : what === "leaving" ? this.#leaving(one) : nothing}
    `;
  }

  #roles(one: Member, role: Role) {
    const say = ofPeople();
    return html`<select aria-label=${say.roleOf(one.name)} ?disabled=${this.isBusy} @change=${this.#role(one)}>
      ${roles.map((each) => html`<option value=${each} .selected=${each === role}>${say.roles[each]}</option>`)}
    </select>`;
  }

  #rooms(one: Member) {
    const say = ofPeople();
    const choose = (areas: string[]) => {
      this.chosen = areas;
    };
    return html`<div class="sure">
      ${roomChoice({ label: say.roomsOf(one.name), areas: this.areas, chosen: this.chosen, choose })}
      <div class="buttons">
        <button class="button main" ?disabled=${this.isBusy} @click=${() => this.#keepRooms(one)}>${say.keepRooms}</button>
        <button class="button" @click=${this.#choose()}>${say.cancel}</button>
      </div>
    </div>`;
  }

  #leaving(one: Member) {
    const say = ofPeople();
    const erase = ({ target }: Event) => {
      if (target instanceof HTMLInputElement) this.isErased = target.checked;
    };
    return html`<div class="sure" role="group" aria-label=${say.removeOf(one.name)}>
      <p>${say.removeSure(one.name)}</p>
      ${one.entity_id ? html`<label class="check"><input type="checkbox" .checked=${this.isErased} @change=${erase} /><span>${say.eraseToo}</span></label>` : nothing}
      <div class="buttons">
        <button class="button grave" ?disabled=${this.isBusy} @click=${() => this.#remove(one)}>${say.removeOf(one.name)}</button>
        <button class="button" @click=${this.#choose()}>${say.cancel}</button>
      </div>
    </div>`;
  }
}

define("homeops-members", HomeopsMembers);
