import { html, nothing, type TemplateResult } from "lit";
import type { Commands } from "../../data/commands.ts";
import { icon } from "../look/icons.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { findings } from "../words/words.ts";

export type Alert = Commands["alerts/list"]["output"]["items"][number];
type Telling = Alert["told"][number];

/** What it is, a line on how it stands, what can be done about it, and folded away who was told. */
export function alertRow(
  alert: Alert,
  line: TemplateResult | string,
  deeds: TemplateResult | typeof nothing = nothing,
) {
  const { severity, is_danger, title, text } = alert;
  return html`<li class="alert ${severity}">
    <span class="sign">${icon(is_danger ? "warn" : "bell")}</span>
    <span class="what">
      <b>${title}</b>
      ${text && text !== title ? html`<span class="quiet">${text}</span>` : nothing}
      <span class="quiet">${line}</span>
    </span>
    <span class="severity ${severity}">${is_danger ? ofAlerts().standing.danger : findings.severities[severity]}</span>
    <div class="below">${deeds} ${toldOf(alert.told)}</div>
  </li>`;
}

/** What was only taken back again from where it was shown is no message. */
function toldOf(all: readonly Telling[]) {
  const { told: say } = ofAlerts();
  const told = all.filter(({ kind }) => kind !== "clear");
  if (told.length === 0) return html`<p class="quiet told-of"><span class="quiet">${say.title(0)}</span></p>`;
  return html`<details class="told-of">
    <summary>${say.title(told.length)} ${icon("down")}</summary>
    <ul>
      ${told.map(
        (one) => html`<li>
          <time class="quiet" datetime=${one.at}>${dayAndTimeOf(one.at)}</time>
          <span>${toldIn(one)}</span>
        </li>`,
      )}
    </ul>
  </details>`;
}

/** "Anna · Phone: told again, sent" */
export function toldIn({
  person,
  by,
  kind,
  state,
  why,
}: Pick<Telling, "person" | "by" | "kind" | "state" | "why">): string {
  const { told: say, ways } = ofAlerts();
  const who = [person ?? say.household, by === null ? "" : nameIn(ways, by)].filter(Boolean).join(" · ");
  const what = [say.kinds[kind], say.states[state], why === null ? "" : nameIn(say.why, why)]
    .filter(Boolean)
    .join(", ");
  return `${who}: ${what}`;
}

/** Its name, or what it is where it has none here. */
const nameIn = (names: Readonly<Record<string, string>>, one: string): string => names[one] ?? one;

/** Who has it, or that nobody has; and how far it has come. */
export function howItStands(
  { acked_at, acked_by, snoozed_until, opened_at, level, levels }: Alert,
  now: number,
): string {
  const { standing: say } = ofAlerts();
  const since = say.since(dayAndTimeOf(opened_at));
  if (acked_at !== null) return say.has(acked_by ?? say.somebody, dayAndTimeOf(acked_at));
  if (isQuiet(snoozed_until, now)) return say.quiet(dayAndTimeOf(snoozed_until ?? ""));
  return [say.waits, level > 0 && levels > 1 ? say.step(level, levels) : "", since].filter(Boolean).join(" · ");
}

export const isQuiet = (until: string | null, now: number): boolean => until !== null && Date.parse(until) > now;
