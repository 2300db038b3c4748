import { html, nothing } from "lit";
import type { AboutMe } from "#server/surfaces/mine/contract.ts";
import { keptLook } from "../kept/kept-look.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { tones } from "../look/tones.ts";
import { about } from "../words/words.ts";
import { Changing } from "./deed.ts";

type Room = AboutMe["rooms"][number];
type Whose = { person: string; name: string };

/** Which rooms are one person's; marked by whoever administers the home. */
class HomeopsMyRooms extends Changing {
  static override readonly styles = [tones, controls, keptLook];

  /** Those who can have a room: HomeOps must know who they are. */
  get #whose(): Whose[] {
    const { you, people } = this.me ?? {};
    const own = you?.person && you.entity_id ? [{ person: you.person, name: you.name ?? about.you }] : [];
    return [...own, ...(people ?? []).filter(({ entity_id }) => entity_id)];
  }

  #mark =
    (room: Room) =>
    async ({ target }: Event) => {
      if (!(target instanceof HTMLSelectElement)) return;
      const wanted = target.value;
      const whose = this.#whose.find(({ person }) => person === wanted);
      const before = room.of_person;
      const isDone = await this.change({
        say: whose ? about.madePrivate(room.name, whose.name) : about.madeOpen(room.name),
        does: () => this.#give(room, before, wanted),
        undoes: () => this.#give(room, wanted, before ?? ""),
      });
      if (!isDone) target.value = before ?? "";
    };

  /** From one person to another; without a person it is everybody's. */
  async #give({ area_id }: Room, from: string | null, to: string): Promise<void> {
    const place = { home: this.home, kind: "area" as const, value: area_id };
    if (from) await this.wire?.ask("people/private", { ...place, person: from, private: false });
    if (to) await this.wire?.ask("people/private", { ...place, person: to, private: true });
  }

  override render() {
    if (!this.me) return nothing;
    const { rooms, you } = this.me;
    if (rooms.length === 0) return html`<p class="help">${about.noRooms}</p>`;
    return html`
      <p class="help">${about.roomsHelp} ${you.may_change ? nothing : about.roomsAsk}</p>
      ${this.told()}
      <ul class="rows">
        ${rooms.map((room) => html`<li class="row"><span class="name" id="room-${room.area_id}">${room.name}</span>${this.#owner(room)}</li>`)}
      </ul>
    `;
  }

  #owner(room: Room) {
    if (!this.me?.you.may_change || !this.#mayTake(room))
      return html`<span class="quiet">${room.of ? about.roomOf(room.of) : about.everybody}</span>`;
    return html`
      <select aria-labelledby="room-${room.area_id}" ?disabled=${this.isBusy} @change=${this.#mark(room)}>
        <option value="" .selected=${room.of === null}>${about.everybody}</option>
        ${this.#whose.map(
          ({ person, name }) => html`<option value=${person} .selected=${person === room.of_person}>${name}</option>`,
        )}
      </select>
    `;
  }

  /** A room of somebody else is taken from them by the owner alone. */
  #mayTake = ({ of, is_mine }: Room) => of === null || is_mine || this.me?.you.sees_all;
}

define("homeops-my-rooms", HomeopsMyRooms);
