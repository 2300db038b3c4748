import { html, type LitElement, type ReactiveController, type TemplateResult } from "lit";
import { hasCome, loadAgain } from "./later.ts";

/** What a card is made of, loaded when the first such card is shown. */
export class Piece implements ReactiveController {
  readonly #host: LitElement;
  readonly #load: () => Promise<unknown>;
  #state: "coming" | "here" | "gone" = "coming";

  constructor(host: LitElement, load: () => Promise<unknown>) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  async hostConnected(): Promise<void> {
    if (this.#state === "here") return;
    this.#state = (await hasCome(this.#load())) ? "here" : "gone";
    this.#host.requestUpdate();
  }

  /** What it makes once it is here. */
  shown(make: () => TemplateResult): TemplateResult {
    if (this.#state === "here") return make();
    return this.#state === "coming" ? html`<div class="coming" aria-busy="true"></div>` : loadAgain();
  }
}
