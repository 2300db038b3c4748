import type { LitElement, ReactiveController } from "lit";
import type { Wire } from "../../data/wire.ts";
import { longAgo } from "../look/long-ago.ts";
import { ofHealth } from "../words/of-health.ts";

const AGAIN_MS = 60_000;

/** When everything was last looked at, and how much that is: said where nothing is wrong, so that silence is not taken for sleep. */
export class LastLook implements ReactiveController {
  /** A sentence; empty until it is known. */
  told = "";
  /** Whether anybody has looked yet; undefined until that is known. */
  hasLooked: boolean | undefined;
  readonly #host: LitElement;
  #timer: number | undefined;
  #wire: Wire | undefined;
  #home = 0;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = window.setInterval(() => void this.#ask(), AGAIN_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  look(wire: Wire | undefined, home: number): void {
    [this.#wire, this.#home] = [wire, home];
    void this.#ask();
  }

  async #ask(): Promise<void> {
    if (!this.#wire || this.#home === 0 || document.hidden) return;
    try {
      const { at, watched, looked_at } = await this.#wire.ask("health/devices", { home: this.#home, devices: [] });
      const { watched: say, justNow } = ofHealth();
      this.hasLooked = looked_at !== null;
      this.told = looked_at ? say(watched, longAgo(at - Date.parse(looked_at) / 1000, justNow)) : "";
    } catch {
      this.told = ""; // what is wrong with the connection is said elsewhere
    }
    this.#host.requestUpdate();
  }
}
