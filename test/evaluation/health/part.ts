import type { LeftOut } from "./left-out.ts";
import { HOUR } from "./made-home.ts";
import type { Summary } from "./summary.ts";

export const healthHeading = "Health of devices, automations and integrations";

interface Groups {
  /** Homes that were looked at while checks were mended. */
  readonly known: Summary;
  /** Homes at which nobody looked. */
  readonly unknown: Summary;
  /** Of both, those with nothing wrong. */
  readonly control: Summary;
  /** Of the homes at which nobody looked. */
  readonly leftOut: readonly LeftOut[];
  readonly days: number;
  /** Of the smallest home and of the largest. */
  readonly entities: readonly [least: number, most: number];
  /** As they were given. */
  readonly args: string;
}

/** The part of the page. */
export function healthPart({ known, unknown, control, leftOut, days, entities, args }: Groups): string {
  const rows = unknown.kinds.map((it, i) => {
    const other = known.kinds[i];
    const out = leftOut[i];
    const before = it.delay !== undefined && it.delay < 0;
    const delay = it.delay === undefined ? "" : before ? `${hours(-it.delay)} before` : hours(it.delay);
    return `| ${it.kind} | ${it.faults} | ${share(it.found, it.faults)} | ${delay} | ${it.checks.slice(0, 2).join(", ")} | ${other ? share(other.found, other.faults) : ""} | ${out ? share(out.found, out.faults) : ""} |`;
  });
  return `## ${healthHeading}

By \`npm run evaluate -- health${args}\`: ${known.homes + unknown.homes} made-up homes of ${days} days each, of ${entities[0]} to ${entities[1]} entities
([test/evaluation/health](../test/evaluation/health)), in eight climates and time zones, of people who work, sleep late at weekends and go on holidays untold, with
weekly restarts, reloads, stumbling clouds, logs full of errors, players and inverters that are off at night, bulbs behind wall switches, cars and guests that come and go, and batteries of all steps. The store, the episodes, the forecasts and the diagnosis are those of the server; only the clock and the connection
are made up. Nothing was chosen by a search. Checks were mended by the causes seen in one half of the homes (*known*); the figures are those of the other half, at which nobody looked. An effect that another finding explains is not shown by itself.

| | homes not looked at | known homes | control: nothing wrong |
|---|---|---|---|
| homes, weeks | ${each(({ homes, weeks }) => `${homes}, ${Math.round(weeks)}`)} |
| findings shown | ${each(({ shown }) => `${shown}`)} |
| shown wrongly, a home and week | ${each((one) => falseAWeek(one).toFixed(2))} |
| of these worth a push (error or worse), a home and quarter | ${each(({ falselyPushed, weeks }) => ((13 * falselyPushed) / weeks).toFixed(2))} |
| precision | ${each(({ shown, falsely }) => (shown === 0 ? "" : share(shown - falsely, shown)))} |
| findings shown a fault found | ${each(({ shownAFault }) => (shownAFault === 0 ? "" : shownAFault.toFixed(1)))} |
| shown wrongly, by check | ${each(({ falseByCheck }) => [...falseByCheck].map(([check, n]) => `${check} ${n}`).join(", "))} |
| pushed to a phone by the default rules, a home and week | ${each(({ told }) => perWeek(told.pushed, told).toFixed(2))} |
| of these wrongly, a home and quarter | ${each(({ told }) => (13 * perWeek(told.falselyPushed, told)).toFixed(2))} |
| lines in digests in place of that, a home and week | ${each(({ told }) => perWeek(told.lines, told).toFixed(1))} |
| of these kept from the phone by the budget | ${each(({ told }) => `${told.overBudget}`)} |

*Pushed* and *digests*: what one person who runs the home would have been told on one phone with nothing chosen, by the program's own rules, gate and budget, from the second week on
(in the first nothing is pushed but dangers, and these homes have none). When a finding was over is not kept, so each is taken to stand for a day.

| fault | number | found | half of them within | first told by | in known homes | left out |
|---|---|---|---|---|---|---|
${rows.join("\n")}

*Left out*: found by the checks that the other kinds of faults would choose, those which in the known homes were more often right than wrong about them. Where
it says 0 %, one check was written for this kind alone, and would say nothing of a kind that nobody thought of.

| foretold | HomeOps | rival | of the rival |
|---|---|---|---|
| when a battery is empty: half of the dates are wrong by at most | ${days_(unknown.daysOff)} | ${days_(unknown.slopeDaysOff)} | the slope of the last two weeks |
| the same: inside the span (80 % is meant), of ${unknown.forecasts} | ${share(unknown.within, unknown.forecasts)} | | |
| devices that die, said within a fortnight before, of ${unknown.deaths} | ${share(unknown.foreseen, unknown.deaths)} | ${share(unknown.rival.foreseen, unknown.deaths)} | unavailable twice this week |
| batteries that become empty, told before that, of ${unknown.low.deaths} | ${share(unknown.low.told, unknown.low.deaths)}, half of them ${days_(unknown.low.days)} before | ${share(unknown.low.rival.told, unknown.low.deaths)}, half of them ${days_(unknown.low.rival.days)} before | 15 % for all |
| devices that fall silent unseen by Home Assistant, told within two days, of ${unknown.quiet.deaths} | ${share(unknown.quiet.told, unknown.quiet.deaths)} | ${share(unknown.quiet.rival.told, unknown.quiet.deaths)} | no report for 24 h |
| the same: said of devices with nothing wrong, a home and week | ${aWeek(unknown.quiet.falsely, unknown)} | ${aWeek(unknown.quiet.rival.falsely, unknown)} | no report for 24 h |
| devices that die, said of devices with nothing wrong, a home and week | ${falseAWeek(unknown).toFixed(2)} (all checks) | ${aWeek(unknown.rival.falsely, unknown)} | unavailable twice this week |
`;

  function each(told: (one: Summary) => string): string {
    return [unknown, known, control].map(told).join(" | ");
  }
}

export const perWeek = (count: number, { weeks }: { weeks: number }): number => (weeks > 0 ? count / weeks : 0);
export const falseAWeek = ({ falsely, weeks }: Summary): number => (weeks > 0 ? falsely / weeks : 0);
const aWeek = (count: number, { weeks }: Summary): string => (count / Math.max(1, weeks)).toFixed(2);
const share = (part: number, whole: number): string => (whole === 0 ? "" : `${Math.round((100 * part) / whole)} %`);
const hours = (seconds: number): string => {
  if (seconds < HOUR) return `${Math.round(seconds / 60)} min`;
  return seconds < 72 * HOUR ? `${Math.round(seconds / HOUR)} h` : `${Math.round(seconds / HOUR / 24)} d`;
};
const days_ = (days: number): string => `${Math.round(days)} d`;
