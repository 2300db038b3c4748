import type { LitElement, ReactiveController } from "lit";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../data/wire.ts";

/** Whether whoever looks administers HomeOps, as it says itself. */
export class MayChange implements ReactiveController {
  is = false;
  readonly #host: LitElement;
  #followed: Wire | undefined;
  #unfollow: (() => void) | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** A dashboard that is edited moves its cards. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#unfollow?.();
    [this.#unfollow, this.#followed] = [undefined, undefined];
  }

  follow(wire: Wire): void {
    if (this.#followed === wire) return;
    this.#unfollow?.();
    this.#followed = wire;
    const look = (statuses: SystemStatus[]) => {
      const is = statuses.at(-1)?.you.may_change ?? this.is;
      if (is !== this.is) this.#host.requestUpdate();
      this.is = is;
    };
    this.#unfollow = wire.follow("system/status", {}, { snapshot: look, delta: look });
  }
}
