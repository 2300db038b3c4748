import { html, nothing } from "lit";
import { amount, count, roughly } from "../look/amounts.ts";
import { icon } from "../look/icons.ts";
import { longAgo } from "../look/long-ago.ts";
import { shortDayOf } from "../look/moments.ts";
import { styled } from "../look/styled.ts";
import { ofDevices } from "../words/of-devices.ts";
import { findings } from "../words/words.ts";
import { type DeviceShown, WELL } from "./device-list.ts";
import { isLate } from "./is-late.ts";
import { strengthOf } from "./strength.ts";

const LOW_PERCENT = 15;
const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

/** What is wrong with it, or that nothing is. */
export function stateCell({ worst, open, awaySince, score }: DeviceShown, now: number) {
  const say = ofDevices();
  const away = awaySince === null ? nothing : html`<span class="quiet">${say.away(roughly(now - awaySince))}</span>`;
  if (!worst) return awaySince === null ? html`<span class="quiet well">${icon("check")}${say.well}</span>` : away;
  return html`
    <span class="level">
      <span class="severity ${worst}">${findings.severities[worst]}</span>
      ${score < WELL ? html`<span class="points quiet" title=${say.points(score)}>${count(score)}</span>` : nothing}
    </span>
    ${awaySince === null ? html`<span class="quiet">${say.findings(open)}</span>` : away}
  `;
}

export function batteryCell({ battery, emptyOn }: DeviceShown, now: number) {
  if (battery === null) return nothing;
  const say = ofDevices();
  const isSoon = emptyOn !== null && emptyOn - now * 1000 < SOON_DAYS * DAY_MS;
  const look = battery <= LOW_PERCENT || isSoon ? "low" : "";
  const until = emptyOn === null ? "" : emptyOn < now * 1000 ? say.emptyNow : say.until(shortDayOf(emptyOn));
  return html`
    <span class="level ${look}">
      <i class="meter" aria-hidden="true"><i ${styled({ width: `${Math.min(100, Math.max(10, battery))}%` })}></i></i>
      ${say.percent(count(battery))}
    </span>
    ${until ? html`<span class="quiet">${until}</span>` : nothing}
  `;
}

export function linkCell({ link }: DeviceShown) {
  if (!link) return nothing;
  const { bars } = strengthOf(link);
  const say = ofDevices();
  return html`
    <span class="level">
      <i class="bars" data-bars=${bars} aria-hidden="true"><i></i><i></i><i></i><i></i></i>
      <span class="word">${say.strengths[bars - 1]}</span>
    </span>
    <span class="quiet number">${say.link(amount(link.value), link.unit)}</span>
  `;
}

export function seenCell(device: DeviceShown, now: number) {
  const say = ofDevices();
  if (device.reported === null) return html`<span class="quiet">${say.never}</span>`;
  const ago = longAgo(now - device.reported, say.justNow);
  if (device.usual === null) return html`<span>${ago}</span>`;
  const usual = roughly(device.usual);
  return isLate(device, now)
    ? html`<b>${ago}</b><span class="quiet">${say.late(usual)}</span>`
    : html`<span>${ago}</span><span class="quiet usual">${say.usual(usual)}</span>`;
}
