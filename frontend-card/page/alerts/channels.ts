import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import "../connections/farewell.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { sheetLook } from "../look/sheet-look.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { ofChannels } from "../words/of-channels.ts";
import { toldLanguage } from "../words/told-language.ts";
import "./add-channel.ts";
import type { KeptChannel } from "./channel-fields.ts";
import "./channel-form.ts";
import { channelHead, outcome, type Tested } from "./channel-told.ts";
import { channelsLook } from "./channels-look.ts";

type List = Commands["alerts/channels"]["output"];
type Open = { channel: number; what: "changing" | "leaving" };

/** The ways on which somebody is told: each with what came of it last, a test, and what can be changed; and what could be added. */
class HomeopsChannels extends LitElement {
  static override readonly styles = [tones, cardLook, controls, sheetLook, channelsLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Who may not change the home changes what is theirs alone. */
  @property({ type: Boolean }) accessor fixed = false;
  @state() private accessor list: List | undefined;
  /** By id. */
  @state() private accessor people: ReadonlyMap<string, string> = new Map();
  @state() private accessor open: Open | undefined;
  @state() private accessor testing = 0;
  @state() private accessor tested: ({ channel: number } & Tested) | undefined;
  @state() private accessor isBusy = false;
  @state() private accessor told = "";
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home") && this.home !== 0) void this.#try(() => this.#read(), "");
  }

  async #read(): Promise<void> {
    const { wire, home } = this;
    if (!wire) return;
    const [list, { items }] = await Promise.all([
      wire.ask("alerts/channels", { home, language: toldLanguage() }),
      wire.ask("people/list", { home }),
    ]);
    this.people = new Map(items.map(({ person, name }) => [person, name]));
    this.list = list;
  }

  async #try(work: () => Promise<unknown>, told: string): Promise<void> {
    [this.isBusy, this.wrong, this.told] = [true, "", ""];
    try {
      await work();
      this.told = told;
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  }

  #test = ({ channel }: KeptChannel) =>
    this.#try(async () => {
      [this.testing, this.tested] = [channel, undefined];
      try {
        const came = await this.wire?.ask("alerts/test", { home: this.home, channel, language: toldLanguage() });
        if (came) this.tested = { channel, ...came };
        await this.#read();
      } finally {
        this.testing = 0;
      }
    }, "");

  #turn = ({ channel, kind, name, target, is_on }: KeptChannel) => {
    const { switchedOn, switchedOff } = ofChannels();
    const wanted = { home: this.home, channel, kind, name, target: withoutReach(target), is_on: !is_on };
    return this.#try(
      async () => {
        await this.wire?.ask("alerts/keep-channel", wanted);
        await this.#read();
      },
      (is_on ? switchedOff : switchedOn)(name),
    );
  };

  #remove = async ({ channel, name }: KeptChannel) => {
    this.open = undefined;
    await this.#try(async () => {
      await this.wire?.ask("alerts/remove-channel", { home: this.home, channel });
      await this.#read();
    }, ofChannels().removed(name));
    await this.#toTop();
  };

  #kept = async (told: string) => {
    this.open = undefined;
    await this.#try(() => this.#read(), told);
    await this.#toTop();
  };

  /** What was pressed is gone. */
  async #toTop(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  #choose = (open?: Open) => () => {
    this.open = open;
  };

  override render() {
    const say = ofChannels();
    const { list, wrong, told } = this;
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!list}>
        <h2 id="title" tabindex="-1">${say.title}</h2>
        <p class="done" role="status" ?hidden=${!told}>${told}</p>
        <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
        ${list ? this.#all(list) : wrong ? nothing : html`<p class="quiet">${ofAlerts().standing.coming}</p>`}
      </section>
    `;
  }

  #all({ items, offered }: List) {
    const say = ofChannels();
    const rows = repeat(
      items,
      ({ channel }) => channel,
      (one) => html`<li>${this.#channel(one)}</li>`,
    );
    return html`
      ${items.length === 0 ? html`<p class="quiet">${say.none}</p>` : html`<ul class="channels">${rows}</ul>`}
      <homeops-add-channel
        ?fixed=${this.fixed}
        .wire=${this.wire}
        .home=${this.home}
        .offered=${offered}
        .kept=${items}
        @kept=${({ detail }: CustomEvent<string>) => this.#kept(say.added(detail))}
      ></homeops-add-channel>
    `;
  }

  #channel(one: KeptChannel) {
    const { channel, person, name } = one;
    const mayChange = person !== null || !this.fixed;
    const what = this.open?.channel === channel ? this.open.what : undefined;
    if (what === "leaving")
      return html`<homeops-farewell .name=${name} @undo=${this.#choose()} @farewell=${() => this.#remove(one)}></homeops-farewell>`;
    const came = this.tested?.channel === channel ? this.tested : undefined;
    return html`
      ${channelHead(one, person === null ? undefined : (this.people.get(person) ?? ofChannels().own))}
      ${outcome(one, came, this.testing === channel)} ${mayChange ? this.#deeds(one) : nothing}
      ${what === "changing" ? this.#form(one) : nothing}
    `;
  }

  #deeds(one: KeptChannel) {
    const say = ofChannels();
    const { name, channel, is_on } = one;
    const button = ([text, about]: [string, string], press: () => void) =>
      html`<button class="button" aria-label=${about} ?disabled=${this.isBusy} @click=${press}>${text}</button>`;
    return html`<div class="buttons">
      ${button([say.test, say.testOf(name)], () => this.#test(one))}
      ${button(is_on ? [say.offAct, say.offOf(name)] : [say.on, say.onOf(name)], () => this.#turn(one))}
      ${button([say.change, say.changeOf(name)], this.#choose({ channel, what: "changing" }))}
      ${button([say.remove, say.removeOf(name)], this.#choose({ channel, what: "leaving" }))}
    </div>`;
  }

  #form = (one: KeptChannel) => html`<homeops-channel-form
    .wire=${this.wire}
    .home=${this.home}
    .kind=${one.kind}
    .channel=${one}
    @kept=${({ detail }: CustomEvent<string>) => this.#kept(ofChannels().changed(detail))}
    @cancelled=${this.#choose()}
  ></homeops-channel-form>`;
}

/** Where it is reached, the server decides. */
const withoutReach = ({ reach: _reach, ...target }: KeptChannel["target"]) => target;

define("homeops-channels", HomeopsChannels);
