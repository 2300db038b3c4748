import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { z } from "zod";
import type { ImportList, ImportPreview, ImportShown } from "#server/intake/recorded/contract.ts";
import { upload } from "../../data/upload.ts";
import type { Wire } from "../../data/wire.ts";
import { bytes } from "../look/amounts.ts";
import { bar } from "../look/bar.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { dayNamed, dayOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { recordedLook } from "./recorded-look.ts";

type Listed = z.infer<typeof ImportList>;
type Preview = z.infer<typeof ImportPreview>;

const LOOKS_AGAIN_MS = 1_000;

/** Brings in what Home Assistant's recorder has kept: by a file that is dropped here, or one that the server can reach. */
class HomeopsRecordedPast extends LitElement {
  static override readonly styles = [tones, cardLook, controls, bar, recordedLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home: number | undefined;
  /** What goes on now. */
  @property({ attribute: false }) accessor running: ImportShown | null = null;
  @state() private accessor isOpen = false;
  @state() private accessor listed: Listed | undefined;
  @state() private accessor chosen: { file: string; preview: Preview } | undefined;
  @state() private accessor sent: number | undefined;
  @state() private accessor asked: number | undefined;
  @state() private accessor wrong = "";

  #stop = new AbortController();
  #again: ReturnType<typeof setTimeout> | undefined;

  override updated(changed: PropertyValues): void {
    if (changed.has("running") && changed.get("running") && !this.running && this.isOpen) void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop.abort();
    clearTimeout(this.#again);
  }

  #careful = async (work: (wire: Wire) => Promise<unknown>) => {
    this.wrong = "";
    try {
      if (this.wire) await work(this.wire);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.wrong = sentenceOf(error);
    }
  };

  #look = () =>
    this.#careful(async (wire) => {
      this.listed = await wire.ask("import/list", { home: this.home });
      clearTimeout(this.#again);
      if (this.#going()) this.#again = setTimeout(this.#look, LOOKS_AGAIN_MS);
    });

  /** What the live status tells, or, before it does, the list. */
  #going(): ImportShown | undefined {
    return this.running ?? this.listed?.items.find(({ state }) => state === "running" || state === "undoing");
  }

  #toggle = () => {
    this.isOpen = !this.isOpen;
    if (this.isOpen) void this.#look();
  };

  #choose = (file: string) =>
    this.#careful(async (wire) => {
      this.chosen = { file, preview: await wire.ask("import/preview", { file, home: this.home }) };
    });

  #send = async (file: File | undefined) => {
    if (!file) return;
    this.#stop = new AbortController();
    this.sent = 0;
    const sent = (share: number) => {
      this.sent = share;
    };
    await this.#careful(async (wire) => {
      await this.#choose(await upload(wire, { file, home: this.home, sent, stop: this.#stop.signal }));
    });
    this.sent = undefined;
  };

  #start = () =>
    this.#careful(async (wire) => {
      if (this.chosen) await wire.ask("import/start", { file: this.chosen.file, home: this.home });
      this.chosen = undefined;
      await this.#look();
    });

  #rest = (id: number) => () => this.#careful((wire) => wire.ask("import/stop", { id, home: this.home }));

  #undo = (id: number) => () =>
    this.#careful(async (wire) => {
      this.asked = undefined;
      await wire.ask("import/undo", { id, home: this.home });
      await this.#look();
    });

  #dropped = (event: DragEvent) => {
    event.preventDefault();
    void this.#send(event.dataTransfer?.files[0]);
  };

  #picked = (event: Event) => {
    if (event.target instanceof HTMLInputElement) void this.#send(event.target.files?.[0]);
  };

  override render() {
    const { title, invite } = words.recorded;
    const going = this.#going();
    return html`
      <section class="card" aria-label=${title}>
        <button class="line" aria-expanded=${this.isOpen} aria-controls="inside" @click=${this.#toggle}>
          <span class="what"><b role="heading" aria-level="2">${title}</b><span class="quiet">${invite}</span></span>
          ${icon(this.isOpen ? "up" : "down")}
        </button>
        ${going ? this.#progress(going) : nothing}
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        <div id="inside" ?hidden=${!this.isOpen}>${this.isOpen ? this.#inside() : nothing}</div>
      </section>
    `;
  }

  #progress({ id, state, rows, read, rate, remaining_seconds }: ImportShown) {
    const { recorded: say, import: past } = words;
    const share = rows === 0 ? 0 : Math.min(1, read / rows);
    const isUndoing = state === "undoing";
    return html`
      <div class="goes">
        <span id="goes">${isUndoing ? say.undoing : say.running}</span>
        ${isUndoing ? html`<progress aria-labelledby="goes"></progress>` : html`<progress aria-labelledby="goes" max="1" value=${share}></progress>`}
        <p class="foot quiet">
          ${isUndoing ? nothing : html`<span>${Math.floor(share * 100)} %</span>`}
          ${rate ? html`<span>${past.rate(rate)}</span>` : nothing}
          ${remaining_seconds === null ? nothing : html`<span>${past.left(remaining_seconds)}</span>`}
        </p>
        ${isUndoing ? nothing : html`<button class="button" @click=${this.#rest(id)}>${say.stop}</button>`}
      </div>
    `;
  }

  #inside() {
    if (this.chosen) return this.#sure(this.chosen.preview);
    if (this.sent !== undefined) return this.#sending(this.sent);
    const { drop, choose } = words.recorded;
    return html`
      <div class="drop" @dragover=${(event: Event) => event.preventDefault()} @drop=${this.#dropped}>
        <p>${drop}</p>
        <label class="button">${choose}<input class="spoken" type="file" accept=".db,.tar" @change=${this.#picked} /></label>
      </div>
      ${this.#files()} ${this.#imports()}
    `;
  }

  #sending(share: number) {
    const { sending, cancel } = words.recorded;
    return html`
      <div class="goes">
        <span id="sends">${sending}</span>
        <progress aria-labelledby="sends" max="1" value=${share}></progress>
        <button class="button" @click=${() => this.#stop.abort()}>${cancel}</button>
      </div>
    `;
  }

  #sure({ source, states, from, to, bytes: size, free_bytes, fits, too_old, kept_days }: Preview) {
    const { holds, needs, tooOld, start, cancel } = words.recorded;
    const name = source.split("/").at(-1);
    return html`
      <div class="goes">
        <b>${name}</b>
        ${from && to ? html`<p>${holds(states, day(from), day(to))}</p>` : nothing}
        <p class="quiet">${needs(bytes(size), bytes(free_bytes))}</p>
        ${too_old > 0 && kept_days ? html`<p class="quiet">${tooOld(too_old, kept_days)}</p>` : nothing}
        <div class="buttons">
          <button class="button main" ?disabled=${!fits} @click=${this.#start}>${start}</button>
          <button class="button plain" @click=${this.#giveUp}>${cancel}</button>
        </div>
      </div>
    `;
  }

  #giveUp = () => {
    this.chosen = undefined;
  };

  #files() {
    const files = this.listed?.files ?? [];
    if (files.length === 0) return nothing;
    return html`
      <h3>${words.recorded.found}</h3>
      <ul>
        ${files.map(
          ({ file, bytes: size }) =>
            html`<li><button class="button plain" @click=${() => this.#choose(file)}>${file.split("/").at(-1)}</button> <span class="quiet">${bytes(size)}</span></li>`,
        )}
      </ul>
    `;
  }

  #imports() {
    const { states, added, undo, undoSure, cancel } = words.recorded;
    const ask = (id: number | undefined) => () => {
      this.asked = id;
    };
    return html`<ul>
      ${(this.listed?.items ?? []).slice(0, 5).map(
        (one) => html`<li>
          <span>${one.source.split("/").at(-1)} <span class="quiet">${states[one.state]} · ${added(one.added)}</span></span>
          ${one.reason ? html`<p class="quiet">${one.reason}</p>` : nothing}
          ${
            this.asked === one.id
              ? html`<p role="alert">${undoSure(one.added)}</p>
                  <div class="buttons">
                    <button class="button grave" @click=${this.#undo(one.id)}>${undo}</button>
                    <button class="button plain" @click=${ask(undefined)}>${cancel}</button>
                  </div>`
              : one.can_undo && !this.#going()
                ? html`<button class="button plain" @click=${ask(one.id)}>${undo}</button>`
                : nothing
          }
        </li>`,
      )}
    </ul>`;
  }
}

const day = (instant: string): string => dayNamed(dayOf(instant));

define("homeops-recorded-past", HomeopsRecordedPast);
