import { html, nothing } from "lit";
import type { AboutMe } from "#server/surfaces/mine/contract.ts";
import { keptLook } from "../kept/kept-look.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { tones } from "../look/tones.ts";
import { about } from "../words/words.ts";
import { Changing } from "./deed.ts";
import "./introduce.ts";

type Person = AboutMe["people"][number];

/** Who may see where somebody was: each decides it for themselves. The owner says who is who. */
class HomeopsWhoSees extends Changing {
  static override readonly styles = [tones, controls, keptLook];

  #allow =
    (person: Person) =>
    async ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement)) return;
      const allowed = target.checked;
      const allow = (is: boolean) => () =>
        this.wire?.ask("people/allow", { home: this.home, person: person.person, allowed: is }) ?? Promise.resolve();
      const isDone = await this.change({
        say: (allowed ? about.seen : about.unseen)(person.name),
        does: allow(allowed),
        undoes: allow(!allowed),
      });
      if (!isDone) target.checked = !allowed;
    };

  override render() {
    if (!this.me) return nothing;
    const { people, you } = this.me;
    return html`
      <p class="help">${about.peopleHelp}</p>
      ${people.length === 0 ? html`<p>${about.alone}</p>` : html`<ul class="rows">${people.map((one) => this.#row(one))}</ul>`}
      ${this.told()}
      ${you.may_introduce ? html`<homeops-introduce .wire=${this.wire} .home=${this.home} .me=${this.me} @changed=${this.#pass}></homeops-introduce>` : nothing}
    `;
  }

  #pass = () => this.dispatchEvent(new CustomEvent("changed"));

  #row(person: Person) {
    const { name, role, entity_id, sees_me, shows_me } = person;
    const isKnown = Boolean(this.me?.you.entity_id);
    const theirs = entity_id ? (shows_me ? about.showsMe : about.hidesFromMe) : about.unknownPerson;
    return html`
      <li class="row">
        <div>
          <span class="name">${name}</span>
          <span class="quiet">${[about.roles[role], theirs].join(" · ")}</span>
          ${
            isKnown
              ? html`<label class="check">
                <input type="checkbox" .checked=${sees_me} ?disabled=${this.isBusy} @change=${this.#allow(person)} />
                <span>${about.maySee(name)}</span>
              </label>`
              : nothing
          }
        </div>
      </li>
    `;
  }
}

define("homeops-who-sees", HomeopsWhoSees);
