import type { LitElement, ReactiveController } from "lit";

/** Calls again and again as long as an element is in the document. */
export class Again implements ReactiveController {
  readonly #everyMs: number;
  readonly #call: () => void;
  #timer: number | undefined;

  constructor(host: LitElement, everyMs: number, call: () => void) {
    [this.#everyMs, this.#call] = [everyMs, call];
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = window.setInterval(this.#call, this.#everyMs);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
