import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { Refused, Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { meterLook } from "../look/meter-look.ts";
import { severityLook } from "../look/severity-look.ts";
import { styled } from "../look/styled.ts";
import { cardLook, tones } from "../look/tones.ts";
import { choiceLook } from "../timeline/choice-look.ts";
import { ofDevices } from "../words/of-devices.ts";
import { words } from "../words/words.ts";
import { batteryCell, linkCell, seenCell, stateCell } from "./device-cells.ts";
import type { DeviceShown } from "./device-list.ts";
import "./device-sheet.ts";
import { deviceTools } from "./device-tools.ts";
import { devicesLook } from "./devices-look.ts";
import { FollowedDevices } from "./followed-devices.ts";
import { inSight, type Sight, type SortKey, sortKeys } from "./in-sight.ts";
import { LongList } from "./long-list.ts";
import { narrowLook } from "./narrow-look.ts";

const NARROW = 640;
const MOMENT_SECONDS = 30;
const ROWS = { wide: 60, narrow: 68 };
const FIRST: Sight = { text: "", area: "", onlyAttention: false, by: "findings", isReversed: false };

/** Every device of a home in one list, however many there are: only the rows near the eye are drawn. */
class HomeopsDevices extends LitElement {
  static override readonly styles = [
    tones,
    cardLook,
    controls,
    choiceLook,
    severityLook,
    meterLook,
    devicesLook,
    narrowLook,
  ];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor heading = "";
  /** Who may not act on findings sees them all the same. */
  @property({ type: Boolean }) accessor fixed = false;
  /** Shows first what needs attention, and nothing else until somebody wants it. */
  @property({ type: Boolean }) accessor attention = false;
  @property({ attribute: false }) accessor area = "";
  /** Where Home Assistant is, for links to it; empty: here. */
  @property({ attribute: false }) accessor address = "";
  @state() private accessor sight: Sight = FIRST;
  @state() private accessor wrong = "";
  readonly #followed = new FollowedDevices(this, (refused?: Refused) => {
    this.wrong = refused?.message ?? "";
  });
  readonly #list = new LongList(this, (width) => (width < NARROW ? ROWS.narrow : ROWS.wide));
  #sorted: { devices: object; sight: Sight; rows: DeviceShown[] } | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("attention")) this.sight = { ...this.sight, onlyAttention: this.attention };
    if (changed.has("area")) this.sight = { ...this.sight, area: this.area };
    if (changed.has("wire") || changed.has("home")) this.#followed.follow(this.wire, this.home);
  }

  /** Sorted anew only where the devices or the wish are others. */
  get #rows(): DeviceShown[] {
    const { devices } = this.#followed;
    if (!devices) return [];
    if (this.#sorted?.devices !== devices || this.#sorted.sight !== this.sight)
      this.#sorted = { devices, sight: this.sight, rows: inSight(devices.values(), this.sight) };
    return this.#sorted.rows;
  }

  #choose = (part: Partial<Sight>) => {
    this.sight = { ...this.sight, ...part };
    this.#list.toTop();
  };

  #sort = (key: SortKey) => () =>
    this.#choose({ by: key, isReversed: this.sight.by === key && !this.sight.isReversed });

  #open = (device: DeviceShown) => () =>
    void this.renderRoot.querySelector("homeops-device-sheet")?.show(device, this.#followed.now);

  override render() {
    const { devices } = this.#followed;
    const say = ofDevices();
    const rows = this.#rows;
    const { isNarrow } = this.#list;
    return html`
      <section class="card ${isNarrow ? "narrow" : ""}" aria-labelledby="title" aria-busy=${!devices}>
        <header>
          <div>
            <h2 id="title">${this.heading || say.title}</h2>
            <p class="quiet" role="status">${devices ? say.shown(rows.length, devices.size) : say.coming}</p>
          </div>
          ${devices && devices.size > 0 ? this.#tools(devices) : nothing}
        </header>
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        ${rows.length > 0 ? this.#grid(rows, isNarrow) : devices ? html`<p class="quiet empty">${this.#empty(devices.size)}</p>` : nothing}
      </section>
      <homeops-device-sheet .wire=${this.wire} .home=${this.home} ?fixed=${this.fixed} .address=${this.address}></homeops-device-sheet>
    `;
  }

  #empty(size: number): string {
    const { noneYet, allWell, none } = ofDevices();
    if (size === 0) return noneYet;
    return this.sight.onlyAttention && this.sight.text === "" ? allWell : none;
  }

  #tools(devices: ReadonlyMap<string, DeviceShown>) {
    const named = new Set([...devices.values()].map(({ area }) => area));
    const hasNowhere = named.delete(null) && named.size > 0;
    const areas = [...named].flatMap((area) => area ?? []).sort((one, other) => one.localeCompare(other));
    const { isNarrow } = this.#list;
    return deviceTools({ sight: this.sight, areas, hasNowhere, isNarrow, choose: this.#choose });
  }

  #grid(rows: readonly DeviceShown[], isNarrow: boolean) {
    const { title } = ofDevices();
    const drawn = this.#list.drawn(rows.length);
    return html`
      <div role="grid" aria-label=${title} aria-rowcount=${rows.length + 1} aria-colcount=${sortKeys.length} @keydown=${this.#list.key}>
        <div role="rowgroup"><div class="heads" role="row" aria-rowindex="1">${HEADS.map((key) => this.#head(key, isNarrow))}</div></div>
        <div class="scroll" role="rowgroup" @scroll=${this.#list.scrolled}>
          <div class="all" role="presentation" ${styled({ height: `${rows.length * this.#list.rowHeight}px` })}>
            ${repeat(
              drawn,
              (place) => rows[place]?.id,
              (place) => guard(this.#asDrawn(rows, place), () => this.#row(rows, place)),
            )}
          </div>
        </div>
      </div>
    `;
  }

  #head(key: SortKey, isNarrow: boolean) {
    const { by, isReversed } = this.sight;
    const name = ofDevices().columns[key];
    const sort = by === key ? (isReversed ? "descending" : "ascending") : "none";
    if (isNarrow) return html`<div role="columnheader" aria-sort=${sort}>${name}</div>`;
    return html`<div role="columnheader" aria-sort=${sort}>
      <button @click=${this.#sort(key)}>${name}${by === key ? icon(isReversed ? "up" : "down") : nothing}</button>
    </div>`;
  }

  /** A row is drawn again only where one of these is another: while the list runs by, most stay as they are. */
  #asDrawn(rows: readonly DeviceShown[], place: number) {
    const moment = Math.floor(this.#followed.now / MOMENT_SECONDS);
    return [rows[place], place, this.#list.rowHeight, this.#list.tabIndexOf(place), moment, words.language];
  }

  #row(rows: readonly DeviceShown[], place: number) {
    const device = rows[place];
    if (!device) return nothing;
    const { now } = this.#followed;
    const { name, area, manufacturer, model } = device;
    const about = [area, model ?? manufacturer].filter(Boolean).join(" · ");
    const at = styled({ transform: `translateY(${place * this.#list.rowHeight}px)` });
    return html`
      <div class="row" role="row" aria-rowindex=${place + 2} data-row=${place} data-device=${device.id} @click=${this.#open(device)} ${at}>
        <div class="name" role="gridcell">
          <button class="open" tabindex=${this.#list.tabIndexOf(place)} aria-haspopup="dialog">
            <b>${name}</b><span class="quiet">${about}</span>
          </button>
        </div>
        <div class="state" role="gridcell">${stateCell(device, now)}</div>
        <div class="battery" role="gridcell">${batteryCell(device, now)}</div>
        <div class="link" role="gridcell">${linkCell(device)}</div>
        <div class="seen" role="gridcell">${seenCell(device, now)}</div>
      </div>
    `;
  }
}

/** In the order of the cells. */
const HEADS: readonly SortKey[] = ["name", "findings", "battery", "link", "seen"];

define("homeops-devices", HomeopsDevices);
