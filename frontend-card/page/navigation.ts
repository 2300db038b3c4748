import { html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { linkTo } from "./address.ts";
import { controls } from "./look/controls.ts";
import { define } from "./look/define.ts";
import { icon } from "./look/icons.ts";
import { tones } from "./look/tones.ts";
import { navigationLook } from "./navigation-look.ts";
import type { Place } from "./places.ts";
import { places as words } from "./words/words.ts";

/** So many fit beside each other on a narrow phone. */
const SLOTS = 4;

/** The places: a rail at the side, on a phone a bar below in which the last ones stand behind one button. */
class HomeopsNavigation extends LitElement {
  static override readonly styles = [tones, controls, navigationLook];

  @property({ attribute: false }) accessor places: readonly Place[] = [];
  @property({ attribute: false }) accessor current = "";
  /** Where there are several homes: the one that is looked at. */
  @property({ attribute: false }) accessor home: string | undefined;

  override render() {
    const [bar, later] = this.#inBar();
    const isLater = later.some(({ name }) => name === this.current);
    return html`
      <nav aria-label=${words.navigation}>
        <ul>
          ${bar.map((place) => html`<li>${this.#link(place)}</li>`)}
          ${later.map((place) => html`<li class="later">${this.#link(place)}</li>`)}
          ${
            later.length > 0
              ? html`<li class="more">
                  <button class="place" popovertarget="more" ?data-current=${isLater}>
                    <span class="sign">${icon("more")}</span><span>${words.more}</span>
                  </button>
                </li>`
              : nothing
          }
        </ul>
        <ul id="more" popover aria-label=${words.more} @click=${this.#close}>
          ${later.map((place) => html`<li>${this.#link(place, words.titles[place.name])}</li>`)}
        </ul>
      </nav>
    `;
  }

  #inBar(): [Place[], Place[]] {
    const shown = this.places.length > SLOTS ? SLOTS - 1 : SLOTS;
    return [this.places.slice(0, shown), this.places.slice(shown)];
  }

  #link({ name, icon: sign }: Place, label = words.labels[name]) {
    const address = linkTo(name, { home: this.home });
    return html`<a class="place" href=${address} aria-current=${name === this.current ? "page" : nothing}>
      <span class="sign">${icon(sign)}</span><span>${label}</span>
    </a>`;
  }

  #close = () => this.renderRoot.querySelector<HTMLElement>("#more")?.hidePopover();
}

define("homeops-navigation", HomeopsNavigation);
