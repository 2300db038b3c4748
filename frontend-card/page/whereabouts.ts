import type { LitElement, ReactiveController } from "lit";
import { type Address, addressIn } from "./address.ts";
import { type Place, placeNamed } from "./places.ts";
import { places as words } from "./words/words.ts";

/** Follows the address: loads the place that it names, and tells a screen reader, the title and the keyboard that it is another one. */
export class Whereabouts implements ReactiveController {
  /** What whoever looks may see; all of them until that is known. */
  among: readonly Place[] | undefined;
  address: Address = addressIn(location.hash);
  /** The place that is shown, which is not yet the one that is `wanted` while that is loaded. */
  shown: { readonly place: Place; readonly element: HTMLElement } | undefined;
  isBroken = false;
  readonly #host: LitElement;
  #wanted: Place | undefined;
  #going: Promise<void> | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  get wanted(): Place | undefined {
    return placeNamed(this.address.place, this.among);
  }

  hostConnected(): void {
    history.scrollRestoration = "manual"; // a place begins at its top
    window.addEventListener("hashchange", this.#follow);
  }

  hostDisconnected(): void {
    window.removeEventListener("hashchange", this.#follow);
  }

  hostUpdate(): void {
    if (this.wanted !== this.#wanted) this.#going = this.#load(this.wanted);
  }

  go(link: string): void {
    location.hash = link;
    this.#follow(); // the event comes later
  }

  /** Once what is wanted is shown, or cannot be. */
  async arrived(): Promise<void> {
    await this.#host.updateComplete;
    await this.#going;
  }

  retry(): void {
    if (this.isBroken) this.#going = this.#load(this.wanted);
  }

  #follow = () => {
    this.address = addressIn(location.hash);
    this.#host.requestUpdate();
  };

  async #load(place: Place | undefined): Promise<void> {
    this.#wanted = place;
    this.isBroken = false;
    const isLoaded = await place?.load().then(
      () => true,
      () => false, // the files of another version, or none
    );
    if (!place || place !== this.#wanted) return;
    const isFirst = this.shown === undefined;
    this.isBroken = !isLoaded;
    if (isLoaded) this.shown = { place, element: document.createElement(place.element) };
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#arrive(place, isFirst);
  }

  #arrive({ name }: Place, isFirst: boolean): void {
    document.title = `${words.titles[name]} – HomeOps`;
    if (isFirst) return;
    window.scrollTo(0, 0);
    this.#host.renderRoot.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }
}
