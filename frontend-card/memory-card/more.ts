import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../data/wire.ts";
import "../page/kept/forget.ts";
import "../page/kept/pause.ts";
import { controls } from "../page/look/controls.ts";
import { define } from "../page/look/define.ts";
import { icon } from "../page/look/icons.ts";
import { tones } from "../page/look/tones.ts";
import { cards } from "../page/words/words.ts";

export type View = "me" | "pause" | "forget";

/** At the foot of the memory card: what it knows about whoever looks, to pause, and to forget for whom may. Fires `view`. */
class HomeopsMemoryMore extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @property({ attribute: false }) accessor view: View | undefined;
  @state() private accessor status: SystemStatus | undefined;
  #unfollow: (() => void) | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("wire") && this.#unfollow) return;
    this.#unfollow?.();
    const look = (statuses: SystemStatus[]) => {
      this.status = statuses.at(-1) ?? this.status;
    };
    this.#unfollow = this.wire?.follow("system/status", {}, { snapshot: look, delta: look });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
    this.#unfollow = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  #look = (detail: View | undefined) => () => {
    if (detail === "me") void import("../page/about-me/about-me.ts");
    this.dispatchEvent(new CustomEvent("view", { detail }));
  };

  override render() {
    if (!this.status) return nothing;
    if (this.view) return this.#shown(this.view, this.status);
    const { may_change } = this.status.you;
    const { more } = cards;
    return html`
      <nav>
        <button class="button plain" @click=${this.#look("me")}>${more.me}</button>
        <button class="button plain" @click=${this.#look("pause")}>${this.#pause(this.status) ? more.paused : more.pause}</button>
        ${may_change ? html`<button class="button plain" @click=${this.#look("forget")}>${more.forget}</button>` : nothing}
      </nav>
    `;
  }

  /** A dashboard does not know its home's number; where there is one home, it is that one's. */
  #pause = ({ pauses, connections }: SystemStatus) =>
    pauses.find(({ home }) => home === this.home || connections.length === 1);

  #shown(view: View, status: SystemStatus) {
    const { wire, home } = this;
    return html`
      <div class="view">
        <button class="button plain" @click=${this.#look(undefined)}>${icon("back")}${cards.more.back}</button>
        ${
          view === "me"
            ? html`<homeops-about-me framed .wire=${wire} .home=${home}></homeops-about-me>`
            : view === "pause"
              ? html`<homeops-pause open .wire=${wire} .home=${home} .most=${status.you.may_pause_minutes} .pause=${this.#pause(status)}></homeops-pause>`
              : html`<homeops-forget .wire=${wire} .home=${home}></homeops-forget>`
        }
      </div>
    `;
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        padding: 0 4px;
        border-top: 1px solid var(--line);
        font-size: 13px;
      }
      .view {
        flex: 1;
        min-height: 0;
        overflow-y: auto;
        padding: 8px;
      }
      homeops-pause,
      homeops-forget {
        padding: 8px;
      }
    `,
  ];
}

define("homeops-memory-more", HomeopsMemoryMore);
