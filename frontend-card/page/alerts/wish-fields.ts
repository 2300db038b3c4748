import { html, nothing } from "lit";
import type { Commands } from "../../data/commands.ts";
import { box } from "../look/boxes.ts";
import type { Choice } from "../look/choice.ts";
import { field } from "../look/field.ts";
import { labelledChoice } from "../look/labelled-choice.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { findings } from "../words/words.ts";
import type { Faults } from "./wish-faults.ts";

type Wishes = Commands["alerts/mine"]["output"]["wishes"];
type Severity = Wishes["least"];
type Day = NonNullable<Wishes["weekly"]>["day"];
export type Change = (wish: Partial<Wishes>) => void;

const NIGHT = { from: "22:00", until: "07:00", least: "critical" } as const;
const EVENING = "18:00";
const SUNDAY = { day: "sunday", at: "10:00" } as const;

/** How bad something is, the mildest first. */
const severities = (): Choice[] => Object.entries(findings.severities);
const isSeverity = (value: string): value is Severity => value in findings.severities;
const isDay = (value: string): value is Day => value in ofAlerts().mine.days;

/** Everything that somebody wishes, but the ways. */
export const wishFields = (wishes: Wishes, faults: Faults, change: Change) => html`
  ${pushes(wishes, faults, change)} ${quietHours(wishes, faults, change)} ${digests(wishes, faults, change)}
`;

function pushes({ language, least, budget }: Wishes, faults: Faults, change: Change) {
  const { mine: say } = ofAlerts();
  return html`<div class="fields">
    ${labelledChoice({
      ...{ id: "language", label: say.language, choices: Object.entries(say.languages), chosen: language },
      choose: (value) => change({ language: value === "de" ? "de" : "en" }),
    })}
    ${labelledChoice({
      ...{ id: "least", label: say.least, help: say.leastHelp, choices: severities(), chosen: least },
      choose: (value) => isSeverity(value) && change({ least: value }),
    })}
    ${field({
      ...{ id: "budget", label: say.budget, type: "number", value: Number.isNaN(budget) ? "" : String(budget) },
      enter: (value) => change({ budget: value.trim() === "" ? Number.NaN : Number(value) }),
      wrong: faults.budget,
    })}
  </div>`;
}

function quietHours({ quiet }: Wishes, faults: Faults, change: Change) {
  const { mine: say } = ofAlerts();
  const inside = (it: NonNullable<Wishes["quiet"]>) => html`<div class="fields inset">
    ${field({ id: "from", label: say.from, type: "time", value: it.from, enter: (from) => change({ quiet: { ...it, from } }), wrong: faults.from })}
    ${field({ id: "until", label: say.until, type: "time", value: it.until, enter: (until) => change({ quiet: { ...it, until } }), wrong: faults.until })}
    ${labelledChoice({
      ...{ id: "quiet-least", label: say.quietLeast, choices: severities(), chosen: it.least },
      choose: (value) => isSeverity(value) && change({ quiet: { ...it, least: value } }),
    })}
  </div>`;
  return html`<div>
    ${box(say.quiet, quiet !== null, (isOn) => change({ quiet: isOn ? NIGHT : null }))} ${quiet ? inside(quiet) : nothing}
  </div>`;
}

function digests({ daily, weekly }: Wishes, faults: Faults, change: Change) {
  const { mine: say } = ofAlerts();
  const ofDay = (at: string) => html`<div class="fields inset">
    ${field({ id: "daily", label: say.at, type: "time", value: at, enter: (time) => change({ daily: time }), wrong: faults.daily })}
  </div>`;
  const ofWeek = (it: NonNullable<Wishes["weekly"]>) => html`<div class="fields inset">
    ${labelledChoice({
      ...{ id: "day", label: say.day, choices: Object.entries(say.days), chosen: it.day },
      choose: (value) => isDay(value) && change({ weekly: { ...it, day: value } }),
    })}
    ${field({ id: "weekly", label: say.at, type: "time", value: it.at, enter: (at) => change({ weekly: { ...it, at } }), wrong: faults.weekly })}
  </div>`;
  return html`
    <div>${box(say.daily, daily !== null, (isOn) => change({ daily: isOn ? EVENING : null }))} ${daily === null ? nothing : ofDay(daily)}</div>
    <div>${box(say.weekly, weekly !== null, (isOn) => change({ weekly: isOn ? SUNDAY : null }))} ${weekly ? ofWeek(weekly) : nothing}</div>
  `;
}
