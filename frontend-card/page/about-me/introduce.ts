import { html, nothing, type PropertyValues } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { keptLook } from "../kept/kept-look.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { about } from "../words/words.ts";
import { Changing } from "./deed.ts";

type Known = { entity_id: string; name: string };
type Account = { person: string; name: string; entity_id: string | null };

/** The owner says which person of Home Assistant an account is, and adds accounts. */
class HomeopsIntroduce extends Changing {
  static override readonly styles = [tones, controls, keptLook];

  @state() private accessor persons: Known[] = [];
  @state() private accessor name = "";

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("home")) void this.#read();
  }

  async #read(): Promise<void> {
    try {
      const found = await this.wire?.ask("house/entities", { home: this.home, domains: ["person"], limit: 200 });
      this.persons = (found?.items ?? []).map(({ entity_id, name }) => ({ entity_id, name: name ?? entity_id }));
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  #introduce =
    (account: Account) =>
    async ({ target }: Event) => {
      if (!(target instanceof HTMLSelectElement)) return;
      const wanted = target.value || null;
      const introduce = (entity_id: string | null) => () =>
        this.wire?.ask("people/introduce", { home: this.home, person: account.person, entity_id }) ?? Promise.resolve();
      const isDone = await this.change({
        say: wanted ? about.isPerson(account.name, this.#called(wanted)) : about.isNobodyNow(account.name),
        does: introduce(wanted),
        undoes: introduce(account.entity_id),
      });
      if (!isDone) target.value = account.entity_id ?? "";
    };

  #called = (entityId: string) => this.persons.find(({ entity_id }) => entity_id === entityId)?.name ?? entityId;

  #add = async (event: SubmitEvent) => {
    event.preventDefault();
    const name = this.name.trim();
    this.wrong = name ? "" : about.nameMissing;
    if (!name || !this.wire) return;
    this.isBusy = true;
    try {
      await this.wire.ask("people/add", { home: this.home, name });
      this.name = "";
      this.dispatchEvent(new CustomEvent("changed"));
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  override render() {
    if (!this.me) return nothing;
    const { you, people } = this.me;
    const own = you.person ? [{ person: you.person, name: about.you, entity_id: you.entity_id }] : [];
    return html`
      <h3>${about.introduceTitle}</h3>
      <p class="help">${about.introduceHelp}</p>
      ${[...own, ...people].map((account, at) => this.#row(account, at))}
      ${this.told()}
      <form @submit=${this.#add} novalidate>
        <div class="field">
          <label for="name">${about.addTitle}</label>
          <input id="name" autocomplete="off" maxlength="100" placeholder=${about.name} .value=${live(this.name)} @input=${this.#type} />
          <p class="help">${about.addHelp}</p>
        </div>
        <div class="buttons"><button class="button" ?disabled=${this.isBusy}>${about.add}</button></div>
      </form>
    `;
  }

  #type = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) this.name = target.value;
  };

  #row(account: Account, at: number) {
    return html`
      <div class="field">
        <label for="account-${at}">${account.name}</label>
        <select id="account-${at}" ?disabled=${this.isBusy} @change=${this.#introduce(account)}>
          <option value="" .selected=${!account.entity_id}>${about.isNobody}</option>
          ${this.persons.map(
            ({ entity_id, name }) =>
              html`<option value=${entity_id} .selected=${entity_id === account.entity_id}>${name} (${entity_id})</option>`,
          )}
        </select>
      </div>
    `;
  }
}

define("homeops-introduce", HomeopsIntroduce);
