import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { explainLook } from "../explain/explain-look.ts";
import "../findings/findings.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { meterLook } from "../look/meter-look.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofDevices } from "../words/of-devices.ts";
import { batteryCell, linkCell, seenCell } from "./device-cells.ts";
import type { DeviceShown } from "./device-list.ts";
import { devicesLook } from "./devices-look.ts";

/** Drawn where they have come. */
const LATER = [
  () => import("../batteries/battery-told.ts"),
  () => import("../score/score-past.ts"),
  () => import("../maintenance/maintenance.ts"),
  () => import("../usage/usage.ts"),
];

/** One device with what is wrong with it, in a drawer; open it with `show()`. */
class HomeopsDeviceSheet extends LitElement {
  static override readonly styles = [
    tones,
    cardLook,
    controls,
    explainLook,
    meterLook,
    devicesLook,
    css`
      dialog header {
        display: flex;
        gap: 0;
        padding: 8px 0;
      }
      dd i {
        margin: 0;
      }
      dd > .level > i {
        border-radius: 3px;
        background: none;
      }
      dd {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
      }
      .button {
        text-decoration: none;
      }
    `,
  ];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ type: Boolean }) accessor fixed = false;
  @property({ attribute: false }) accessor address = "";
  @state() private accessor device: DeviceShown | undefined;
  @state() private accessor subjects: ReadonlySet<string> | undefined;
  @state() private accessor wrong = "";
  #now = 0;

  /** `now` in seconds since the epoch, by the home's own clock. */
  async show(device: DeviceShown, now: number): Promise<void> {
    this.device = device;
    this.#now = now;
    this.subjects = undefined;
    this.wrong = "";
    void Promise.all(LATER.map((load) => load())).catch(() => undefined); // the files of another version: the sheet stands without them
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog?.open) dialog?.showModal();
    try {
      const asked = { home: this.home, devices: [device.id], limit: 2_000 };
      const found = await this.wire?.ask("house/entities", asked);
      if (this.device?.id === device.id)
        this.subjects = new Set([device.id, ...(found?.items ?? []).map(({ entity_id }) => entity_id)]);
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  #close = () => this.renderRoot.querySelector("dialog")?.close();

  #onBackdrop = ({ target }: Event) => {
    if (target instanceof HTMLDialogElement) target.close();
  };

  #closed = () => {
    this.device = undefined;
  };

  override render() {
    const say = ofDevices();
    return html`
      <dialog aria-labelledby="name" @click=${this.#onBackdrop} @close=${this.#closed}>
        <article>
          <header>
            <h2 id="name">${this.device?.name ?? ""}</h2>
            <button class="round" aria-label=${say.close} @click=${this.#close}>${icon("close")}</button>
          </header>
          ${this.device ? this.#inside(this.device) : nothing}
        </article>
      </dialog>
    `;
  }

  #inside(device: DeviceShown) {
    const say = ofDevices();
    const now = this.#now;
    const model = [device.manufacturer, device.model].filter(Boolean).join(" ");
    return html`
      <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      ${
        this.subjects
          ? html`<homeops-findings
              .wire=${this.wire}
              .home=${this.home}
              ?fixed=${this.fixed}
              .subjects=${this.subjects}
            ></homeops-findings>`
          : nothing
      }
      <dl>
        ${line(say.area, device.area)} ${line(say.model, model)} ${line(say.integration, device.integration)}
        ${device.battery === null ? nothing : line(say.columns.battery, batteryCell(device, now))}
        ${device.link ? line(say.columns.link, linkCell(device)) : nothing}
        ${line(say.columns.seen, seenCell(device, now))}
      </dl>
      ${
        device.battery !== null && this.subjects
          ? html`<homeops-battery-told .wire=${this.wire} .home=${this.home} .subjects=${this.subjects}></homeops-battery-told>`
          : nothing
      }
      <homeops-score-past .wire=${this.wire} .home=${this.home} .device=${device.id}></homeops-score-past>
      <homeops-usage .wire=${this.wire} .home=${this.home} .device=${device.id}></homeops-usage>
      <homeops-maintenance .wire=${this.wire} .home=${this.home} .device=${device.id} ?fixed=${this.fixed}></homeops-maintenance>
      <p><a class="button" href=${this.#link(device.id)} target=${this.address ? "_blank" : "_top"} rel="noopener">${say.inHomeAssistant}</a></p>
    `;
  }

  #link = (id: string) => `${this.address.replace(/\/+$/, "")}/config/devices/device/${encodeURIComponent(id)}`;
}

const line = (name: string, value: unknown) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing);

define("homeops-device-sheet", HomeopsDeviceSheet);

declare global {
  interface HTMLElementTagNameMap {
    "homeops-device-sheet": HomeopsDeviceSheet;
  }
}
