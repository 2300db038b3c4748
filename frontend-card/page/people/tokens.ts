import { html } from "lit";
import { state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { define } from "../look/define.ts";
import { field } from "../look/field.ts";
import { dayAndTimeOf, shortDateOf } from "../look/moments.ts";
import { ofPeople } from "../words/of-people.ts";
import { PeoplePart } from "./people-part.ts";

type Token = Commands["tokens/list"]["output"]["items"][number];
type Scope = Token["scopes"][number];

const scopes: readonly Scope[] = ["read", "add", "own", "write"];
const DAYS = [7, 90, 365, null];

/** Tokens for programs: made here, shown once, ended here. */
class HomeopsTokens extends PeoplePart {
  @state() private accessor tokens: Token[] = [];
  @state() private accessor name = "";
  @state() private accessor nameWrong = "";
  @state() private accessor chosen: Scope[] = ["read"];
  @state() private accessor days: number | null = 90;

  protected override async read(wire: Wire): Promise<void> {
    this.tokens = (await wire.ask("tokens/list", { home: this.home })).items;
  }

  #make = async (event: SubmitEvent) => {
    event.preventDefault();
    const say = ofPeople();
    const { home, days, chosen } = this;
    const name = this.name.trim();
    this.nameWrong = name ? "" : say.nameMissing;
    this.wrong = chosen.length > 0 ? "" : say.scopeMissing;
    if (this.nameWrong || this.wrong) return;
    await this.deed(async (wire) => {
      const { secret } = await wire.ask("tokens/create", { home, name, days, scopes: chosen });
      this.show(say.secret, secret, say.secretHelp);
      this.name = "";
    });
  };

  #revoke = ({ token, name }: Token) =>
    this.deed((wire) => wire.ask("tokens/revoke", { home: this.home, token }), ofPeople().revoked(name));

  #turn =
    (scope: Scope) =>
    ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement)) return;
      this.chosen = scopes.filter((one) => (one === scope ? target.checked : this.chosen.includes(one)));
    };

  #setName = (name: string) => {
    this.name = name;
  };

  #setDays = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) this.days = target.value === "" ? null : Number(target.value);
  };

  protected override content() {
    const say = ofPeople();
    const { tokens, chosen, days } = this;
    return html`
      <p class="help">${say.tokensHelp}</p>
      ${tokens.length === 0 ? html`<p class="help">${say.noTokens}</p>` : html`<ul class="rows">${tokens.map((one) => this.#row(one))}</ul>`}
      <h3>${say.makeTitle}</h3>
      <form @submit=${this.#make} novalidate>
        ${field({ id: "name", label: say.name, value: this.name, wrong: this.nameWrong, placeholder: "Grafana", enter: this.#setName })}
        <fieldset>
          <legend>${say.scopes}</legend>
          ${scopes.map((one) => html`<label class="check"><input type="checkbox" .checked=${chosen.includes(one)} @change=${this.#turn(one)} /><span>${say.scopeNames[one]}</span></label>`)}
        </fieldset>
        <div class="field">
          <label for="days">${say.days}</label>
          <select id="days" @change=${this.#setDays}>
            ${DAYS.map((n) => html`<option value=${n ?? ""} .selected=${n === days}>${n === null ? say.never : say.dayCount(n)}</option>`)}
          </select>
        </div>
        <div class="buttons"><button class="button main" ?disabled=${this.isBusy}>${say.make}</button></div>
      </form>
    `;
  }

  #row(one: Token) {
    const say = ofPeople();
    const { name, person_name, is_mine, scopes, rooms, expires_at, last_used_on } = one;
    const told = [
      ...(is_mine ? [] : [say.of(person_name)]),
      ...[scopes.join(", "), ...(rooms ?? [])],
      expires_at === null ? say.endless : say.until(dayAndTimeOf(expires_at)),
      last_used_on === null ? say.neverUsed : say.lastUsed(shortDateOf(last_used_on)),
    ];
    return html`<li class="row">
      <div>
        <span class="name">${name}</span>
        <span class="quiet">${told.join(" · ")}</span>
      </div>
      <button class="button" aria-label=${say.revokeOf(name)} ?disabled=${this.isBusy} @click=${() => this.#revoke(one)}>${say.revoke}</button>
    </li>`;
  }
}

define("homeops-tokens", HomeopsTokens);
