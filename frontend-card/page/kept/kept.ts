import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { bytes } from "../look/amounts.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { cardLook, tones } from "../look/tones.ts";
import { wholeLook } from "../look/whole-look.ts";
import { words } from "../words/words.ts";
import "./audit.ts";
import "./cap.ts";
import "./errands.ts";
import "./forget.ts";
import "./heaviest.ts";
import "./pause.ts";
import "./recorder.ts";
import "./retention.ts";
import "./schedules.ts";

const tabs = ["retention", "heaviest", "forget", "schedules", "audit"] as const;
type Tab = (typeof tabs)[number];

/** How large the memory is and becomes, how long what is kept, what takes most room; pausing and forgetting; what is done at its times, and what was done by whom. */
class HomeopsKept extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @property({ attribute: false }) accessor status: SystemStatus | undefined;
  @state() private accessor tab: Tab = "retention";

  #show = (tab: Tab) => () => {
    this.tab = tab;
  };

  override render() {
    if (!this.status) return nothing;
    return html`
      <section class="card" aria-label=${words.kept.title}>
        <p class="size"><span class="sign">${icon("box")}</span><span>${foreseen(this.status.size)}</span></p>
        <homeops-pause
          .wire=${this.wire}
          .home=${this.home}
          .pause=${this.status.pauses.find(({ home }) => home === this.home)}
        ></homeops-pause>
        ${this.#errands(this.status)}
        <div class="tabs" role="group" aria-label=${words.kept.title}>
          ${tabs.map(
            (tab) =>
              html`<button class="button" aria-pressed=${tab === this.tab} @click=${this.#show(tab)}>${words.kept.tabs[tab]}</button>`,
          )}
        </div>
        <h2 class="spoken">${words.kept.tabs[this.tab]}</h2>
        ${this.#shown()}
      </section>
    `;
  }

  #errands({ errands }: SystemStatus) {
    const own = errands.filter(({ home }) => home === this.home);
    return own.length > 0 ? html`<homeops-errands .errands=${own}></homeops-errands>` : nothing;
  }

  #shown() {
    const { wire, home } = this;
    if (this.tab === "retention")
      return html`
        <homeops-retention .wire=${wire} .home=${home}></homeops-retention>
        <homeops-recorder .wire=${wire} .home=${home}></homeops-recorder>
        <homeops-cap .wire=${wire} .size=${this.status?.size ?? null}></homeops-cap>
      `;
    if (this.tab === "heaviest") return html`<homeops-heaviest .wire=${wire} .home=${home}></homeops-heaviest>`;
    if (this.tab === "schedules") return html`<homeops-schedules .wire=${wire} .home=${home}></homeops-schedules>`;
    if (this.tab === "audit") return html`<homeops-audit .wire=${wire}></homeops-audit>`;
    return html`<homeops-forget .wire=${wire} .home=${home}></homeops-forget>`;
  }

  static override readonly styles = [
    tones,
    cardLook,
    controls,
    wholeLook,
    css`
      .size {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      .tabs {
        padding-top: 16px;
        border-top: 1px solid var(--line);
      }
    `,
  ];
}

function foreseen(size: SystemStatus["size"]): string {
  const { kept } = words;
  if (!size) return words.page.loading;
  const all = [kept.size(bytes(size.bytes), size.cap_bytes === null ? undefined : bytes(size.cap_bytes))];
  if (size.bytes_a_day === null) return [...all, kept.unknownYet].join(". ");
  if (size.bytes_a_day > 0) all.push(kept.aDay(bytes(size.bytes_a_day)));
  if (size.days_left !== null) all.push(kept.full(size.days_left));
  else if (size.levels_off_at !== null) all.push(kept.levelsOff(bytes(size.levels_off_at)));
  return all.join(" · ");
}

define("homeops-kept", HomeopsKept);
