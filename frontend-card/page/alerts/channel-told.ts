import { html, nothing } from "lit";
import type { Commands } from "../../data/commands.ts";
import { icon } from "../look/icons.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { ofChannels } from "../words/of-channels.ts";
import type { KeptChannel } from "./channel-fields.ts";

export type Tested = Commands["alerts/test"]["output"];

const SIGNS = { sent: "check", refused: "warn", unknown: "question" } as const;

/** What it is called, of which kind it is and whose; `whose` is left out where it is the household's. */
export function channelHead({ name, kind, is_on, is_loud }: KeptChannel, whose: string | undefined) {
  const say = ofChannels();
  const about = [ofAlerts().ways[kind], whose ?? say.household, is_on ? "" : say.off, is_loud ? say.loud : ""];
  return html`<span class="what">
    <b>${name}</b>
    <span class="quiet">${about.filter(Boolean).join(" · ")}</span>
  </span>`;
}

/** What came of the test just now, else of the last delivery. */
export function outcome(one: KeptChannel, tested: Tested | undefined, isTesting: boolean) {
  const say = ofChannels();
  if (isTesting) return html`<p class="outcome quiet" role="status">${say.testing}</p>`;
  const came = tested?.outcome ?? one.outcome;
  const said = tested?.sentence ?? lastOf(one);
  return html`<p class="outcome ${came ?? "quiet"}" role="status">
    ${came ? icon(SIGNS[came]) : nothing}<span>${said}</span>
  </p>`;
}

function lastOf({ outcome: came, outcome_at, why }: KeptChannel): string {
  const { outcome: say } = ofChannels();
  if (came === null || outcome_at === null) return say.none;
  const told = say[came](dayAndTimeOf(outcome_at));
  return why ? `${told}: ${why}` : told;
}
