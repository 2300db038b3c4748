import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { Refused, type Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { field } from "../look/field.ts";
import { labelledChoice } from "../look/labelled-choice.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { sheetLook } from "../look/sheet-look.ts";
import { tones } from "../look/tones.ts";
import { ofChannels } from "../words/of-channels.ts";
import {
  type ChannelField,
  type ChannelKind,
  channelFields,
  type FieldName,
  type KeptChannel,
  lacksOf,
  saidOfFields,
  targetOf,
  valuesOf,
} from "./channel-fields.ts";
import { newSecret } from "./new-secret.ts";

type Wrongs = Partial<Record<FieldName | "name", string>>;

/** A way to be told, entered or changed by hand. Fires `kept` with its name, or `cancelled`. */
class HomeopsChannelForm extends LitElement {
  static override readonly styles = [
    tones,
    controls,
    sheetLook,
    css`
      form {
        padding: 12px;
        border-radius: 8px;
        background: var(--wash);
      }
      .button:not(.main) {
        background: var(--card);
      }
      .made {
        justify-self: start;
        margin-block-start: 8px;
      }
    `,
  ];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor kind: ChannelKind = "webhook";
  @property({ attribute: false }) accessor whose: "mine" | "household" = "mine";
  /** One that is kept, to be changed. */
  @property({ attribute: false }) accessor channel: KeptChannel | undefined;
  @state() private accessor name = "";
  @state() private accessor values: Partial<Record<FieldName, string>> = {};
  @state() private accessor wrongs: Wrongs = {};
  @state() private accessor wrong = "";
  @state() private accessor isMade = false;
  @state() private accessor isBusy = false;

  override willUpdate(changed: PropertyValues<this>): void {
    const isAnother = changed.has("channel") && changed.get("channel")?.channel !== this.channel?.channel;
    if (!changed.has("kind") && !isAnother) return; // else what was typed stays, whatever is read anew
    this.name = this.channel?.name ?? "";
    this.values = valuesOf(this.kind, this.channel?.target);
    [this.wrongs, this.wrong, this.isMade] = [{}, "", false];
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector("input")?.focus();
  }

  #enter = (name: FieldName) => (value: string) => {
    this.values = { ...this.values, [name]: value };
    this.wrongs = { ...this.wrongs, [name]: undefined };
  };

  #make = () => {
    this.#enter("secret")(newSecret());
    this.isMade = true;
  };

  #lacks(): Wrongs {
    const { form } = ofChannels();
    const lacks = lacksOf(this.kind, this.values, this.channel?.secrets);
    const said = Object.fromEntries([...lacks].map(([name, lack]) => [name, form[lack]]));
    return { ...said, ...(this.name.trim() === "" && { name: form.missing }) };
  }

  #save = async (event: Event) => {
    event.preventDefault();
    this.wrong = "";
    this.wrongs = this.#lacks();
    if (Object.keys(this.wrongs).length > 0) return this.#pointOut();
    const { kind, channel, whose, home } = this;
    const name = this.name.trim();
    const target = targetOf(kind, this.values, channel?.target);
    const kept = channel && { channel: channel.channel, is_on: channel.is_on };
    this.isBusy = true;
    try {
      await this.wire?.ask("alerts/keep-channel", { home, kind, name, target, whose, ...kept });
      this.dispatchEvent(new CustomEvent("kept", { detail: name }));
    } catch (error) {
      this.#refuse(error);
    }
    this.isBusy = false;
  };

  /** At the fields that it is about, else below them all. */
  #refuse(error: unknown): void {
    const sentence = sentenceOf(error);
    const said = error instanceof Refused && error.code === "bad_target" ? saidOfFields(this.kind, sentence) : {};
    const odd: Readonly<Record<string, string>> = ofChannels().form.odd;
    this.wrongs = Object.fromEntries(Object.entries(said).map(([name, text]) => [name, odd[name] ?? text]));
    if (Object.keys(this.wrongs).length === 0) this.wrong = sentence;
    else void this.#pointOut();
  }

  async #pointOut(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }

  override render() {
    const { form: say } = ofChannels();
    const { name, wrongs, wrong, channel } = this;
    const hasSecrets = (channel?.secrets.length ?? 0) > 0;
    return html`
      <form novalidate @submit=${this.#save}>
        ${field({ id: "name", label: say.name, value: name, help: say.nameHelp, wrong: wrongs.name, enter: (text) => (this.name = text) })}
        ${hasSecrets ? html`<p class="help">${say.kept}</p>` : nothing}
        ${channelFields[this.kind].map((one) => this.#field(one))}
        <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
        <div class="buttons">
          <button class="button main" ?disabled=${this.isBusy}>${say.save}</button>
          <button type="button" class="button" @click=${() => this.dispatchEvent(new CustomEvent("cancelled"))}>${say.cancel}</button>
        </div>
      </form>
    `;
  }

  #field({ name, type, choices = [], isOptional }: ChannelField) {
    const { form: say } = ofChannels();
    const value = this.values[name] ?? "";
    const parts = { id: name, label: say.fields[name], wrong: this.wrongs[name], help: helpOf(name) };
    if (type === "choice") {
      const named = choices.map((one) => [one, say.choices[one]] as const);
      return labelledChoice({ id: name, label: parts.label, choices: named, chosen: value, choose: this.#enter(name) });
    }
    if (type === "long") return long({ ...parts, value, enter: this.#enter(name) });
    const isShown = name === "secret" && this.isMade;
    const note = isOptional && { note: say.optional };
    const kindOf = isShown ? "text" : (type ?? "text");
    return html`<div>
      ${field({ ...parts, ...note, type: kindOf, value, enter: this.#enter(name), ...(isShown && { help: say.made }) })}
      ${name === "secret" ? html`<button type="button" class="button made" @click=${this.#make}>${say.make}</button>` : nothing}
    </div>`;
  }
}

function helpOf(name: FieldName): string | undefined {
  const help: Readonly<Record<string, string>> = ofChannels().form.help;
  return help[name];
}

type Long = { id: string; label: string; value: string; enter(value: string): void };

const long = ({ id, label, value, enter }: Long) => html`<div class="field">
  <label for=${id}>${label} <span class="quiet">(${ofChannels().form.optional})</span></label>
  <textarea id=${id} spellcheck="false" .value=${live(value)} @input=${({ target }: Event) => target instanceof HTMLTextAreaElement && enter(target.value)}></textarea>
</div>`;

define("homeops-channel-form", HomeopsChannelForm);
