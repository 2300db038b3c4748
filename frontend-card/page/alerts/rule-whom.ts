import { html, nothing } from "lit";
import { boxes } from "../look/boxes.ts";
import { capital } from "../look/capital.ts";
import type { Choice } from "../look/choice.ts";
import { field } from "../look/field.ts";
import { icon } from "../look/icons.ts";
import { labelledChoice } from "../look/labelled-choice.ts";
import { ofRules } from "../words/of-rules.ts";
import type { RuleFaults } from "./rule-faults.ts";
import type { Rule, RuleNames } from "./rule-names.ts";
import type { ChangeRule } from "./rule-what.ts";

type Level = Rule["levels"][number];
type Editing = { rule: Rule; names: RuleNames; faults: RuleFaults; change: ChangeRule };

const MOST_LEVELS = 8;
const THESE = "these";
const PEOPLE = "people";

/** When somebody is told, and who, how and how long after whom. */
export function ruleWhom(editing: Editing) {
  const { rule, change } = editing;
  const { form: say } = ofRules();
  const isTell = (value: string): value is Rule["when"] => value in say.tells;
  return html`<fieldset class="part">
    <legend>${say.whom}</legend>
    ${labelledChoice({
      ...{ id: "tell", label: say.tell, choices: Object.entries(say.tells), chosen: rule.when },
      choose: (when) => isTell(when) && change({ when }),
    })}
    ${rule.when === "never" ? nothing : levels(editing)}
  </fieldset>`;
}

function levels(editing: Editing) {
  const { rule, change } = editing;
  const { form: say } = ofRules();
  const isNow = rule.when === "now";
  const shown = isNow ? rule.levels : rule.levels.slice(0, 1); // a digest has one step
  const add = () => change({ levels: [...rule.levels, { after_minutes: 15, who: "everyone", how: "own" }] });
  return html`
    ${shown.map((_, i) => level(editing, i, isNow))}
    ${
      isNow && rule.levels.length < MOST_LEVELS
        ? html`<div class="buttons"><button type="button" class="button" @click=${add}>${icon("plus")}${say.addLevel}</button></div>`
        : nothing
    }
  `;
}

function level(editing: Editing, i: number, isNow: boolean) {
  const { rule, faults, change } = editing;
  const { form: say } = ofRules();
  const it = rule.levels[i];
  if (!it) return nothing;
  const set = (part: Partial<Level>) => change({ levels: rule.levels.with(i, { ...it, ...part }) });
  const remove = () => change({ levels: rule.levels.toSpliced(i, 1) });
  const after = field({
    ...{ id: `after-${i}`, label: say.after, type: "number", wrong: faults[`after-${i}`] },
    value: Number.isNaN(it.after_minutes) ? "" : String(it.after_minutes),
    enter: (text) => set({ after_minutes: text.trim() === "" ? Number.NaN : Number(text) }),
  });
  return html`<fieldset class="inset level">
    ${
      isNow
        ? html`<legend>${say.level(i + 1)}</legend>
            ${rule.levels.length > 1 ? html`<button type="button" class="round" aria-label=${say.removeLevel(i + 1)} @click=${remove}>${icon("close")}</button>` : nothing}`
        : html`<legend class="spoken">${say.who}</legend>`
    }
    ${isNow && i > 0 ? after : nothing} ${who(editing, i, { it, set })} ${isNow ? how(editing, i, { it, set }) : nothing}
  </fieldset>`;
}

type Setting = { it: Level; set(part: Partial<Level>): void };

function who({ names, faults }: Editing, i: number, { it, set }: Setting) {
  const { form: say, who: words } = ofRules();
  const isGroup = (value: string): value is Extract<Level["who"], string> => value in words && value !== PEOPLE;
  const chosen = Array.isArray(it.who) ? it.who : [];
  const gone = chosen.filter((id) => !names.people.has(id)).map((id): Choice => [id, say.stranger]);
  return html`
    ${labelledChoice({
      ...{
        id: `who-${i}`,
        label: say.who,
        choices: Object.entries(words).map(([value, text]): Choice => [value, capital(text)]),
        chosen: Array.isArray(it.who) ? PEOPLE : it.who,
      },
      choose: (value) => set({ who: isGroup(value) ? value : [] }),
    })}
    ${
      Array.isArray(it.who)
        ? boxes({
            ...{
              legend: capital(words.people),
              choices: [...names.people, ...gone],
              chosen,
              wrong: faults[`who-${i}`],
            },
            choose: (wanted) => set({ who: wanted }),
          })
        : nothing
    }
  `;
}

function how({ names, faults }: Editing, i: number, { it, set }: Setting) {
  const { form: say, howChoices } = ofRules();
  const isGroup = (value: string): value is "own" | "all" => value === "own" || value === "all";
  const chosen = Array.isArray(it.how) ? it.how : [];
  const gone = chosen.filter((id) => !names.ways.has(id)).map((id): Choice => [String(id), say.otherWay(id)]);
  const ways = [...names.ways].map(([id, name]): Choice => [String(id), name]);
  return html`
    ${labelledChoice({
      ...{
        id: `how-${i}`,
        label: say.how,
        choices: Object.entries(howChoices),
        chosen: Array.isArray(it.how) ? THESE : it.how,
      },
      choose: (value) => set({ how: isGroup(value) ? value : [] }),
    })}
    ${
      Array.isArray(it.how)
        ? boxes({
            ...{
              legend: howChoices.these,
              choices: [...ways, ...gone],
              chosen: chosen.map(String),
              wrong: faults[`how-${i}`],
            },
            choose: (wanted) => set({ how: wanted.map(Number) }),
          })
        : nothing
    }
  `;
}
