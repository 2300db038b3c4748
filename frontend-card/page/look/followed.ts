import type { LitElement, PropertyValues, ReactiveController } from "lit";
import type { Feeds } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { sentenceOf } from "./sentence-of.ts";

interface Host extends LitElement {
  wire: Wire | undefined;
  home: number;
}

/** The newest item of a feed about the home that an element shows, as long as it is in the document. */
export class Followed<Name extends keyof Feeds> implements ReactiveController {
  item: Feeds[Name]["item"] | undefined;
  /** A sentence, where it cannot be followed. */
  wrong = "";
  readonly #host: Host;
  readonly #feed: Name;
  readonly #input: () => Feeds[Name]["input"];
  #unfollow = () => {};

  constructor(host: Host, feed: Name, input: () => Feeds[Name]["input"]) {
    [this.#host, this.#feed, this.#input] = [host, feed, input];
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#host.hasUpdated) this.#follow();
  }

  hostDisconnected(): void {
    this.#unfollow();
  }

  /** To be called before each update of the host. */
  look(changed: PropertyValues<Host>): void {
    if (changed.has("wire") || changed.has("home")) this.#follow();
  }

  #follow(): void {
    this.#unfollow();
    const { wire, home } = this.#host;
    [this.item, this.wrong] = [undefined, ""];
    if (!wire || home === 0) return;
    const take = (items: Feeds[Name]["item"][]) => this.show(items.at(-1) ?? this.item);
    this.#unfollow = wire.follow(this.#feed, this.#input(), {
      snapshot: take,
      delta: take,
      refused: (refused) => this.show(this.item, sentenceOf(refused)),
    });
  }

  /** Also what a command answered, which is known before the feed tells it. */
  show(item: Feeds[Name]["item"] | undefined, wrong = ""): void {
    [this.item, this.wrong] = [item, wrong];
    this.#host.requestUpdate();
  }
}
