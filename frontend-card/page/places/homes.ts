import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { ConnectionShown } from "#server/intake/contract.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import "../connections/connect-form.ts";
import "../connections/connection.ts";
import "../health/health.ts";
import { remembered } from "../health/remembered.ts";
import "../imports/recorded-past.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { connectedAt } from "./connected-at.ts";

/** The homes and how they are connected, what an older recorder knows of them, and how the memory is. */
class HomeopsHomes extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor status: SystemStatus | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor isAdding = false;

  #add = (isAdding: boolean) => () => {
    this.isAdding = isAdding;
  };

  #connected = (event: CustomEvent<ConnectionShown>) => {
    this.isAdding = false;
    connectedAt(this)(event);
  };

  override render() {
    const { wire, home, status } = this;
    if (!status) return nothing;
    const { may_change } = status.you;
    return html`
      <div>
        ${status.connections.map((one) => this.#connection(one, status))}
        ${may_change ? this.#another() : nothing}
      </div>
      <div>
        <homeops-health .wire=${wire} .home=${home} .status=${status}></homeops-health>
        ${may_change ? this.#past(status) : nothing}
      </div>
    `;
  }

  #connection(connection: ConnectionShown, { engine, connections, you }: SystemStatus) {
    return html`<homeops-connection
      ?fixed=${!you.may_change}
      .wire=${this.wire}
      .connection=${connection}
      .events=${connections.length === 1 ? remembered({ engine, connections }) : connection.import.done}
    ></homeops-connection>`;
  }

  #another() {
    if (!this.isAdding)
      return html`<button class="button" @click=${this.#add(true)}>${icon("plus")}${words.connect.another}</button>`;
    return html`<homeops-connect-form
      another
      .wire=${this.wire}
      @connected=${this.#connected}
      @cancelled=${this.#add(false)}
    ></homeops-connect-form>`;
  }

  #past({ recorder_import: running }: SystemStatus) {
    return html`<homeops-recorded-past
      .wire=${this.wire}
      .home=${this.home}
      .running=${running?.home === this.home ? running : null}
    ></homeops-recorded-past>`;
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
        align-items: start;
        gap: 16px;
      }
      div {
        display: grid;
        gap: 16px;
        min-width: 0;
      }
      .button {
        justify-self: start;
      }
    `,
  ];
}

define("homeops-homes", HomeopsHomes);
