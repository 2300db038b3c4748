import { html, nothing } from "lit";
import { state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { ofPeople } from "../words/of-people.ts";
import { PeoplePart } from "./people-part.ts";

type Session = Commands["sessions/list"]["output"]["items"][number];

/** Browsers that are signed in; each can be ended, and one more be signed in. */
class HomeopsSessions extends PeoplePart {
  @state() private accessor sessions: Session[] = [];

  protected override async read(wire: Wire): Promise<void> {
    this.sessions = (await wire.ask("sessions/list", {})).items;
  }

  #end = (one: Session) =>
    this.deed((wire) => wire.ask("sessions/end", { session: one.session }), ofPeople().ended(deviceOf(one)));

  #link = () =>
    this.deed(async (wire) => {
      const say = ofPeople();
      const { link } = await wire.ask("people/link", { home: this.home });
      this.show(say.link, new URL(`.${link}`, location.href).href, say.anotherHelp);
    });

  protected override content() {
    const say = ofPeople();
    const { sessions } = this;
    const isPerson = sessions.some(({ is_this, person }) => is_this && person !== null);
    return html`
      <p class="help">${say.sessionsHelp}</p>
      ${sessions.length === 0 ? html`<p class="help">${say.noSessions}</p>` : html`<ul class="rows">${sessions.map((one) => this.#row(one))}</ul>`}
      ${
        isPerson
          ? html`<h3>${say.another}</h3>
              <p class="help">${say.anotherHelp}</p>
              <div class="buttons"><button class="button" ?disabled=${this.isBusy} @click=${this.#link}>${say.anotherAct}</button></div>`
          : nothing
      }
    `;
  }

  #row(one: Session) {
    const say = ofPeople();
    const { person_name, person, since, last_seen, is_this } = one;
    const told = [
      ...(is_this ? [say.thisOne] : []),
      person === null ? say.withToken : (person_name ?? ""),
      ...[say.since(dayAndTimeOf(since)), say.seen(dayAndTimeOf(last_seen))],
    ];
    return html`<li class="row">
      <div>
        <span class="name">${deviceOf(one)}</span>
        <span class="quiet">${told.join(" · ")}</span>
      </div>
      ${is_this ? nothing : html`<button class="button" aria-label=${say.endOf(deviceOf(one))} ?disabled=${this.isBusy} @click=${() => this.#end(one)}>${say.end}</button>`}
    </li>`;
  }
}

const deviceOf = ({ device }: Session): string => device ?? ofPeople().unknownDevice;

define("homeops-sessions", HomeopsSessions);
