import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { type Choice, choice } from "../look/choice.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { choiceLook } from "../timeline/choice-look.ts";
import { ofMending } from "../words/of-mending.ts";
import { toldLanguage } from "../words/told-language.ts";
import { mendingLook } from "./mending-look.ts";
import type { RemedyPage } from "./mending-wire.ts";

type Feed = RemedyPage["feeds"][number];
type Names = { devices: Choice[]; switches: Choice[] };

const MOST = 2_000;

/** Which switch gives a device its power: said by people, never guessed. Fires `declared` with what is so then. */
class HomeopsFeeds extends LitElement {
  static override readonly styles = [tones, cardLook, controls, choiceLook, mendingLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor page: RemedyPage | undefined;
  @property({ type: Boolean }) accessor fixed = false;
  @state() private accessor names: Names | undefined;
  @state() private accessor device = "";
  @state() private accessor switch = "";
  @state() private accessor removed: Feed | undefined;
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home")) [this.names, this.removed] = [undefined, undefined];
    if (changed.has("page") && this.page && !this.names && !this.fixed) void this.#name();
  }

  async #name(): Promise<void> {
    const { wire, home } = this;
    if (!wire) return;
    try {
      const [devices, switches] = await Promise.all([
        wire.ask("house/devices", { home, limit: MOST }),
        wire.ask("house/entities", { home, domains: ["switch"], limit: MOST }),
      ]);
      this.names = {
        devices: inOrder(devices.items.map(({ device_id, name, area }): Choice => [device_id, placed(name, area)])),
        switches: inOrder(switches.items.map(({ entity_id, name, area }): Choice => [entity_id, placed(name, area)])),
      };
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  async #declare(device: string, by: string | null): Promise<boolean> {
    this.isBusy = true;
    this.wrong = "";
    try {
      const asked = { home: this.home, device, switch: by, language: toldLanguage() };
      const detail = await this.wire?.ask("healing/declare", asked);
      this.dispatchEvent(new CustomEvent("declared", { detail }));
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
    return this.wrong === "";
  }

  #add = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.removed = undefined;
    if (await this.#declare(this.device, this.switch)) [this.device, this.switch] = ["", ""];
  };

  #remove = (feed: Feed) => async (): Promise<void> => {
    if (!(await this.#declare(feed.device, null))) return;
    this.removed = feed;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".undo")?.focus(); // what was pressed is gone
  };

  #undo = async (): Promise<void> => {
    const { removed } = this;
    if (removed && (await this.#declare(removed.device, removed.switch))) this.removed = undefined;
  };

  override render() {
    const say = ofMending();
    const feeds = this.page?.feeds ?? [];
    return html`
      <section class="card" aria-labelledby="title">
        <header>
          <h2 id="title">${say.feeds}</h2>
          <p class="quiet">${say.feedsHelp}</p>
        </header>
        ${feeds.length === 0 ? html`<p class="quiet">${say.noFeeds}</p>` : html`<ul class="rows">${feeds.map(this.#feed)}</ul>`}
        ${this.removed ? this.#told(this.removed) : nothing}
        ${this.fixed ? nothing : this.#form()}
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      </section>
    `;
  }

  #feed = (feed: Feed) => {
    const say = ofMending();
    const device = feed.name ?? feed.device;
    const by = this.names?.switches.find(([id]) => id === feed.switch)?.[1] ?? feed.switch;
    return html`<li>
      <div class="row">
        <span class="what">${say.feed(device, by)}</span>
        ${
          this.fixed
            ? nothing
            : html`<button class="button plain" aria-label=${say.forgetOf(device)} ?disabled=${this.isBusy} @click=${this.#remove(feed)}>
                ${say.forget}
              </button>`
        }
      </div>
    </li>`;
  };

  #told(feed: Feed) {
    const say = ofMending();
    return html`<div class="part row">
      <span class="what" role="status">${say.forgotten(feed.name ?? feed.device)}</span>
      <button class="button plain undo" ?disabled=${this.isBusy} @click=${this.#undo}>${say.undo}</button>
    </div>`;
  }

  #form() {
    const say = ofMending();
    const { devices = [], switches = [] } = this.names ?? {};
    const device = (value: string) => {
      this.device = value;
    };
    const by = (value: string) => {
      this.switch = value;
    };
    return html`<form class="part" @submit=${this.#add}>
      ${choice({ name: say.device, choices: [["", say.chooseDevice], ...devices], chosen: this.device, choose: device })}
      ${choice({ name: say.switch, choices: [["", say.chooseSwitch], ...switches], chosen: this.switch, choose: by })}
      <div class="buttons">
        <button class="button" ?disabled=${this.isBusy || !this.device || !this.switch}>${say.declare}</button>
      </div>
    </form>`;
  }
}

const placed = (name: string, area: string | null): string => (area ? `${name} · ${area}` : name);
const inOrder = (choices: Choice[]): Choice[] => choices.sort(([, one], [, other]) => one.localeCompare(other));

define("homeops-feeds", HomeopsFeeds);
