import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Commands } from "../../data/commands.ts";
import { box } from "../look/boxes.ts";
import { icon } from "../look/icons.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { inOrder, type OrderedWay, shifted, turned } from "./ways-order.ts";
import type { Change } from "./wish-fields.ts";

type Mine = Commands["alerts/mine"]["output"];

/** The ways to somebody, each to be chosen, and put earlier or later. */
export function wishWays(ways: Mine["ways"], { channels }: Mine["wishes"], change: Change) {
  const { mine: say } = ofAlerts();
  const choose = (wanted: number[]) => change({ channels: wanted });
  return html`<fieldset>
    <legend>${say.ways}</legend>
    <p class="help">${ways.length > 0 ? say.waysHelp : say.noWays}</p>
    <ul>
      ${repeat(
        inOrder(ways, channels),
        ({ channel }) => channel,
        (way) => html`<li class="way">
          ${box(nameOf(way), way.isChosen, (isOn) => choose(turned(channels, way.channel, isOn)))}
          ${way.isChosen && channels.length > 1 ? movers(way, channels, choose) : nothing}
        </li>`,
      )}
    </ul>
  </fieldset>`;
}

function nameOf({ name, kind, is_on }: OrderedWay): string {
  const { mine: say, ways } = ofAlerts();
  const kinds: Readonly<Record<string, string>> = ways;
  return [`${name} (${kinds[kind] ?? kind})`, is_on ? "" : say.off].filter(Boolean).join(" · ");
}

function movers({ name, channel }: OrderedWay, channels: readonly number[], choose: (wanted: number[]) => void) {
  const { mine: say } = ofAlerts();
  const at = channels.indexOf(channel);
  const mover = (by: -1 | 1, label: string, isLast: boolean) => html`<button
    type="button"
    class="round"
    aria-label=${label}
    ?disabled=${isLast}
    @click=${() => choose(shifted(channels, channel, by))}
  >
    ${icon(by < 0 ? "up" : "down")}
  </button>`;
  return html`${mover(-1, say.up(name), at === 0)} ${mover(1, say.down(name), at === channels.length - 1)}`;
}
